"""From agenda to adoption: exact versions, references, changes, corrections, withdrawal."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.features.advice import queries, service
from wijkraad_app.features.advice.model import Advice
from wijkraad_app.features.advice.rules.snapshot import hash_of
from wijkraad_app.features.advice.rules.states import State
from wijkraad_app.features.advice.service.subject import HANDLER
from wijkraad_app.features.meetings import queries as meeting_queries
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.features.meetings.queries import ItemRow
from wijkraad_app.features.signals import service as signals
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError

from .world import World


def code(world: World, verb: object, **kwargs: object) -> str:
    with pytest.raises(UserError) as refused:
        world.do(verb, **kwargs)
    return refused.value.code


def items(world: World) -> tuple[ItemRow, ...]:
    view = world.workspace.read(meeting_queries.meeting_view, world.meeting)
    assert view is not None
    return view.items


def test_what_goes_with_the_agenda_is_frozen(world: World) -> None:
    world.recommend("Leg een zebrapad aan.")
    placed = world.do(service.put_on_agenda, advice=world.advice, meeting=world.meeting)
    view = world.view
    assert view.state is State.UNDER_DISCUSSION and view.discussed == placed.version
    (item,) = items(world)
    assert (item.id, item.subject, item.version, item.title) == (
        placed.item, world.advice, placed.version, "Veilig oversteken Molendijk",
    )  # fmt: skip
    assert item.subject_adoptable
    world.workspace.undo()
    assert world.view.state is State.DRAFT and world.view.versions == ()
    assert items(world) == ()


def test_an_empty_advice_does_not_go_on_an_agenda(world: World) -> None:
    assert code(world, service.put_on_agenda, advice=world.advice, meeting=world.meeting) == "empty"


def test_a_decision_at_the_item_adopts_the_version_that_went_with_the_agenda(world: World) -> None:
    (first,) = world.recommend("Leg een zebrapad aan.")
    placed = world.do(service.put_on_agenda, advice=world.advice, meeting=world.meeting)
    world.do(service.update_recommendation, id=first, text="Leg twee zebrapaden aan.")
    world.do(meetings.decide_and_adopt, item=placed.item, text="Het advies is vastgesteld")
    view = world.view
    assert (view.state, view.reference, view.adopted_on) == (State.ADOPTED, "2026-01", date(2026, 12, 1))
    assert view.decision_name == "Besluit 2 van 1 december 2026"
    content = world.workspace.read(queries.content_in_force, world.advice)
    assert content.recommendations == ("Leg een zebrapad aan.",)
    assert code(world, service.adopt, advice=world.advice, by_mail=True) == "already_adopted"
    with pytest.raises(UserError, match="blijft vastgesteld"):
        world.workspace.undo()


def test_a_version_can_be_chosen_with_its_differences_shown(world: World) -> None:
    (first,) = world.recommend("Leg een zebrapad aan.")
    placed = world.do(service.put_on_agenda, advice=world.advice, meeting=world.meeting)
    world.do(service.update_recommendation, id=first, text="Leg twee zebrapaden aan.")
    (part,) = world.workspace.read(queries.differences, world.advice, placed.version, None)
    assert part.label == "Aanbevelingen"
    world.do(service.adopt, advice=world.advice, decision=world.decision, use_draft=True)
    content = world.workspace.read(queries.content_in_force, world.advice)
    assert content.recommendations == ("Leg twee zebrapaden aan.",)


def test_the_frozen_bytes_have_their_hash(world: World) -> None:
    world.recommend("Leg een zebrapad aan.")
    world.insert("signals")
    version = world.do(service.adopt, advice=world.advice, by_mail=True, day=date(2026, 11, 20))
    view = world.view
    assert (view.adopted, view.adopted_how, view.adopted_on) == (version, "mail", date(2026, 11, 20))
    kept = next(row for row in view.versions if row.in_force)
    content = world.workspace.read(queries.kept_content, version)
    from wijkraad_app.features.advice.rules.snapshot import freeze_content

    assert freeze_content(content).sha256 == kept.sha256 == hash_of(freeze_content(content).text)
    assert [source.kind.value for source in content.sources] == ["signals"]


def test_adoption_needs_a_decision_that_adopted(world: World) -> None:
    world.recommend("x")
    assert code(world, service.adopt, advice=world.advice) == "how_missing"
    against = world.do(meetings.add_decision, text="Nee", meeting=world.meeting, votes_for=1, votes_against=5)
    assert code(world, service.adopt, advice=world.advice, decision=against) == "rejected"
    other = world.do(service.add_advice, title="Ander")
    world.do(service.add_recommendation, advice=other, text="y")
    version = world.do(service.put_on_agenda, advice=other, meeting=world.meeting).version
    assert code(world, service.adopt, advice=world.advice, by_mail=True, version=version) == "wrong_version"


def test_a_changed_source_is_asked_about_before_adoption(world: World) -> None:
    world.recommend("x")
    made = world.insert("signals")
    world.do(signals.add_signal, title="Nog een")
    assert code(world, service.adopt, advice=world.advice, by_mail=True) == "source_changed"
    world.do(service.keep_evidence, id=made.id)
    world.do(service.adopt, advice=world.advice, by_mail=True)
    content = world.workspace.read(queries.content_in_force, world.advice)
    assert content.sources[0].kept_on == date(2026, 11, 23)


def agenda_with_a_changed_source(world: World) -> tuple[UUID, UUID]:
    """The item and the source: the decision it cites says something else since the agenda."""
    world.recommend("Leg een zebrapad aan.")
    made = world.insert("decision")
    placed = world.do(service.put_on_agenda, advice=world.advice, meeting=world.meeting)
    world.do(meetings.update_decision, id=world.decision, text="De raad vraagt om twee veilige oversteken")
    return placed.item, made.id


def test_a_decision_in_the_meeting_asks_about_a_changed_source_in_the_same_step(world: World) -> None:
    item, source = agenda_with_a_changed_source(world)
    version = world.view.discussed
    (asked,) = world.workspace.read(HANDLER.asks, world.advice, version)
    assert (asked.id, asked.number) == (source, 1)
    assert "een veilige oversteek" in asked.before and "twee veilige oversteken" in asked.now
    given = {"item": item, "text": "Vastgesteld"}
    assert code(world, meetings.decide_and_adopt, **given) == "source_changed"
    assert code(world, meetings.decide_and_adopt, answers={source: "iets"}, **given) == "unknown_choice"
    assert world.view.state is State.UNDER_DISCUSSION


def test_the_new_figures_enter_the_adopted_text_or_the_old_ones_stay_with_their_date(world: World) -> None:
    item, source = agenda_with_a_changed_source(world)
    world.do(meetings.decide_and_adopt, item=item, text="Vastgesteld", answers={source: "update"})
    content = world.workspace.read(queries.content_in_force, world.advice)
    assert "twee veilige oversteken" in content.findings and "twee veilige" in content.sources[0].sentence
    assert content.sources[0].kept_on is None
    assert world.workspace.read(queries.sources_to_ask, world.advice) == ()


def test_kept_figures_carry_the_day_on_which_they_were_kept(world: World) -> None:
    item, source = agenda_with_a_changed_source(world)
    world.do(meetings.decide_and_adopt, item=item, text="Vastgesteld", answers={source: "keep"})
    content = world.workspace.read(queries.content_in_force, world.advice)
    assert "een veilige oversteek" in content.findings and content.sources[0].kept_on == clock.today()
    assert world.workspace.read(queries.sources_to_ask, world.advice) == ()


def test_figures_updated_after_the_agenda_are_asked_about_too(world: World) -> None:
    world.recommend("x")
    made = world.insert("signals")
    world.do(service.put_on_agenda, advice=world.advice, meeting=world.meeting)
    world.do(signals.add_signal, title="Nog een")
    world.do(service.update_evidence, id=made.id)
    assert code(world, service.adopt, advice=world.advice, by_mail=True) == "source_changed"
    world.do(service.adopt, advice=world.advice, by_mail=True, asked=True)
    assert "1 signaal" in world.workspace.read(queries.content_in_force, world.advice).findings


def test_references_follow_each_other(world: World) -> None:
    other = world.do(service.add_advice, title="Ander")
    for advice in (world.advice, other):
        world.do(service.add_recommendation, advice=advice, text="x")
        world.do(service.adopt, advice=advice, by_mail=True)
    rows = world.workspace.read(queries.advice_rows)
    assert {row.reference for row in rows} == {"2026-01", "2026-02"}


def test_the_same_number_given_on_two_computers_gets_a_suffix_on_the_later_advice(world: World) -> None:
    world.recommend("x")
    world.do(service.adopt, advice=world.advice, by_mail=True, day=date(2026, 11, 20))
    other = world.do(service.add_advice, title="Nachtbus")
    world.do(service.add_recommendation, advice=other, text="y")
    world.do(service.adopt, advice=other, by_mail=True, day=date(2026, 11, 21))
    world.do(same_reference, advice=other, reference="2026-01")
    assert world.do(service.settle_reference, advice=world.advice) == "2026-01"
    assert world.do(service.settle_reference, advice=other) == "2026-01-b"
    assert world.do(service.settle_reference, advice=other) == "2026-01-b"
    third = world.do(service.add_advice, title="Bomen")
    world.do(service.add_recommendation, advice=third, text="z")
    world.do(service.adopt, advice=third, by_mail=True, day=date(2026, 11, 22))
    assert [row.reference for row in world.workspace.read(queries.advice_rows) if row.id == third] == ["2026-02"]


@verb(label="As another computer gave it")
def same_reference(uow: UnitOfWork, *, advice: UUID, reference: str) -> None:
    uow.get(Advice, advice).reference = reference


def test_adopted_with_changes_freezes_once_both_confirm_the_same_text(world: World) -> None:
    (first,) = world.recommend("Leg een zebrapad aan.")
    world.do(service.put_on_agenda, advice=world.advice, meeting=world.meeting)
    world.do(
        service.adopt_with_changes,
        advice=world.advice,
        decision=world.decision,
        changes="Datum toevoegen",
    )
    assert world.view.changes_open and world.view.state is State.UNDER_DISCUSSION and not world.view.reference
    world.do(service.update_recommendation, id=first, text="Leg vóór 1 juni een zebrapad aan.")
    shown = world.workspace.read(queries.draft_sha256, world.advice)
    chair, secretary = world.seat("Ans Verhoeven", "chair"), world.seat("Marijke van Duin", "secretary")
    world.workspace.actor = chair
    assert world.do(service.confirm_changes, advice=world.advice, role="chair", sha256=shown) is False
    assert world.view.chair_confirmed and not world.view.secretary_confirmed
    world.do(service.update_recommendation, id=first, text="Leg vóór 1 mei een zebrapad aan.")
    assert not world.view.chair_confirmed
    world.workspace.actor = secretary
    stale = {"advice": world.advice, "role": "secretary", "sha256": shown}
    assert code(world, service.confirm_changes, **stale) == "changed_meanwhile"
    shown = world.workspace.read(queries.draft_sha256, world.advice)
    assert world.do(service.confirm_changes, advice=world.advice, role="secretary", sha256=shown) is False
    world.workspace.actor = chair
    assert world.do(service.confirm_changes, advice=world.advice, role="chair", sha256=shown) is True
    view = world.view
    assert (view.state, view.adopted_on, view.reference) == (State.ADOPTED, date(2026, 12, 1), "2026-01")
    assert "1 mei" in world.workspace.read(queries.content_in_force, world.advice).recommendations[0]


def test_only_chair_and_secretary_confirm_changes(world: World) -> None:
    world.recommend("Leg een zebrapad aan.")
    world.do(service.adopt_with_changes, advice=world.advice, decision=world.decision, changes="Datum toevoegen")
    given = {"advice": world.advice, "sha256": world.workspace.read(queries.draft_sha256, world.advice)}
    assert code(world, service.confirm_changes, role="chair", **given) == "no_holder"
    chair, member = world.seat("Ans Verhoeven", "chair"), world.seat("Karim El Idrissi", "member")
    assert code(world, service.confirm_changes, role="chair", **given) == "not_your_office"
    world.workspace.actor = member
    with pytest.raises(UserError, match="Ans Verhoeven"):
        world.do(service.confirm_changes, role="chair", **given)
    world.seat("Marijke van Duin", "secretary")
    world.workspace.actor = chair
    assert code(world, service.confirm_changes, role="secretary", **given) == "not_your_office"
    assert not world.view.chair_confirmed and not world.view.secretary_confirmed


def test_adopting_with_changes_is_undone_and_needs_the_changes(world: World) -> None:
    world.recommend("x")
    given = {"advice": world.advice, "decision": world.decision}
    assert code(world, service.adopt_with_changes, changes=" ", **given) == "changes_missing"
    world.do(service.adopt_with_changes, changes="Datum", **given)
    world.workspace.undo()
    assert not world.view.changes_open and world.view.state is State.DRAFT
    assert code(world, service.confirm_changes, advice=world.advice, role="chair", sha256="") == "no_changes"


def test_a_typing_error_is_corrected_with_a_reason_and_a_new_hash(world: World) -> None:
    world.recommend("Leg een zebrpad aan.")
    given = {"advice": world.advice, "reason": "Typefout", "recommendations": {1: "Leg een zebrapad aan."}}
    assert code(world, service.correct_typo, **given) == "not_adopted"
    before = world.do(service.adopt, advice=world.advice, by_mail=True)
    after = world.do(service.correct_typo, **given)
    corrected, adopted = world.view.versions
    assert {corrected.purpose, adopted.purpose} == {"corrected", "adopted"} and before != after
    assert corrected.sha256 != adopted.sha256
    assert next(row for row in world.view.versions if row.in_force).reason == "Typefout"
    assert code(world, service.correct_typo, **given) == "nothing_changed"
    assert code(world, service.correct_typo, **{**given, "reason": ""}) == "reason_missing"
    cites = {"advice": world.advice, "reason": "r", "sections": {"findings": f"[[bron:{world.advice}]]"}}
    assert code(world, service.correct_typo, **cites) == "sources_changed"


def test_adopted_text_is_fixed(world: World) -> None:
    (first,) = world.recommend("x")
    world.do(service.adopt, advice=world.advice, by_mail=True)
    for changing, given in (
        (service.update_section, {"id": world.advice, "section": "findings", "text": "y"}),
        (service.update_recommendation, {"id": first, "text": "y"}),
        (service.put_on_agenda, {"advice": world.advice, "meeting": world.meeting}),
        (service.update_advice, {"id": world.advice, "title": "y"}),
    ):
        assert code(world, changing, **given) == "frozen"


def test_withdrawing_needs_a_reason_and_is_undone(world: World) -> None:
    assert code(world, service.withdraw, advice=world.advice, reason=" ") == "reason_missing"
    world.do(service.withdraw, advice=world.advice, reason="Al opgelost")
    assert (world.view.state, world.view.withdrawn_reason) == (State.WITHDRAWN, "Al opgelost")
    assert code(world, service.withdraw, advice=world.advice, reason="nog eens") == "wrong_state"
    world.workspace.undo()
    assert world.view.state is State.DRAFT


def test_open_changes_are_confirmed_or_decided_anew_never_skipped(world: World) -> None:
    world.recommend("x")
    world.do(service.adopt_with_changes, advice=world.advice, decision=world.decision, changes="Datum")
    assert code(world, service.adopt, advice=world.advice, by_mail=True) == "changes_open"
    world.do(service.put_on_agenda, advice=world.advice, meeting=world.meeting)
    view = world.view
    assert not view.changes_open and view.decision is None and view.adopted_on is None
    world.do(service.adopt, advice=world.advice, decision=world.decision)
    assert world.view.state is State.ADOPTED


def test_a_withdrawn_advice_has_no_open_changes(world: World) -> None:
    world.recommend("x")
    world.do(service.adopt_with_changes, advice=world.advice, decision=world.decision, changes="Datum")
    world.do(service.withdraw, advice=world.advice, reason="Al opgelost")
    (row,) = world.workspace.read(queries.advice_rows)
    assert not world.view.changes_open and not row.changes_open
