"""Signed, sent, due, answered; advice from before the program."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from wijkraad_app.db import blobs
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import queries, service
from wijkraad_app.features.advice.rules.states import State
from wijkraad_app.features.conversations import service as conversations
from wijkraad_app.features.council.readers import ParsedAdvice
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError

from .test_adoption import code
from .world import World, build


@pytest.fixture
def adopted(world: World) -> World:
    world.insert("quote", shown=True)
    world.recommend("Leg een zebrapad aan.")
    world.do(service.adopt, advice=world.advice, by_mail=True)
    return world


def test_a_signed_letter_stays_signed(adopted: World) -> None:
    adopted.do(service.mark_signed, advice=adopted.advice)
    assert adopted.view.state is State.SIGNED
    with pytest.raises(UserError):
        adopted.workspace.undo()


def test_an_advice_whose_letter_is_signed_again_is_adopted_until_then(adopted: World) -> None:
    adopted.do(service.sign_again, advice=adopted.advice)
    assert adopted.view.state is State.ADOPTED
    adopted.do(service.mark_signed, advice=adopted.advice)
    adopted.do(service.sign_again, advice=adopted.advice)
    assert adopted.view.state is State.ADOPTED
    adopted.do(service.mark_signed, advice=adopted.advice)


def test_nobody_signs_a_quote_without_consent(adopted: World) -> None:
    adopted.do(conversations.set_quote_consent, id=adopted.quote, consent="no")
    assert code(adopted, service.mark_signed, advice=adopted.advice) == "no_consent"


def test_sending_sets_the_due_day_with_its_rule(adopted: World) -> None:
    due = adopted.do(service.register_sent, advice=adopted.advice, day=date(2026, 11, 20), file=b"%PDF", file_name="b")
    view = adopted.view
    assert (view.state, due, view.due) == (State.SENT, date(2027, 1, 15), date(2027, 1, 15))
    assert "20 november 2026" in view.due_rule and view.due_agreed
    assert adopted.workspace.read(blobs.load, view.sent_file) == b"%PDF"
    with pytest.raises(UserError):
        adopted.workspace.undo()


def test_a_day_to_come_and_an_empty_file_are_refused(adopted: World) -> None:
    assert code(adopted, service.register_sent, advice=adopted.advice, day=date(2026, 12, 4)) == "future"
    assert code(adopted, service.register_sent, advice=adopted.advice, file=b"") == "empty_file"


def test_sent_first_and_adopted_afterwards(world: World) -> None:
    (first,) = world.recommend("Leg een zebrapad aan.")
    world.do(service.register_sent, advice=world.advice)
    assert world.view.state is State.SENT and [row.purpose for row in world.view.versions] == ["sent"]
    assert code(world, service.update_recommendation, id=first, text="anders") == "frozen"
    world.do(service.adopt, advice=world.advice, decision=world.decision)
    view = world.view
    assert view.state is State.SENT and view.adopted and view.reference == "2026-01"


def test_late_counts_from_the_agreed_day(adopted: World) -> None:
    adopted.do(service.register_sent, advice=adopted.advice, day=date(2026, 11, 20))
    with clock.fixed(datetime.fromisoformat("2027-01-20T12:00+00:00")):
        (row,) = adopted.workspace.read(queries.late_rows)
        assert row.days_late == 5 and adopted.workspace.read(queries.late_count) == 1


def test_without_an_agreed_term_it_is_a_wish_and_never_late(workspace: LocalWorkspace, monday: datetime) -> None:
    world = build(workspace, agreed=False)
    world.recommend("x")
    world.do(service.register_sent, advice=world.advice, day=date(2026, 1, 5))
    (row,) = world.workspace.read(queries.due_rows)
    assert row.due == date(2026, 3, 2) and row.days_late == 0


def test_the_due_day_changes_with_a_reason(adopted: World) -> None:
    given = {"advice": adopted.advice, "day": date(2027, 3, 1)}
    assert code(adopted, service.change_due, reason="Uitstel", **given) == "wrong_state"
    adopted.do(service.register_sent, advice=adopted.advice)
    assert code(adopted, service.change_due, reason="", **given) == "reason_missing"
    adopted.do(service.change_due, reason="Uitstelbrief", **given)
    assert (adopted.view.due, adopted.view.due_reason) == (date(2027, 3, 1), "Uitstelbrief")
    adopted.workspace.undo()
    assert adopted.view.due_reason == ""


def test_the_answer_ends_waiting_and_can_be_undone(adopted: World) -> None:
    assert code(adopted, service.register_answer, advice=adopted.advice) == "wrong_state"
    adopted.do(service.register_sent, advice=adopted.advice, day=date(2026, 11, 20))
    early = {"advice": adopted.advice, "day": date(2026, 11, 1)}
    assert code(adopted, service.register_answer, **early) == "before_sending"
    adopted.do(service.register_answer, advice=adopted.advice, file=b"antwoord", file_name="reactie.pdf")
    assert (adopted.view.state, adopted.view.answer_file_name) == (State.ANSWERED, "reactie.pdf")
    assert adopted.workspace.read(queries.due_rows) == ()
    adopted.workspace.undo()
    assert adopted.view.state is State.SENT


def test_earlier_advice_is_taken_in_one_by_one_and_as_a_list(world: World) -> None:
    one = world.do(service.register_earlier, title="Hitte", sent_on=date(2026, 5, 1), file=b"x", file_name="hitte.pdf")
    assert world.workspace.read(queries.advice, one).earlier
    lines = (
        ParsedAdvice("Groen", date(2026, 3, 3), date(2026, 4, 28), "2026-02"),
        ParsedAdvice("Afval", date(2026, 4, 1)),
    )
    assert len(world.do(service.import_earlier, rows=lines)) == 2
    world.workspace.undo()
    assert len(world.workspace.read(queries.due_rows)) == 1
    assert code(world, service.import_earlier, rows=(ParsedAdvice("Zonder dag"),)) == "line"


def test_numbers_go_on_after_earlier_references(world: World) -> None:
    world.do(service.register_earlier, title="Groen", sent_on=date(2026, 3, 3), reference="2026-08")
    world.recommend("x")
    world.do(service.adopt, advice=world.advice, by_mail=True)
    assert world.view.reference == "2026-09"


def test_the_list_shows_open_work_first_and_filters(world: World) -> None:
    world.do(service.register_earlier, title="Groen", sent_on=date(2026, 3, 3), reference="2026-08")
    rows = world.workspace.read(queries.advice_rows)
    assert [row.title for row in rows] == ["Veilig oversteken Molendijk", "Groen"]
    assert [row.title for row in world.workspace.read(queries.advice_rows, "2026-08")] == ["Groen"]


def test_the_file_of_an_earlier_advice_is_added_later(world: World) -> None:
    given = {"which": "sent", "file": b"%PDF", "file_name": "groen.pdf"}
    assert code(world, service.attach_file, advice=world.advice, **given) == "wrong_state"
    earlier = world.do(service.register_earlier, title="Groen", sent_on=date(2026, 3, 3))
    assert world.workspace.read(queries.sent_file, earlier) is None
    world.do(service.attach_file, advice=earlier, **given)
    assert world.workspace.read(queries.sent_file, earlier) == b"%PDF"
    assert world.workspace.read(queries.kept_file, earlier, "sent") == b"%PDF"
    with pytest.raises(UserError):
        world.workspace.read(queries.kept_file, earlier, "answer")
    world.workspace.undo()
    assert world.workspace.read(queries.sent_file, earlier) is None
