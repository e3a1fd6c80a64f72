"""What people do with signals: effect, refusal and undo of each verb; contact data stay where they belong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from wijkraad_app.db import fulltext
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.council.model import Person, Theme
from wijkraad_app.features.signals import queries, service
from wijkraad_app.features.signals.queries import ContactView, SignalFilter, SignalView, offered
from wijkraad_app.features.signals.rules.privacy import found_contact, taken_out
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.ids import new_id

TODAY = date(2026, 11, 23)
TEXT = "Elke ochtend rijden auto’s hier te hard. Bel mij: 06-12345678 of mail f@voorbeeld.nl"


@verb(label="Add theme")
def add_theme(uow: UnitOfWork, *, name: str) -> UUID:
    return uow.add(Theme(name=name)).id


@verb(label="Add person")
def add_person(uow: UnitOfWork, *, name: str) -> UUID:
    return uow.add(Person(name=name)).id


@pytest.fixture
def told(workspace: LocalWorkspace, monday: datetime) -> UUID:
    return workspace.do(service.add_signal, text=TEXT, kind="complaint", neighbourhood="Molendijk")


def view(workspace: LocalWorkspace, id: UUID) -> SignalView:
    found = workspace.read(queries.signal, id)
    assert found is not None
    return found


def contact(workspace: LocalWorkspace, id: UUID) -> ContactView:
    found = workspace.read(queries.contact, id)
    assert found is not None
    return found


def refused(workspace: LocalWorkspace, function: Callable[..., object], **fields: object) -> str:
    with pytest.raises(UserError) as error:
        workspace.do(function, **fields)
    return error.value.code


def test_a_captured_signal_is_new_and_of_today(workspace: LocalWorkspace, told: UUID) -> None:
    seen = view(workspace, told)
    assert (seen.title, seen.status, seen.received) == ("Elke ochtend rijden auto’s hier te hard", "new", TODAY)
    assert workspace.read(queries.count_new) == 1 == workspace.read(queries.count_signals)
    workspace.undo()
    assert not workspace.read(queries.signal_ids)


def test_a_title_made_from_the_text_holds_no_contact_data(workspace: LocalWorkspace) -> None:
    made = workspace.do(service.add_signal, text="Jan 06-12345678 wil een bankje")
    assert view(workspace, made).title == "Jan … wil een bankje"


def test_whom_to_answer_is_kept_in_the_same_step(workspace: LocalWorkspace, monday: datetime) -> None:
    text, found = taken_out(TEXT)
    made = workspace.do(service.add_signal, text=text, contact={"name": "Fatma", **found})
    assert (contact(workspace, made).phone, contact(workspace, made).mail) == ("06-12345678", "f@voorbeeld.nl")
    assert found_contact(view(workspace, made).text) == ()
    workspace.undo()
    assert workspace.read(queries.signal, made) is None


def test_wrong_values_are_refused(workspace: LocalWorkspace, told: UUID) -> None:
    assert refused(workspace, service.add_signal, text=" \n") == "signal_empty"
    assert refused(workspace, service.add_signal, text="x", kind="gossip") == "unknown_kind"
    assert refused(workspace, service.add_signal, text="x", follower=new_id()) == "not_found"
    assert refused(workspace, service.add_signal, title="Bel 06-12345678") == "contact_in_title"
    assert refused(workspace, service.update_signal, id=told, title="mail f@voorbeeld.nl") == "contact_in_title"
    assert refused(workspace, service.update_signal, id=told, title=" ") == "title_missing"
    assert refused(workspace, service.update_signal, id=told, place="x" * 201) == "too_long"
    assert refused(workspace, service.update_signal, id=told, theme=new_id()) == "not_found"


def test_fields_change_and_come_back(workspace: LocalWorkspace, told: UUID) -> None:
    who = workspace.do(add_person, name="Youssef El Amrani")
    theme = workspace.do(add_theme, name="verkeer")
    workspace.do(service.update_signal, id=told, follower=who, theme=theme, title="Te hard rijden")
    seen = view(workspace, told)
    assert (seen.title, seen.follower_name, seen.theme_name) == ("Te hard rijden", "Youssef El Amrani", "verkeer")
    workspace.undo()
    assert view(workspace, told).follower is None


def test_done_dates_itself_and_the_contact_data(workspace: LocalWorkspace, told: UUID) -> None:
    workspace.do(service.set_contact, signal=told, name="Fatma", mail="f@voorbeeld.nl")
    assert contact(workspace, told).end_date is None
    workspace.do(service.set_status, id=told, status="done")
    assert view(workspace, told).done_on == TODAY
    assert contact(workspace, told).end_date == date(2027, 2, 23)
    workspace.undo()
    assert (view(workspace, told).status, contact(workspace, told).end_date) == ("new", None)
    workspace.redo()
    workspace.do(service.set_status, id=told, status="in_progress")
    assert (view(workspace, told).done_on, contact(workspace, told).end_date) == (None, None)
    assert refused(workspace, service.set_status, id=told, status="gone") == "unknown_status"


def test_several_signals_get_a_status_in_one_step(workspace: LocalWorkspace, told: UUID) -> None:
    other = workspace.do(service.add_signal, text="Lamp stuk")
    workspace.do(service.set_statuses, ids=(told, other), status="waiting")
    assert {view(workspace, one).status for one in (told, other)} == {"waiting"}
    assert refused(workspace, service.set_statuses, ids=(told, new_id()), status="done") == "not_found"
    assert workspace.undo().label == "Status van 2 signalen wijzigen"
    assert {view(workspace, one).status for one in (told, other)} == {"new"}


def test_a_chosen_end_date_stays(workspace: LocalWorkspace, told: UUID) -> None:
    chosen = date(2027, 6, 1)
    workspace.do(service.set_contact, signal=told, name="Fatma", end_date=chosen)
    workspace.do(service.set_status, id=told, status="done")
    assert contact(workspace, told).end_date == chosen
    workspace.do(service.set_contact, signal=told, end_date=None)
    assert contact(workspace, told).end_date == date(2027, 2, 23)


def test_contact_data_have_a_purpose_and_change(workspace: LocalWorkspace, told: UUID) -> None:
    workspace.do(service.set_contact, signal=told, phone=" 06-12345678 ")
    assert contact(workspace, told).phone == "06-12345678"
    assert contact(workspace, told).purpose == "om de bewoner te antwoorden"
    assert view(workspace, told).contact_kept
    assert refused(workspace, service.set_contact, signal=told, phone="1" * 61) == "too_long"
    workspace.undo()
    assert workspace.read(queries.contact, told) is None


def test_contact_data_are_removed(workspace: LocalWorkspace, told: UUID) -> None:
    assert refused(workspace, service.remove_contact, signal=told) == "no_contact"
    workspace.do(service.set_contact, signal=told, name="Fatma")
    workspace.do(service.remove_contact, signal=told)
    assert workspace.read(queries.contact, told) is None
    workspace.undo()
    assert contact(workspace, told).name == "Fatma"


def test_contact_data_past_their_end_go_in_one_step(workspace: LocalWorkspace, told: UUID) -> None:
    other = workspace.do(service.add_signal, text="Lamp stuk")
    for one, end in ((told, TODAY), (other, date(2026, 11, 24))):
        workspace.do(service.set_contact, signal=one, name="Fatma", end_date=end)
    assert workspace.read(queries.contacts_due) == (told,)
    assert workspace.do(service.remove_contacts_due) == 1
    assert workspace.read(queries.contact, told) is None and contact(workspace, other).name == "Fatma"
    workspace.undo()
    assert contact(workspace, told).name == "Fatma"


def test_a_number_in_the_text_moves_to_its_field_in_one_step(workspace: LocalWorkspace, told: UUID) -> None:
    phone, mail = found_contact(TEXT)
    workspace.do(service.move_to_contact, id=told, start=mail.start, end=mail.end)
    workspace.do(service.move_to_contact, id=told, start=phone.start, end=phone.end)
    seen = contact(workspace, told)
    assert (seen.phone, seen.mail) == ("06-12345678", "f@voorbeeld.nl")
    assert view(workspace, told).text == "Elke ochtend rijden auto’s hier te hard. Bel mij: of mail"
    workspace.undo()
    workspace.undo()
    assert view(workspace, told).text == TEXT and not view(workspace, told).contact_kept


def test_a_second_number_joins_the_first(workspace: LocalWorkspace, monday: datetime) -> None:
    made = workspace.do(service.add_signal, text="Bel 06-12345678 of 030-2860000 of 06-12345678")
    for _again in range(3):
        found = found_contact(view(workspace, made).text)[0]
        workspace.do(service.move_to_contact, id=made, start=found.start, end=found.end)
    assert contact(workspace, made).phone == "06-12345678, 030-2860000"


def test_only_what_was_found_can_be_moved(workspace: LocalWorkspace, told: UUID) -> None:
    assert refused(workspace, service.move_to_contact, id=told, start=0, end=4) == "text_changed"
    bsn = workspace.do(service.add_signal, title="Vraag", text="mijn bsn is 111222333")
    assert refused(workspace, service.move_to_contact, id=bsn, start=12, end=21) == "not_storable"
    workspace.do(service.cut_from_text, id=bsn, start=12, end=21)
    assert view(workspace, bsn).text == "mijn bsn is" and not view(workspace, bsn).contact_kept
    assert refused(workspace, service.cut_from_text, id=bsn, start=12, end=21) == "text_changed"
    workspace.undo()
    assert view(workspace, bsn).text == "mijn bsn is 111222333"


def test_a_removed_signal_takes_its_contact_data_along(workspace: LocalWorkspace, told: UUID) -> None:
    workspace.do(service.set_contact, signal=told, name="Fatma", end_date=TODAY)
    workspace.do(service.remove_signal, id=told)
    assert workspace.read(queries.signal, told) is None and workspace.read(queries.contacts_due) == ()
    assert refused(workspace, service.remove_signal, id=told) == "not_found"
    workspace.undo()
    assert contact(workspace, told).name == "Fatma"


def test_contact_data_are_not_in_lists_search_sources_or_exports(workspace: LocalWorkspace, told: UUID) -> None:
    workspace.do(service.set_contact, signal=told, name="Zonneveld", mail="zon@voorbeeld.nl", phone="0687654321")

    def everything(session: Session) -> str:
        ids = queries.signal_ids(session)
        return repr(
            (
                queries.signal_rows(session, ids),
                queries.signal_state(session, ids),
                queries.exported_signals(session),
                queries.steps(session, told),
                fulltext.find(session, "Zonneveld"),
                fulltext.find(session, "0687654321"),
            )
        )

    shown = workspace.read(everything)
    for private in ("Zonneveld", "zon@voorbeeld.nl", "0687654321"):
        assert private not in shown
    (exported,) = workspace.read(queries.exported_signals)
    assert found_contact(exported.text) == ()


def test_the_table_filters_and_sorts(workspace: LocalWorkspace, told: UUID) -> None:
    who = workspace.do(add_person, name="Kees")
    lamp = workspace.do(
        service.add_signal, title="Lamp", neighbourhood="Havenkade", follower=who, received=date(2025, 5, 1)
    )
    bank = workspace.do(service.add_signal, title="Bankje", kind="proposal", received=date(2026, 5, 1))
    workspace.do(service.set_status, id=bank, status="waiting")

    def ids(sort: str = "received", descending: bool = True, **wanted: object) -> tuple[UUID, ...]:
        found = workspace.read(
            queries.signal_ids,
            sort=sort,
            descending=descending,
            wanted=SignalFilter(**wanted),  # type: ignore[arg-type]
        )
        return tuple(found)

    assert ids() == (told, bank, lamp)
    assert ids("title", descending=False) == (bank, told, lamp)
    assert ids("follower")[0] == lamp
    assert ids("status")[0] == bank
    assert ids("kind", descending=False)[0] == lamp
    assert ids(year=2026) == (told, bank)
    assert ids(neighbourhood="Havenkade", kind="report", follower=who, status="new") == (lamp,)
    assert ids(text="ochtend molendijk") == (told,)
    assert ids(text="100%_") == ()
    assert workspace.read(queries.years) == (2026, 2025)
    assert workspace.read(queries.followers) == ((who, "Kees"),)
    rows = workspace.read(queries.signal_rows, (lamp, new_id(), told))
    assert [(row.title, row.follower_name) for row in rows] == [("Lamp", "Kees"), (view(workspace, told).title, "")]


def test_signals_as_a_source_are_counts(workspace: LocalWorkspace, told: UUID) -> None:
    theme = workspace.do(add_theme, name="verkeer")
    other = workspace.do(service.add_signal, title="Zebrapad", theme=theme, received=date(2026, 10, 2))
    before = workspace.read(queries.signal_state, (told, other))
    assert (before.count, before.missing, before.first, before.last) == (2, 0, date(2026, 10, 2), TODAY)
    assert before.by_month == (("2026-10", 1), ("2026-11", 1))
    assert dict(before.by_theme) == {"verkeer": 1, "": 1}
    workspace.do(service.update_signal, id=told, text="andere woorden")
    assert workspace.read(queries.signal_state, (told, other)) == before
    workspace.do(service.remove_signal, id=other)
    after = workspace.read(queries.signal_state, (told, other))
    assert (after.count, after.missing) == (1, 1) and after.fingerprint != before.fingerprint


def test_what_happened_is_told_in_order(workspace: LocalWorkspace, told: UUID) -> None:
    who = workspace.do(add_person, name="Kees")
    workspace.do(service.update_signal, id=told, follower=who)
    workspace.do(service.update_signal, id=told, text="x")
    workspace.do(service.set_status, id=told, status="in_progress")
    happened = [(step.what, step.value) for step in workspace.read(queries.steps, told)]
    assert happened == [("received", "2026-11-23"), ("follower", "Kees"), ("status", "in_progress")]
    workspace.do(service.set_status, id=told, status="done", on=date(2026, 11, 20))
    assert workspace.read(queries.steps, told)[-1].day == date(2026, 11, 20)


def test_of_very_many_people_the_members_and_who_follow_most_are_offered(
    workspace: LocalWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy, idle = (workspace.do(add_person, name=name) for name in ("Zeger", "Abel"))
    for follower in (busy, busy, idle):
        workspace.do(service.add_signal, title="Lamp", follower=follower)
    assert [name for _id, name in workspace.read(queries.people)] == ["Abel", "Zeger"]
    assert [name for _id, name in workspace.read(queries.followers)] == ["Abel", "Zeger"]
    monkeypatch.setattr(offered, "MOST_PEOPLE", 1)
    assert workspace.read(queries.people) == ()
    assert workspace.read(queries.followers) == ((busy, "Zeger"),)
