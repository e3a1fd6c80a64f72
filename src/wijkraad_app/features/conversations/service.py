"""What people do with conversations: record, mark quotes, give and withdraw consent, correct the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, TypedDict, Unpack
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.db.erasure import after_cleaning
from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.features.council.model import Theme
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from .model import Conversation, Quote
from .rules import anchors
from .rules.anchors import Anchor
from .rules.consent import CONSENTS, INHERIT, NO
from .rules.words import KINDS, default_title


class ConversationFields(TypedDict, total=False):
    """What `update_conversation` changes; consent and a coded text have verbs of their own."""

    title: str
    day: date | None
    place: str
    neighbourhood: str
    kind: str
    people: int | None
    text: str
    recorder: UUID | None


class QuoteFields(TypedDict, total=False):
    """What `update_quote` changes; words follow the text, consent has its own verb."""

    speaker_role: str
    speaker_name: str
    theme: UUID | None
    note: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """What a correction of the text did to its quotes: ids, and the words of those without a place now."""

    kept: tuple[UUID, ...]
    reworded: tuple[UUID, ...]
    lost: tuple[tuple[UUID, str], ...]


@verb(label=N_("Add conversation “{title}”"))
def add_conversation(
    uow: UnitOfWork,
    *,
    title: str = "",
    day: date | None = None,
    place: str = "",
    neighbourhood: str = "",
    kind: str = "neighbourhood",
    people: int | None = None,
    text: str = "",
    consent: str = NO,
    recorder: UUID | None = None,
) -> UUID:
    """A new conversation; without a title it is called after its kind and place, without a day it was today.

    The recorder is who works now, unless told. Returns its id.
    """
    _check_conversation(kind=kind, people=people)
    _check_consent(consent)
    fields = checked(
        Conversation,
        {
            "title": title.strip() or default_title(kind, neighbourhood, place),
            "day": day or clock.today(),
            "place": place.strip(),
            "neighbourhood": neighbourhood.strip(),
            "kind": kind,
            "people": people,
            "text": anchors.plain_text(text),
            "consent": consent,
            "recorder": recorder or uow.actor,
        },
    )
    uow.describe(title=fields["title"])
    return uow.add(Conversation(**fields)).id


@verb(label=N_("Change conversation “{title}”"))
def update_conversation(uow: UnitOfWork, *, id: UUID, **fields: Unpack[ConversationFields]) -> None:
    """Change fields; the text only while no quote is marked in it (then: `correct_text`).

    A title that nobody chose follows kind, neighbourhood and place.
    """
    row = uow.get(Conversation, id)
    uow.describe(title=row.title)
    given: dict[str, Any] = dict(fields)
    if given.keys() - ConversationFields.__annotations__.keys():
        raise TypeError("not a field of a conversation")
    _check_conversation(kind=given.get("kind", row.kind), people=given.get("people"))
    if "title" in given and not str(given["title"]).strip():
        raise UserError(_("Give the conversation a title."), code="title_missing")
    if "text" in given:
        given["text"] = anchors.plain_text(given["text"])
        if given["text"] != row.text and _quotes(uow, id):
            message = _("Quotes are marked in this text, so it is fixed. Choose “Correct text” to change it.")
            raise UserError(message, code="text_is_coded")
    if "title" not in given:
        given |= _following_title(row, given)
    uow.update(row, **checked(Conversation, given))


@verb(label=N_("Correct the text of “{title}”"))
def correct_text(uow: UnitOfWork, *, id: UUID, text: str) -> Replaced:
    """Change a text in which quotes are marked; every quote is placed again, also those lost before."""
    row = uow.get(Conversation, id)
    uow.describe(title=row.title)
    text = anchors.plain_text(text)
    checked(Conversation, {"text": text})
    row.text = text
    kept, reworded, lost = [], [], []
    for quote in _quotes(uow, id):
        before = _anchor_of(quote)
        after = anchors.placed_again(before, text)
        uow.update(quote, **asdict(after))
        if not after.placed:
            lost.append((quote.id, quote.words))
        elif after.words != before.words:
            reworded.append(quote.id)
        else:
            kept.append(quote.id)
    return Replaced(tuple(kept), tuple(reworded), tuple(lost))


@verb(label=N_("Mark quote “{words}”"))
def mark_quote(
    uow: UnitOfWork,
    *,
    conversation: UUID,
    start: int,
    end: int,
    speaker_role: str = "",
    speaker_name: str = "",
    theme: UUID | None = None,
    consent: str = INHERIT,
    note: str = "",
) -> UUID:
    """Mark ``text[start:end]`` (code points; blanks at the edges fall off). Consent "" follows the conversation."""
    row = uow.get(Conversation, conversation)
    place = _selected(row.text, start, end)
    uow.describe(words=place.words)
    _check_consent(consent, INHERIT)
    if theme is not None:
        uow.get(Theme, theme)
    if any((quote.start, quote.end) == (place.start, place.end) for quote in _quotes(uow, conversation)):
        raise UserError(_("These words are marked already."), code="already_marked")
    fields = {"speaker_role": speaker_role, "speaker_name": speaker_name, "note": note}
    own = {"conversation": conversation, "theme": theme, "consent": consent}
    return uow.add(Quote(**checked(Quote, {**asdict(place), **fields, **own}))).id


@verb(label=N_("Change quote “{words}”"))
def update_quote(uow: UnitOfWork, *, id: UUID, **fields: Unpack[QuoteFields]) -> None:
    """Change who said it, its theme or its note."""
    row = uow.get(Quote, id)
    uow.describe(words=row.words)
    given: dict[str, Any] = dict(fields)
    if given.keys() - QuoteFields.__annotations__.keys():
        raise TypeError("not a field of a quote")
    if given.get("theme") is not None:
        uow.get(Theme, given["theme"])
    uow.update(row, **checked(Quote, given))


@verb(label=N_("Point out quote “{words}” again"))
def place_quote(uow: UnitOfWork, *, id: UUID, start: int, end: int) -> None:
    """Give a quote the words of another selection, as for one that lost its place."""
    row = uow.get(Quote, id)
    place = _selected(uow.get(Conversation, row.conversation).text, start, end)
    uow.describe(words=place.words)
    uow.update(row, **asdict(place))


@verb(label=N_("Change the consent of “{title}”"))
def set_consent(uow: UnitOfWork, *, id: UUID, consent: str) -> None:
    """Whether words from this conversation may be quoted: no, by_role, by_name. Quotes can differ."""
    row = uow.get(Conversation, id)
    uow.describe(title=row.title)
    _check_consent(consent)
    row.consent = consent


@verb(label=N_("Change the consent of quote “{words}”"))
def set_quote_consent(uow: UnitOfWork, *, id: UUID, consent: str) -> None:
    """A quote's own consent; "" follows the conversation again. Withdrawing it reaches each draft that uses it."""
    row = uow.get(Quote, id)
    uow.describe(words=row.words)
    _check_consent(consent, INHERIT)
    row.consent = consent


@verb(label=N_("Remove quote “{words}”"))
def remove_quote(uow: UnitOfWork, *, id: UUID) -> None:
    """The mark goes, the text stays."""
    row = uow.get(Quote, id)
    uow.describe(words=row.words)
    uow.remove(row)


@verb(label=N_("Remove conversation “{title}”"))
def remove_conversation(uow: UnitOfWork, *, id: UUID) -> None:
    """The conversation goes, with its quotes."""
    row = uow.get(Conversation, id)
    uow.describe(title=row.title)
    for quote in _quotes(uow, id):
        uow.remove(quote)
    uow.remove(row)


def _following_title(row: Conversation, given: dict[str, Any]) -> dict[str, str]:
    if row.title != default_title(row.kind, row.neighbourhood, row.place):
        return {}
    kind, neighbourhood = given.get("kind", row.kind), given.get("neighbourhood", row.neighbourhood)
    return {"title": default_title(kind, neighbourhood, given.get("place", row.place))}


def _quotes(uow: UnitOfWork, conversation: UUID) -> list[Quote]:
    query = select(Quote).where(Quote.conversation == conversation, Quote.deleted.is_(False)).order_by(Quote.start)
    return list(uow.session.scalars(query))


@after_cleaning("conversation")
def _place_again(session: Session, row: Conversation) -> Mapping[str, str]:
    """Quotes in a text from which words were erased; nothing of the old surroundings stays with them."""
    query = select(Quote).where(Quote.conversation == row.id, Quote.end > Quote.start)
    for quote in session.scalars(query).all():
        found = anchors.placed_again(_anchor_of(quote), row.text)
        found = found if found.placed else replace(found, before="", after="")
        for name, value in asdict(found).items():
            setattr(quote, name, value)
    return {}


def _anchor_of(quote: Quote) -> Anchor:
    return Anchor(quote.start, quote.end, quote.words, quote.before, quote.after)


def _selected(text: str, start: int, end: int) -> Anchor:
    start, end = anchors.trimmed(text, start, end)
    if start >= end:
        raise UserError(_("Select the words in the text first."), code="nothing_selected")
    return anchors.anchor(text, start, end)


def _check_consent(consent: str, *also: str) -> None:
    if consent not in (*CONSENTS, *also):
        raise UserError(_("Choose whether it may be quoted: no, by role or by name."), code="unknown_consent")


def _check_conversation(*, kind: str, people: int | None) -> None:
    if kind not in KINDS:
        raise UserError(_("Choose what kind of conversation it was."), code="unknown_kind")
    if people is not None and not 0 <= people <= 100_000:
        raise UserError(_("Give the number of people as a whole number."), code="bad_number")
