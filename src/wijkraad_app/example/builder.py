"""Tells the example's year again: every event in its order, on its day, through the service that a user would use.

The clock stands at the day of each event, so that history and terms are as they would have been.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.conversations import service as conversations
from wijkraad_app.features.council import service as council
from wijkraad_app.features.council.rules.members import NewMember
from wijkraad_app.features.signals import service as signals
from wijkraad_app.features.surveys import service as surveys
from wijkraad_app.features.surveys.readers import reading
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.preferences import data_folder
from wijkraad_app.kernel.workspace import Workspace

from . import advices, files, meetings
from .files import Story, Values

TODAY = date(2026, 11, 23)
_ZONE = ZoneInfo("Europe/Amsterdam")
_BEGINNING = date(2025, 1, 6)


@dataclass(slots=True)
class Known:
    """What has been made so far, by the keys of the files."""

    people: dict[str, UUID] = field(default_factory=dict)
    organisations: dict[str, UUID] = field(default_factory=dict)
    themes: dict[str, UUID] = field(default_factory=dict)
    conversations: dict[str, UUID] = field(default_factory=dict)
    quotes: dict[tuple[str, str], UUID] = field(default_factory=dict)
    surveys: dict[str, UUID] = field(default_factory=dict)
    meetings: dict[date, UUID] = field(default_factory=dict)
    items: dict[tuple[date, int], UUID] = field(default_factory=dict)
    advice: dict[str, UUID] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at a local time."""

    at: datetime
    do: Callable[[], Any]


def build(workspace: Workspace, story: Story | None = None, until: date = TODAY) -> Known:
    """Fill an empty dossier with the example as it stood at the end of the day ``until``."""
    known = Known()
    story = story or files.read()
    for event in sorted(_events(workspace, story, known), key=lambda event: event.at):
        if event.at.date() <= until:
            with clock.fixed(event.at):
                event.do()
    return known


def example_copy(_preferences: object = None) -> LocalWorkspace:
    """The example as a dossier of its own on this computer: made the first time, opened again later."""
    path = data_folder() / f"{_('Example')} De Singels.wijkraad"
    if path.exists():
        return workspaces.open_(path)
    made = workspaces.create(path, None)
    try:
        build(made)
    except BaseException:
        made.close()
        path.unlink(missing_ok=True)
        raise
    return made


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A local time on a day, aware."""
    return datetime.combine(day, time(hour, minute), _ZONE)


def _events(workspace: Workspace, story: Story, known: Known) -> Iterator[Event]:
    yield Event(moment(_BEGINNING, 9), partial(_council, workspace, story.council, known))
    yield from _conversations(workspace, story, known)
    yield from _surveys(workspace, story, known)
    yield from _signals(workspace, story, known)
    yield from (Event(at, do) for at, do in meetings.events(workspace, story, known))
    yield from (Event(at, do) for at, do in advices.events(workspace, story, known))


def _council(workspace: Workspace, given: Values, known: Known) -> None:
    people = given["member"]
    made = workspace.do(
        council.set_up_council,
        name=given["name"],
        body_kind=given["body_kind"],
        municipality=given["municipality"],
        ward=given["ward"],
        members=[
            NewMember(name=one["name"], role=one["role"], mail=one.get("mail", ""), start=one.get("start"))
            for one in people
        ],
        example=True,
    )
    known.people.update((one["key"], person) for one, person in zip(people, made.people, strict=True))
    workspace.actor = known.people["marijke"]
    settings = {name: value for name, value in given.items() if not isinstance(value, list)}
    for name in ("name", "body_kind", "municipality", "ward"):
        settings.pop(name)
    workspace.do(council.update_council, contact=known.people["marijke"], **settings)
    for one in given["organisation"]:
        fields = {name: value for name, value in one.items() if name != "key"}
        known.organisations[one["key"]] = workspace.do(council.add_organisation, **fields)
    for one in given["person"]:
        fields = {name: value for name, value in one.items() if name != "key"}
        fields["organisation"] = known.organisations.get(fields.get("organisation", ""))
        known.people[one["key"]] = workspace.do(council.add_person, **fields)
    for one in given["theme"]:
        known.themes[one["key"]] = workspace.do(council.add_theme, name=one["name"])


def _conversations(workspace: Workspace, story: Story, known: Known) -> Iterator[Event]:
    for key, given in story.conversations.items():
        yield Event(moment(given["day"], 21, 30), partial(_conversation, workspace, key, given, known))


def _conversation(workspace: Workspace, key: str, given: Values, known: Known) -> None:
    fields = {name: value for name, value in given.items() if name not in ("quote", "recorder")}
    made = workspace.do(conversations.add_conversation, recorder=known.people[given["recorder"]], **fields)
    known.conversations[key] = made
    for one in given.get("quote", ()):
        start = given["text"].index(one["words"])
        known.quotes[key, one["words"]] = workspace.do(
            conversations.mark_quote,
            conversation=made,
            start=start,
            end=start + len(one["words"]),
            speaker_role=one["speaker_role"],
            speaker_name=one.get("speaker_name", ""),
            theme=known.themes[one["theme"]],
            consent=one.get("consent", ""),
        )


def _surveys(workspace: Workspace, story: Story, known: Known) -> Iterator[Event]:
    for key, given in story.surveys.items():
        file = story.folder / "surveys" / given["file"]
        day = given["end"] + timedelta(days=2)
        yield Event(moment(day, 10), partial(_survey, workspace, key, given, file, known))


def _survey(workspace: Workspace, key: str, given: Values, file: Path, known: Known) -> None:
    data = file.read_bytes()
    made = workspace.do(
        surveys.import_survey,
        file=reading.read(data, file.name),
        file_name=file.name,
        source=data,
        method=given["method"],
        title=given["title"],
    )
    rest = {name: given[name] for name in ("description", "start", "end", "invited") if name in given}
    workspace.do(surveys.update_survey, survey=made.survey, **rest)
    known.surveys[key] = made.survey


def _signals(workspace: Workspace, story: Story, known: Known) -> Iterator[Event]:
    for number, given in enumerate(story.signals):
        at = moment(given["received"], 9 + number % 8, number * 7 % 60)
        yield Event(at, partial(_signal, workspace, given, known))


def _signal(workspace: Workspace, given: Values, known: Known) -> None:
    names = ("title", "text", "kind", "neighbourhood", "channel", "received")
    made = workspace.do(
        signals.add_signal,
        follower=known.people.get(given["follower"]),
        theme=known.themes.get(given["theme"]),
        **{name: given[name] for name in names},
    )
    if "contact" in given:
        workspace.do(signals.set_contact, signal=made, **given["contact"])
    if given["status"] != "new":
        workspace.do(signals.set_status, id=made, status=given["status"])
