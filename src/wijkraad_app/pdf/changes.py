"""What is different between a file as it was signed and as it is now, in sentences.

Two readers look: PDFium at what people see (text, pictures of pages), pikepdf at what they don't (notes, fields,
attachments, description, structure, programs). Only raw bytes are compared, so nothing swells in memory.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from io import BytesIO
from typing import Any, Literal, TypeAlias

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from .shapes import Annot, Shape, shape_of

_log = logging.getLogger(__name__)

Kind: TypeAlias = Literal["page", "note", "field", "attachment", "other"]
WORDS_SHOWN = 12
PICTURE_WIDTH = 400
MOST_PAGES = 300
"""More are not compared one by one: it would take minutes and help nobody."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference, as a sentence; ``page`` from 1, 0 when it isn't on one page."""

    kind: Kind
    text: str
    page: int = 0


def changes(before: bytes, now: bytes, *, pictures: bool = True) -> tuple[Change, ...]:
    """Every difference that can be told, pages first; ``pictures`` also draws the pages, which takes longer.

    Signing a field that waited is no difference. Never raises for what a damaged file holds: then it tells less.
    """
    notes = _from(lambda: tuple(_beneath(shape_of(before), shape_of(now))), ())
    pages = _from(lambda: tuple(_pages(_looks(before, pictures), _looks(now, pictures))), ())
    found = tuple(dict.fromkeys((*pages, *notes)))
    unseen = not found and len(now) > len(before) and pictures
    return (Change("other", _("What was added can't be seen on the pages.")),) if unseen else found


def _from(ask: Callable[[], tuple[Change, ...]], otherwise: tuple[Change, ...]) -> tuple[Change, ...]:
    try:
        return ask()
    except Exception:  # whatever a damaged file makes a reader throw
        _log.info("two states of a file could not be compared", exc_info=True)
        return otherwise


# --- what people see ---------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Look:
    """One page: its text, its size, and its picture without notes and fields when that was asked for."""

    text: str
    size: tuple[float, ...]
    picture: bytes


def _looks(data: bytes, pictures: bool) -> list[_Look]:
    from . import preview

    sizes = preview.page_sizes(data)[:MOST_PAGES]
    boxes = _boxes(data, len(sizes))
    return [
        _Look(
            preview.page_text(data, at).strip(), (*size, *boxes[at]), _picture(data, at) if pictures else b""
        )
        for at, size in enumerate(sizes)
    ]  # fmt: skip


def _boxes(data: bytes, count: int) -> list[tuple[float, ...]]:
    """How each page is turned; nothing where the file can't be opened that way."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        found: list[tuple[float, ...]] = [(float(page.obj.get("/Rotate", 0)),) for page in pdf.pages]
    return [*found, *[(0.0,)] * count][:count]


def _picture(data: bytes, page: int) -> bytes:
    from .preview import page_image

    try:
        return bytes(page_image(data, page, PICTURE_WIDTH, bare=True)[3])
    except (UserError, IndexError):
        return b""


def _pages(before: list[_Look], now: list[_Look]) -> Iterator[Change]:
    if before != now and len(before) == len(now) and sorted(map(hash, before)) == sorted(map(hash, now)):
        yield Change("page", _("The pages stand in another order."))
        return
    for how, old_from, old_to, new_from, new_to in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if how == "equal":
            continue
        paired = min(old_to - old_from, new_to - new_from)
        for step in range(paired):
            yield from _page(before[old_from + step], now[new_from + step], new_from + step + 1)
        for page in range(new_from + paired, new_to):
            yield Change("page", _("A page was added: page {page}.").format(page=page + 1), page + 1)
        for page in range(old_from + paired, old_to):
            yield Change("page", _("A page is gone: page {page} as it was signed.").format(page=page + 1))


def _page(old: _Look, new: _Look, page: int) -> Iterator[Change]:
    if old.size != new.size:
        yield Change("page", _("Page {page} was cropped or turned.").format(page=page), page)
    elif old.text != new.text:
        yield Change("page", _text_change(old.text.split(), new.text.split(), page), page)
    elif old.picture != new.picture:
        yield Change("page", _("The content of page {page} was changed.").format(page=page), page)


def _text_change(old: list[str], new: list[str], page: int) -> str:
    """The first words that differ, with what stood there."""
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    first = next((one for one in steps if one[0] != "equal"), None)
    if first is None:
        return _("The content of page {page} was changed.").format(page=page)
    _how, old_from, old_to, new_from, new_to = first
    was, is_ = _words(old[old_from:old_to]), _words(new[new_from:new_to])
    if not is_:
        return _("On page {page} text is gone: “{before}”.").format(page=page, before=was)
    if not was:
        return _("On page {page} text was added: “{now}”.").format(page=page, now=is_)
    text = _("On page {page} the text was changed: “{before}” became “{now}”.")
    return text.format(page=page, before=was, now=is_)


def _words(words: list[str]) -> str:
    return " ".join(words[:WORDS_SHOWN]) + (" …" if len(words) > WORDS_SHOWN else "")


# --- what they don't ---------------------------------------------------------
_NOTES = {
    "note": (N_("A note was put over the text on page {page}."), N_("A note on page {page} was changed."),
             N_("A note on page {page} was taken away.")),
    "stamp": (N_("A stamp was put over the text on page {page}."), N_("A stamp on page {page} was changed."),
              N_("A stamp on page {page} was taken away.")),
    "link": (N_("A link was added on page {page}."), N_("A link on page {page} was changed."),
             N_("A link on page {page} was taken away.")),
    "mark": (N_("A drawing or mark was put over the text on page {page}."), N_("A mark on page {page} was changed."),
             N_("A mark on page {page} was taken away.")),
}  # fmt: skip
_WHOLE = (
    ("programs", N_("A program was put in the file or changed.")),
    ("xfa", N_("A second form (XFA) was put in the file.")),
    ("layers", N_("Layers were put in the file that can hide text.")),
    ("structure", N_("What a screen reader reads out was changed.")),
    ("description", N_("The description of the file (title, author or date) was changed.")),
    ("language", N_("The language of the text was changed.")),
    ("permissions", N_("What may still be done after signing was changed.")),
)


def _beneath(before: Shape, now: Shape) -> Iterator[Change]:
    yield from _annotations(before.annots, now.annots)
    yield from _fields(before, now)
    yield from _attachments(before.attachments, now.attachments)
    for name, sentence in _WHOLE:
        if getattr(before, name) != getattr(now, name):
            yield Change("other", _(sentence))
    if any(now.fonts.get(key, digest) != digest for key, digest in before.fonts.items()):
        yield Change("other", _("A typeface was swapped."))


def _annotations(before: dict[str, Annot], now: dict[str, Annot]) -> Iterator[Change]:
    for key in [*now, *(key for key in before if key not in now)]:
        old, new = before.get(key), now.get(key)
        if old == new:
            continue
        which = 0 if old is None else 2 if new is None else 1
        one = new or old
        assert one is not None
        yield Change("note", _(_NOTES[one.kind][which]).format(page=one.page), one.page)


def _fields(before: Shape, now: Shape) -> Iterator[Change]:
    for name in [*now.fields, *(name for name in before.fields if name not in now.fields)]:
        old, new = before.fields.get(name), now.fields.get(name)
        if old == new or (old and new and old.waits and new.signed):
            continue
        if old is None and new is not None:
            yield Change("field", _("A field was added: “{field}”.").format(field=new.label), new.page)
        elif old is not None and new is None:
            yield Change("field", _("A field was taken away: “{field}”.").format(field=old.label), old.page)
        elif old is not None and new is not None:
            yield Change("field", _field_words(old, new).format(field=old.label), new.page)


def _field_words(old: Any, new: Any) -> str:
    if old.signed and not new.signed:
        return _("A signature was taken out: “{field}”.")
    if old.waits and old.picture != new.picture:
        return _("A field looks as if it was signed, but holds no signature: “{field}”.")
    if old.value != new.value:
        return _("A field was changed: “{field}”.")
    if old.signature:
        return _("The picture of a signature was changed: “{field}”.")
    return _("The picture of a field was changed: “{field}”.")


def _attachments(before: dict[str, str], now: dict[str, str]) -> Iterator[Change]:
    for name in now:
        if name not in before:
            yield Change("attachment", _("An attachment was added: “{file}”.").format(file=name))
        elif before[name] != now[name]:
            yield Change("attachment", _("An attachment was swapped: “{file}”.").format(file=name))
    for name in before:
        if name not in now:
            yield Change("attachment", _("An attachment was taken out: “{file}”.").format(file=name))
