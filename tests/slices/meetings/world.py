"""What tests of meetings work on: a council with members, and a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.council.model import Council, Membership, Person
from wijkraad_app.features.meetings import queries, service
from wijkraad_app.features.meetings.queries import MeetingView

NAMES = {
    "Ans Verhoeven": "chair",
    "Marijke van Duin": "secretary",
    "Youssef El Amrani": "member",
    "Murat Aydin": "member",
    "Tom Oord": "aspirant",
}


@verb(label="Set up a council")
def set_up(uow: UnitOfWork) -> dict[str, UUID]:
    uow.add(Council(name="Wijkraad Noorderhof"))
    made = {}
    for name, role in NAMES.items():
        person = uow.add(Person(name=name))
        uow.add(Membership(person=person.id, role=role, votes=role != "aspirant"))
        made[name.split()[0]] = person.id
    uow.add(Membership(person=uow.add(Person(name="Kees Oud")).id, end=date(2020, 1, 1)))
    made["Vera"] = uow.add(Person(name="Vera Wethouder")).id
    return made


@dataclass
class World:
    """The dossier, its people by first name, and one meeting."""

    workspace: LocalWorkspace
    people: dict[str, UUID]
    meeting: UUID

    def view(self, meeting: UUID | None = None) -> MeetingView:
        found = self.workspace.read(queries.meeting_view, meeting or self.meeting)
        assert found is not None
        return found

    def item(self, title: str, **fields: object) -> UUID:
        return self.workspace.do(service.add_item, meeting=self.meeting, title=title, **fields)  # type: ignore[arg-type]

    def outline(self) -> list[str]:
        return [f"{item.number} {item.title}".strip() for item in self.view().items]

    def present(self, *names: str) -> None:
        for name in names:
            self.workspace.do(service.set_attendance, meeting=self.meeting, person=self.people[name], state="present")


def make_world(workspace: LocalWorkspace) -> World:
    """The council and a meeting of Tuesday 1 December 2026."""
    people = workspace.do(set_up)
    meeting = workspace.do(
        service.add_meeting, title="Wijkraad", day=date(2026, 12, 1), start=time(20, 0), end=time(21, 30)
    )
    return World(workspace, people, meeting)
