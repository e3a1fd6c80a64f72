"""Language through gettext: English source strings, Dutch complete and default.

Each slice keeps its own catalogue ``resources/locale/nl/<slice>.po``; they are merged when a language is first used,
and the outcome is kept beside them where that can be written. A letter has a language of its own: wrap its making in
`in_language`.
"""

from __future__ import annotations

import gettext as _gettext
import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from . import resources

LANGUAGES = ("nl", "en")
MERGED = "merged.mo"
_default = "nl"
_override: ContextVar[str | None] = ContextVar("language", default=None)


def language() -> str:
    """The language in force here: ``nl`` or ``en``."""
    return _override.get() or _default


def set_language(code: str) -> None:
    """Choose the language of the program."""
    global _default
    if code not in LANGUAGES:
        raise ValueError(code)
    _default = code


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Use another language inside the block, as for a letter or a PDF."""
    token = _override.set(code)
    try:
        yield
    finally:
        _override.reset(token)


@cache
def _catalogue(code: str) -> _gettext.NullTranslations:
    files = sorted(resources.path("locale", code).glob("*.po")) if code != "en" else []
    return _gettext.GNUTranslations(io.BytesIO(compiled(code, files))) if files else _gettext.NullTranslations()


def compiled(code: str, files: Sequence[Path]) -> bytes:
    """The catalogues as one in gettext's binary form; kept until one of them changes, since reading them takes long."""
    kept = resources.path("locale", code, MERGED)
    with suppress(OSError):
        if kept.stat().st_mtime_ns >= max(file.stat().st_mtime_ns for file in files):
            return kept.read_bytes()
    data = _merged(code, files)
    with suppress(OSError):
        fresh = kept.with_name(f"{MERGED}.{os.getpid()}")
        fresh.write_bytes(data)
        fresh.replace(kept)
    return data


def _merged(code: str, files: Sequence[Path]) -> bytes:
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    merged = Catalog(locale=code)
    for file in files:
        with file.open("rb") as stream:
            for message in read_po(stream, locale=code):
                if message.id and message.string:
                    merged.add(message.id, message.string, context=message.context)
    buffer = io.BytesIO()
    write_mo(buffer, merged)
    return buffer.getvalue()


def _(message: str) -> str:
    """The message in the language in force."""
    return _catalogue(language()).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form for ``n``; placeholders are still to be filled in."""
    return _catalogue(language()).ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """The message where one English word has two Dutch ones."""
    return _catalogue(language()).pgettext(context, message)


def N_(message: str) -> str:
    """Marks a message for translation that is translated later with `_`."""
    return message
