"""What today shows of a dossier."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.slices.today.world import World, change_advice, fill, put_advice
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import queries as advice_queries
from wijkraad_app.features.advice import service as advice
from wijkraad_app.features.letters import queries as letters
from wijkraad_app.features.letters import service as letter_service
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.features.signals import service as signals
from wijkraad_app.features.today import queries
from wijkraad_app.features.today.rules.asking import PROMISES, Ask, badge
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.ids import EntityRef, new_id


@pytest.fixture
def world(workspace: LocalWorkspace, monday: datetime) -> World:
    return fill(workspace)


def test_what_is_late_and_what_is_coming_asks_for_attention(world: World) -> None:
    asking = world.read(queries.attention)
    assert [(one.what, one.days, one.title) for one in asking[:2]] == [
        (Ask.LATE, 14, "Toekomst van De Schakel"),
        (Ask.SOON, 4, "Groen op de Havenkade"),
    ]
    assert asking[0].target == EntityRef("advice", world.late)


def test_a_promise_asks_two_weeks_ahead_and_when_it_is_late_until_it_is_kept(world: World) -> None:
    def asked() -> list[tuple[Ask, int]]:
        found = world.workspace.read(queries.attention)
        return [(one.what, one.days) for one in found if one.what in PROMISES]

    late, soon = date(2026, 11, 9), date(2026, 12, 7)
    made = [world.workspace.do(advice.add_promise, text="Een drempel", due=day) for day in (late, soon, None)]
    world.workspace.do(advice.add_promise, text="Later", due=date(2026, 12, 8))
    assert asked() == [(Ask.BROKEN, 14), (Ask.PROMISED, 14)]
    world.workspace.do(advice.keep_promise, id=made[0])
    assert asked() == [(Ask.PROMISED, 14)]


def test_only_signals_nobody_looked_at_for_a_week_ask(world: World) -> None:
    (one,) = [one for one in world.read(queries.attention) if one.what is Ask.SIGNALS]
    assert one.count == 1


def test_contact_data_past_their_end_date_ask(world: World) -> None:
    contact = {"name": "Fatma", "phone": "0612345678", "end_date": date(2026, 11, 1)}
    world.do(signals.add_signal, text="Bel mij.", contact=contact)
    assert [one.count for one in world.read(queries.attention) if one.what is Ask.CONTACTS] == [1]


def test_without_an_agreed_term_an_open_answer_is_a_wish(world: World) -> None:
    world.do(change_advice, id=world.late, due_agreed=False)
    asks = {one.title: one for one in world.read(queries.attention)}
    assert asks["Toekomst van De Schakel"].what is Ask.WISH
    assert asks["Toekomst van De Schakel"].days == 0


def test_an_adopted_advice_waits_for_its_letter(world: World) -> None:
    advice = world.do(put_advice, title="Fietsen", state="adopted")
    (one,) = [one for one in world.read(queries.attention) if one.what is Ask.LETTER]
    assert one.target == EntityRef("advice", advice)


def test_a_letter_asks_for_whoever_must_act(world: World) -> None:
    made = world.do(advice.add_advice, title="Fietsen")
    world.do(advice.add_recommendation, advice=made, text="Leg een fietspad aan.")
    world.do(advice.adopt, advice=made, by_mail=True)
    monday = date(2026, 11, 23)
    signers, snapshot = world.read(letters.new_signers, monday), world.read(advice_queries.advice, made).adopted
    given = {"pdf": b"%PDF-1.7 brief", "day": monday, "snapshot": snapshot, "signers": signers}
    letter = world.do(letter_service.make_letter, advice=made, **given)

    def asked() -> tuple[Ask, str]:
        (one,) = [one for one in world.read(queries.attention) if one.target == EntityRef("letter", letter)]
        return one.what, badge(one)

    assert asked() == (Ask.SIGN, "voorzitter")
    world.do(letter_service.refuse_to_sign, letter=letter, field="secretary", reason="Anders besloten.")
    assert asked() == (Ask.REFUSED, "Kees Brouwer")
    world.do(letter_service.withdraw_refusal, letter=letter, field="secretary")
    signed = {"signer": "Marijke van Duin", "role": "voorzitter", "signed_at": clock.now(), "fingerprint": "ab" * 32}
    world.do(
        letter_service.register_signature,
        letter=letter,
        field="chair",
        pdf=given["pdf"] + b"x",
        complete=False,
        **signed,
    )
    assert asked() == (Ask.SIGN, "secretaris")
    world.do(letter_service.withdraw_signature, letter=letter, field="chair", reason="Te vroeg.")
    assert asked() == (Ask.WITHDRAWN, "Marijke van Duin")


def test_the_number_beside_the_rail_is_that_of_the_page(world: World) -> None:
    assert world.read(queries.attention_count) == len(world.read(queries.today_view).asking) == 3


def test_actions_of_this_week_and_late_ones_are_shown(world: World) -> None:
    view = world.read(queries.today_view, world.marijke)
    assert [row.text for row in view.actions] == ["Offerte speeltoestellen opvragen", "Besluitenlijst sturen"]
    assert [row.late for row in view.actions] == [True, False]
    assert view.open_actions == 3
    assert view.person == "Marijke van Duin"


def test_a_finished_action_leaves_and_comes_back_with_undo(world: World) -> None:
    world.do(meetings.finish_action, id=world.offer)
    assert [row.id for row in world.read(queries.today_view).actions] == [world.list_]
    world.workspace.undo()
    assert [row.id for row in world.read(queries.today_view).actions] == [world.offer, world.list_]


def test_the_next_meeting_says_what_is_ready(world: World) -> None:
    meeting = world.read(queries.today_view).meeting
    assert (meeting.row.id, meeting.days) == (world.meeting, 8)
    assert {step.text: step.done for step in meeting.steps} == {
        "Agenda met 2 punten": True,
        "Voorzitter en notulist": True,
        "Stukken bij punt 2": False,
        "Presentielijst": False,
        "Uitnodiging versturen": False,
    }
    assert meeting.done == 2


def test_preparing_the_meeting_ticks_the_list(world: World) -> None:
    item = world.do(
        meetings.add_item, meeting=world.meeting, title="Groen", kind="decide", explanation="Zie hieronder."
    )
    assert item
    world.do(meetings.update_meeting, id=world.meeting, chair=world.marijke, minute_taker=world.kees)
    world.do(meetings.set_attendance, meeting=world.meeting, person=world.kees, state="present")
    done = [step.text for step in world.read(queries.today_view).meeting.steps if step.done]
    assert done == ["Agenda met 3 punten", "Voorzitter en notulist", "Presentielijst"]


def test_minutes_of_the_meeting_before_belong_on_the_agenda(world: World) -> None:
    before = world.do(meetings.add_meeting, title="Wijkraad", day=date(2026, 11, 10))
    world.do(meetings.start_meeting, id=before)
    world.do(meetings.close_meeting, id=before)
    steps = {step.text: step for step in world.read(queries.today_view).meeting.steps}
    assert not steps["Verslag van 10 november"].done
    assert steps["Verslag van 10 november"].note == "niet op de agenda"


def test_removed_records_leave_what_was_opened_lately(world: World) -> None:
    meeting, gone = EntityRef("meeting", world.meeting), EntityRef("signal", new_id())
    advice = EntityRef("advice", world.late)
    found = world.read(queries.still_there, (meeting, gone, EntityRef("no_such_kind", new_id()), advice))
    assert [(one.ref, one.title) for one in found] == [
        (meeting, "Wijkraad, 1 dec"), (advice, "Toekomst van De Schakel")
    ]  # fmt: skip


def test_an_empty_dossier_asks_nothing(workspace: LocalWorkspace, monday: datetime) -> None:
    view = workspace.read(queries.today_view)
    assert view.asking == view.actions == view.visited == ()
    assert view.meeting is None
