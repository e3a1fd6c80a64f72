"""What an agenda item can be about. Higher slices say how their records are named and adopted by a decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from wijkraad_app.kernel import late
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef


@dataclass(frozen=True, slots=True)
class ToAsk:
    """Something under the record that changed since the version that would be adopted. ``now`` is "" when it is
    gone; ``blocked`` says why it can't be adopted at all."""

    id: UUID
    number: int
    before: str
    now: str
    blocked: str = ""

    @property
    def what(self) -> str:
        """What happened, in one sentence."""
        return _("Source {number} has changed meanwhile.").format(number=self.number)

    @property
    def words(self) -> str:
        """Old and new, or why it blocks."""
        now = _("Now: {sentence}").format(sentence=self.now) if self.now else _("The source is gone.")
        return _("The text says: {sentence}").format(sentence=self.before) + "\n" + (self.blocked or now)

    @property
    def label(self) -> str:
        """Above the choice."""
        return _("Source {number} in the adopted text").format(number=self.number)

    @property
    def prompt(self) -> str:
        """Until something is chosen."""
        return _("Choose what is adopted.")

    @property
    def options(self) -> list[tuple[str, str]]:
        """What can be answered, with its words; nothing where it blocks."""
        if self.blocked:
            return []
        keep = (KEEP, _("Keep the old words, with today's date"))
        return [keep, (UPDATE, _("Take the new words"))] if self.now else [keep]


KEEP, UPDATE = "keep", "update"
"""Answers about one `ToAsk`: adopt what was, with the day it was kept; or what is now."""


@dataclass(frozen=True, slots=True)
class OpenComment(ToAsk):
    """A comment on draft minutes that nobody answered: ``before`` is the comment, ``now`` who made it."""

    @property
    def what(self) -> str:
        return (
            _("A comment of {sender} is still open.").format(sender=self.now)
            if self.now
            else _("A comment is still open.")
        )

    @property
    def words(self) -> str:
        return self.before

    @property
    def label(self) -> str:
        return _("Comment {number}").format(number=self.number)

    @property
    def prompt(self) -> str:
        return _("Choose what becomes of it.")

    @property
    def options(self) -> list[tuple[str, str]]:
        return [(UPDATE, _("It is worked in")), (KEEP, _("Not worked in"))]


def nothing_to_ask(_session: Any, _record: UUID, _version: UUID | None) -> Sequence[ToAsk]:
    return ()


def nothing_to_choose(_session: Any) -> Sequence[tuple[UUID, str]]:
    return ()


@dataclass(frozen=True, slots=True)
class Adoption:
    """What a decision adopts: ``version`` is the snapshot that went with the agenda, if any; ``answers`` give `KEEP`
    or `UPDATE` by the id of what was asked."""

    subject: UUID
    version: UUID | None
    decision: UUID
    meeting: UUID
    day: date
    answers: Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class SubjectHandler:
    """How meetings treat records of ``kind`` put on an agenda.

    ``title(session, id)`` names the record ("" when it is gone). ``adopt_label`` is an English message id for the
    offer beside a decision. ``can_adopt(session, id)``: whether a decision may adopt it now.
    ``adopt(unit, adoption)`` does it inside the open unit of work. ``asks(session, id, version)``: what has to be
    asked first. ``choices(session)``: the records that any decision can be said to be about, with their titles.
    """

    kind: str
    title: Callable[[Any, UUID], str]
    adopt_label: str
    can_adopt: Callable[[Any, UUID], bool]
    adopt: Callable[[Any, Adoption], object]
    asks: Callable[[Any, UUID, UUID | None], Sequence[ToAsk]] = nothing_to_ask
    choices: Callable[[Any], Sequence[tuple[UUID, str]]] = nothing_to_choose


def only_named(kind: str, title: Callable[[Any, UUID], str]) -> SubjectHandler:
    """Of records that an agenda item can be about, but that nothing adopts."""

    def never(_session: Any, _record: UUID) -> bool:
        return False

    def nothing(_uow: Any, _by: Adoption) -> None:
        raise AssertionError(f"a {kind} can't be adopted")

    return SubjectHandler(kind, title, "", never, nothing)


class Subjects:
    """The handlers, by kind of record."""

    def __init__(self) -> None:
        self._by_kind: dict[str, SubjectHandler] = {}

    def register(self, handler: SubjectHandler) -> None:
        """Fill in a kind; the same kind again replaces it."""
        self._by_kind[handler.kind] = handler

    def get(self, kind: str) -> SubjectHandler | None:
        late.complete(f"{SUBJECT} {kind}")
        return self._by_kind.get(kind)

    def offered(self, session: Any) -> tuple[tuple[EntityRef, str], ...]:
        """All records that a decision can be said to be about, with their titles."""
        late.complete()
        handlers = tuple(self._by_kind.values())
        return tuple((EntityRef(one.kind, id), title) for one in handlers for id, title in one.choices(session))


PROPOSE = "meetings.propose"
"""Name in `App.services`: ``(app, over, kind, id, title)`` offers to keep a record for a later agenda."""
SUBJECT = "subject"
"""What a kind of record is known by to `kernel.late`, before the kind."""
SUBJECTS = Subjects()
