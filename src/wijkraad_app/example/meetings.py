"""The example's meetings: planned two weeks ahead, held on their day, actions finished when they were."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from wijkraad_app.features.meetings import service
from wijkraad_app.kernel.workspace import Workspace

from .files import Story, Values

if TYPE_CHECKING:
    from .builder import Known


def events(workspace: Workspace, story: Story, known: Known) -> Iterator[tuple[datetime, Callable[[], Any]]]:
    """What happens around each meeting, with its local time."""
    from .builder import moment

    for given in story.meetings:
        day = given["day"]
        yield moment(day - timedelta(days=14), 19), partial(_plan, workspace, given, known)
        if given["status"] == "closed":
            yield moment(day, 20), partial(hold, workspace, given, known)


def _plan(workspace: Workspace, given: Values, known: Known) -> None:
    names = ("title", "day", "start", "end", "place", "public")
    meeting = workspace.do(
        service.add_meeting,
        chair=known.people[given["chair"]],
        minute_taker=known.people[given["minute_taker"]],
        **{name: given[name] for name in names},
    )
    known.meetings[given["day"]] = meeting
    for number, item in enumerate(given["item"]):
        fields = {name: item[name] for name in ("kind", "minutes", "introducer", "explanation") if name in item}
        made = workspace.do(service.add_item, meeting=meeting, title=item["title"], **fields)
        known.items[given["day"], number] = made
        if "minutes_of" in item:
            earlier = known.meetings[item["minutes_of"]]
            workspace.do(service.put_on_agenda, meeting=meeting, item=made, subject_kind="meeting", subject=earlier)


def hold(workspace: Workspace, given: Values, known: Known) -> None:
    """Hold a planned meeting: attendance, notes, decisions and actions of each item, and close it."""
    day: date = given["day"]
    meeting = known.meetings[day]
    workspace.do(service.start_meeting, id=meeting, at=given["start"])
    for key in given["apologies"]:
        workspace.do(service.set_attendance, meeting=meeting, person=known.people[key], state="apologies")
    workspace.do(service.set_rest_present, meeting=meeting)
    for role in given["guests"]:
        workspace.do(service.add_guest, meeting=meeting, role=role)
    for number, item in enumerate(given["item"]):
        _treat(workspace, item, known.items[day, number], known)
    workspace.do(service.close_meeting, id=meeting, at=given["end"])


def _treat(workspace: Workspace, given: Values, item: UUID, known: Known) -> None:
    if "notes" in given:
        workspace.do(service.update_item, id=item, notes=given["notes"].strip())
    for one in given.get("decision", ()):
        fields: Values = {"text": one["text"], "item": item}
        if "votes" in one:
            fields["votes_for"], fields["votes_against"], fields["abstained"] = one["votes"]
            fields["method"] = "hands"
        workspace.do(service.decide_and_adopt if one.get("adopts") else service.add_decision, **fields)
    for one in given.get("action", ()):
        owner = known.people[one["owner"]]
        action = workspace.do(service.add_action, item=item, text=one["text"], owner=owner, due=one["due"])
        if one.get("done"):
            workspace.do(service.finish_action, id=action, on=one["due"])
