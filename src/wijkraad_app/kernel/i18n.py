"""Language through gettext: English source strings, Dutch complete and default.

Each slice keeps its own catalogue ``resources/locale/nl/<slice>.po``; they are merged when a language is
first used. A letter has a language of its own: wrap its making in `in_language`.
"""

from __future__ import annotations

import gettext as _gettext
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from . import resources

LANGUAGES = ("nl", "en")
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
    if not files:
        return _gettext.NullTranslations()
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
    buffer.seek(0)
    return _gettext.GNUTranslations(buffer)


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
