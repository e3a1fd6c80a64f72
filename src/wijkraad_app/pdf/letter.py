"""The letter of an advice, in the order Dutch practice has it; Dutch or English.

Source of the order: handbooks of Dutch municipal correspondence, as gathered in the description of the field. It
claims no conformity to a NEN norm.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from wijkraad_app.kernel import text as rich
from wijkraad_app.kernel.dates import long_date
from wijkraad_app.kernel.i18n import _, in_language, ngettext, pgettext

from . import blocks
from .blocks import Document, HouseStyle, Inline, SignatureField


@dataclass(frozen=True, slots=True)
class Source:
    """Evidence cited in the letter: ``ref`` as the text cites it; numbered by its place in the list."""

    ref: str
    text: Inline
    details: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file from elsewhere that goes with a letter.

    ``how``: "page" (a picture, printed behind the letter; ``alt`` says in words what it shows), "inside" (a
    conforming PDF, attached to the file) or "beside" (a file of its own, named with its ``sha256``).
    """

    title: str
    how: Literal["page", "inside", "beside"]
    file_name: str
    sha256: str
    alt: str = ""
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says.

    ``day`` is the letter's date, ``place`` stands before it. ``body`` comes before the recommendations, ``ending``
    after them, ``annex`` below the sources; what is ``enclosed`` comes last, or inside the file; both are left out of
    what is ``public``. Empty ``salutation``, ``greeting`` and ``behalf`` take
    the usual words. ``own_keys``: signed with keys the council made. ``paper``: to be signed by hand. ``public``: the
    version without signatures and private data. ``large``: a copy in large print, without fields to sign.
    """

    house: HouseStyle
    addressee: tuple[str, ...]
    day: date
    reference: str
    subject: str
    body: tuple[rich.Block, ...]
    recommendations: tuple[tuple[rich.Block, ...], ...] = ()
    ending: tuple[rich.Block, ...] = ()
    signers: tuple[SignatureField, ...] = ()
    sources: tuple[Source, ...] = ()
    annex: tuple[blocks.Block, ...] = ()
    enclosures: tuple[str, ...] = ()
    enclosed: tuple[Enclosed, ...] = ()
    copies: tuple[str, ...] = ()
    respond_by: date | None = None
    place: str = ""
    their_reference: str = ""
    their_letter: date | None = None
    contact: str = ""
    salutation: str = ""
    greeting: str = ""
    behalf: str = ""
    language: str = "nl"
    own_keys: bool = True
    paper: bool = False
    public: bool = False
    large: bool = False
    example: bool = False


def letter_document(letter: Letter) -> Document:
    """The letter as blocks, ready for `render`; the same letter always gives the same file."""
    with in_language(letter.language):
        parts = tuple(_parts(letter))
        mark = _("Public version") if letter.public else ""
        return Document(
            title=letter.subject,
            blocks=parts,
            date=datetime.combine(letter.day, time(12), ZoneInfo("Europe/Amsterdam")),
            author=letter.house.sender,
            subject=(
                _("Advice, {reference}").format(reference=letter.reference)
                if letter.reference
                else pgettext("letter", "Advice")
            ),
            language=letter.language,
            house=letter.house,
            running=letter.reference,
            mark=mark,
            example=letter.example,
            refs={source.ref: number for number, source in enumerate(letter.sources, 1)},
            tight_end=True,
            large=letter.large,
            attachments=tuple(
                blocks.Attachment(one.file_name, one.data, "application/pdf", one.title)
                for one in _going(letter, "inside")
            ),
        )


def _parts(letter: Letter) -> Iterator[blocks.Block]:
    yield blocks.Addressee(letter.addressee)
    yield blocks.KeyValues(tuple(_references(letter)))
    yield blocks.Spacer(3)
    yield blocks.Paragraph(letter.salutation or _("Dear members of the municipal executive,"))
    yield blocks.Rich(letter.body)
    yield from _recommendations(letter)
    if letter.ending:
        yield blocks.Rich(letter.ending)
    if letter.respond_by:
        yield blocks.Paragraph(
            _("We look forward to your response by {date} at the latest.").format(date=long_date(letter.respond_by))
        )
    yield from _closing(letter)
    yield from _below(letter)
    if letter.sources:
        yield blocks.Heading(_("Annex: sources"), 2)
        notes = enumerate(letter.sources, 1)
        yield blocks.Notes(tuple(blocks.Note(number, source.text, source.details) for number, source in notes))
    yield from letter.annex
    for one in _going(letter, "page"):
        yield blocks.PageBreak()
        yield blocks.Heading(_("Enclosure: {title}").format(title=one.title), 2)
        yield blocks.Picture(one.data, one.alt)


def _going(letter: Letter, how: str) -> Iterator[Enclosed]:
    return (one for one in letter.enclosed if one.how == how and not letter.public)


def _references(letter: Letter) -> Iterator[blocks.KeyValue]:
    day = long_date(letter.day)
    yield blocks.KeyValue(pgettext("letter", "Date"), f"{letter.place}, {day}" if letter.place else day)
    if letter.reference:
        yield blocks.KeyValue(pgettext("letter", "Our reference"), letter.reference)
    if letter.their_reference:
        yield blocks.KeyValue(pgettext("letter", "Your reference"), letter.their_reference)
    if letter.their_letter:
        yield blocks.KeyValue(pgettext("letter", "Your letter of"), long_date(letter.their_letter))
    if letter.contact and not letter.public:
        yield blocks.KeyValue(pgettext("letter", "Contact"), letter.contact)
    yield blocks.KeyValue(pgettext("letter", "Subject"), letter.subject, heading=True)


def _recommendations(letter: Letter) -> Iterator[blocks.Block]:
    if not letter.recommendations:
        return
    yield blocks.Heading(pgettext("letter", "Recommendations"), 2)
    items: list[blocks.ListItem] = []
    for number, parts in enumerate(letter.recommendations, 1):
        label = f"{number}."
        for part in parts:
            if isinstance(part, rich.Table):
                yield from _listed(items)
                yield blocks.Table(part.rows[0], part.rows[1:])
                items = []
            elif items or label:
                _add_line(items, part, label)
                label = ""
            else:  # below a table of the same recommendation
                yield blocks.Paragraph(part.spans)
    yield from _listed(items)


def _listed(items: list[blocks.ListItem]) -> Iterator[blocks.Block]:
    if items:
        yield blocks.ItemList(tuple(items))


def _add_line(items: list[blocks.ListItem], line: rich.Line, label: str) -> None:
    """The first line of a recommendation has its number; paragraphs follow on new lines, lists nest."""
    if label:
        items.append(blocks.ListItem(line.spans, 0, True, label))
    elif line.is_item:
        items.append(blocks.ListItem(line.spans, line.level + 1, line.kind == "number"))
    else:
        before = items[-1]
        assert not isinstance(before.text, str)
        items[-1] = replace(before, text=(*before.text, rich.Span("\n"), *line.spans))


def _closing(letter: Letter) -> Iterator[blocks.Block]:
    behalf = letter.behalf or _("on behalf of {council}").format(council=letter.house.sender)
    greeting = letter.greeting or _("Kind regards,")
    yield blocks.Paragraph(f"{greeting}\n{behalf}", keep_with_next=True)
    if letter.public or letter.large or not letter.signers:
        names = tuple(f"{one.person}, {one.role}" if one.role else one.person for one in letter.signers)
        if names:
            yield blocks.Lines(names)
        if letter.public:
            yield blocks.Paragraph(_about_public(), "quiet")
        elif letter.large:
            yield blocks.Paragraph(_about_large(), "quiet")
        return
    yield blocks.SignatureFields(letter.signers, letter.paper)
    if not letter.paper:
        yield blocks.Paragraph(about_own_keys() if letter.own_keys else _about_other_keys(), "quiet")


def _about_public() -> str:
    return _("This is the public version of the letter: without signatures and without data of contact persons.")


def _about_large() -> str:
    return _("This is a copy of the letter in large print, without signatures.")


def about_own_keys() -> str:
    """What signatures with keys of the council's own are and are not, in the language in force."""
    keys = _(
        "Signed digitally with keys that the council made itself. They show that the letter is whole and with whose "
        "key it was signed. It is not a qualified signature (eIDAS)."
    )
    unknown = _(
        "A PDF reader may call the signers unknown. Compare the fingerprint of the key with the council, by telephone "
        "or mail."
    )
    return f"{keys} {unknown}"


def _about_other_keys() -> str:
    return _("Signed digitally. The signature shows that the letter is whole and with whose key it was signed.")


def _listed_as(one: Enclosed, *, public: bool) -> str:
    if public:
        return _("{title} (not in the public version)").format(title=one.title)
    if one.how == "page":
        return _("{title}, behind this letter").format(title=one.title)
    if one.how == "inside":
        return _("{title}, inside this file as “{file}”").format(title=one.title, file=one.file_name)
    digest = " ".join(one.sha256[at : at + 8] for at in range(0, len(one.sha256), 8))
    text = _("{title}, as a file of its own: “{file}”").format(title=one.title, file=one.file_name)
    return f"{text}\nSHA-256 {digest}"


def _below(letter: Letter) -> Iterator[blocks.Block]:
    rows = []
    enclosures = (*letter.enclosures, *(_listed_as(one, public=letter.public) for one in letter.enclosed))
    if enclosures:
        label = ngettext("Enclosure", "Enclosures", len(enclosures))
        rows.append(blocks.KeyValue(label, "\n".join(enclosures)))
    if letter.copies:
        rows.append(blocks.KeyValue(pgettext("letter", "Copies to"), "\n".join(letter.copies)))
    if rows:
        yield blocks.KeyValues(tuple(rows), follows=True)
