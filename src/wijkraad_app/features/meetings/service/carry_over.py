"""What is open goes on the agenda of a meeting, each at its own item, in one step."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel import dates
from wijkraad_app.kernel import text as rich
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from .. import queries
from ..model import AgendaItem, Correspondence, Meeting
from ..rules.meant import ACTIONS, ANSWERS, DOCUMENTS, MINUTES, meant_for
from ..rules.open_matters import Matter
from .annexes import enclose
from .backlog import place_proposed
from .items import add_item, last_of_substance, put_on_agenda

_LISTED = {"action": ACTIONS, "incoming": DOCUMENTS, "outgoing": DOCUMENTS, "due": ANSWERS}
"""Sorts that are lines in the explanation of an item, and of which one."""
_TITLES = {
    ACTIONS: N_("Action list"),
    DOCUMENTS: N_("Incoming and outgoing documents"),
    ANSWERS: N_("Answers expected from the municipality"),
    MINUTES: N_("Minutes of the previous meeting"),
}


@verb(label=N_("Put {count} open matters on the agenda"))
def carry_over(uow: UnitOfWork, *, meeting: UUID, chosen: Sequence[tuple[str, UUID]]) -> int:
    """Put what is open (`queries.open_matters`), chosen by sort and id, at the items that are meant for it.

    Minutes become the subject of their item; deferred and proposed items become items; actions, documents and
    answers due become lines in the explanation of theirs, with their files as annexes. Items that aren't there are
    made. Returns how many went. `UserError` when nothing was chosen or the meeting is over.
    """
    row = uow.get(Meeting, meeting)
    if row.status == "closed":
        raise UserError(_("That meeting is over. Choose one that is still to come."), code="closed")
    wanted = set(chosen)
    matters = [one for one in queries.open_matters(uow.session, meeting) if (one.sort, one.id) in wanted]
    if not matters:
        raise UserError(_("Nothing is chosen yet. Tick what goes on the agenda."), code="empty")
    uow.describe(count=len(matters))
    for matter in matters:
        if matter.sort == "minutes":
            _adopt_there(uow, meeting, matter)
        elif matter.sort == "deferred":
            continue_item(uow, meeting, matter.id)
        elif matter.sort == "proposed":
            place_proposed(uow, id=matter.id, meeting=meeting)
    for purpose in (DOCUMENTS, ACTIONS, ANSWERS):
        _list(uow, meeting, purpose, [one for one in matters if _LISTED.get(one.sort) == purpose])
    return len(matters)


def _adopt_there(uow: UnitOfWork, meeting: UUID, matter: Matter) -> None:
    """At the item for minutes that has none yet, else at one of its own after the last that has."""
    tree = [item for item, _level in queries.item_tree(uow.session, meeting)]
    free = [item for item in tree if item.subject is None and meant_for(item.title) == MINUTES]
    if free:
        put_on_agenda(uow, meeting=meeting, subject_kind="meeting", subject=matter.id, item=free[0].id)
        return
    others = [item.id for item in tree if item.subject_kind == "meeting"]
    after = others[-1] if others else _opening(tree)
    made = add_item(uow, meeting=meeting, title=matter.title, kind="decide", minutes=5, after=after)
    put_on_agenda(uow, meeting=meeting, subject_kind="meeting", subject=matter.id, item=made)


def _opening(tree: Sequence[AgendaItem]) -> UUID | None:
    """The last of the procedural items at the beginning."""
    last = None
    for item in tree:
        if item.parent is None and item.kind != "procedure":
            break
        last = item.id if item.parent is None else last
    return last


def continue_item(uow: UnitOfWork, meeting: UUID, item: UUID) -> None:
    """The item that was put off, as an item of this meeting, with its annexes."""
    before = uow.get(AgendaItem, item)
    fields = ("kind", "minutes", "introducer", "public", "explanation", "purpose", "asked")
    made = add_item(
        uow,
        meeting=meeting,
        title=before.title,
        after=last_of_substance(uow, meeting),
        **{name: getattr(before, name) for name in fields},
    )
    row = uow.get(AgendaItem, made)
    row.continues, row.subject_kind, row.subject = before.id, before.subject_kind, before.subject
    row.version = before.version
    before.deferred_to = meeting
    for annex in queries.annexes_of(uow.session, item):
        enclose(
            uow, row, title=annex.title, file_name=annex.file_name, file=annex.file, kind=annex.media_type,
            public=annex.public,
        )  # fmt: skip


def _list(uow: UnitOfWork, meeting: UUID, purpose: str, matters: Sequence[Matter]) -> None:
    """Lines in the explanation of the item meant for them, which is made when there is none."""
    if not matters:
        return
    row = uow.get(AgendaItem, _item_for(uow, meeting, purpose))
    lines = tuple(rich.bullet(rich.Span(_line(matter))) for matter in matters)
    text = rich.serialise(rich.normal((*rich.parse(row.explanation), *lines)))
    uow.update(row, **checked(AgendaItem, {"explanation": text}))
    for matter in matters:
        if matter.file:
            title = matter.title
            enclose(uow, row, title=title, file_name=matter.file_name, file=matter.file, kind=matter.media_type)
        if matter.kind == "correspondence":
            uow.get(Correspondence, matter.id).item = row.id


def _item_for(uow: UnitOfWork, meeting: UUID, purpose: str) -> UUID:
    tree = [item for item, _level in queries.item_tree(uow.session, meeting)]
    found = [item.id for item in tree if meant_for(item.title) == purpose]
    if not found and purpose == ACTIONS:
        found = [item.id for item in tree if meant_for(item.title) == MINUTES or item.subject_kind == "meeting"]
    if not found and purpose == ANSWERS:
        found = [item.id for item in tree if meant_for(item.title) == DOCUMENTS]
    if found:
        return found[0]
    return add_item(uow, meeting=meeting, title=_(_TITLES[purpose]), kind="inform", minutes=5, after=_opening(tree))


def _line(matter: Matter) -> str:
    """ "12 november 2026: Brief over het plein (gemeente)" and the like."""
    day = dates.long_date(matter.day) if matter.day else ""
    detail = f" ({matter.detail})" if matter.detail else ""
    if matter.sort == "action":
        return f"{matter.title}{detail}"
    return f"{day}: {matter.title}{detail}" if day else f"{matter.title}{detail}"
