"""Sources: frozen when inserted, asked about when they change, blocked when consent goes."""

from __future__ import annotations

from datetime import date

import pytest

from wijkraad_app.features.advice import queries, service
from wijkraad_app.features.advice.rules.freshness import Freshness
from wijkraad_app.features.advice.rules.payloads import SignalsSpec
from wijkraad_app.features.conversations import service as conversations
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.features.signals import service as signals
from wijkraad_app.features.surveys import service as surveys
from wijkraad_app.kernel.errors import UserError

from .world import WORDS, World


def freshness(world: World) -> list[Freshness]:
    return [row.freshness for row in world.view.evidence]


def test_each_kind_of_source_becomes_a_sentence_with_a_numbered_note(world: World) -> None:
    world.insert("quote", shown=True, section="considerations")
    world.insert("question", figure=world.spec(who="de ouders", claim="vindt de oversteek onveilig"))
    world.insert("decision")
    world.insert("signals", signals=SignalsSpec(date(2026, 1, 1), date(2026, 11, 20)))
    world.insert("signal", section="occasion")
    view = world.view
    assert [(row.number, row.kind.value) for row in view.evidence] == [
        (1, "signal"), (2, "question"), (3, "decision"), (4, "signals"), (5, "quote"),
    ]  # fmt: skip
    assert "61% van de ouders vindt de oversteek onveilig (n = 248, " in view.findings
    assert "Er kwam 1 signaal binnen van 1 januari tot en met 20 november 2026." in view.findings
    assert view.considerations.startswith(f"“{WORDS}” (vader, ")
    assert set(freshness(world)) == {Freshness.SAME} and view.missing_refs == ()
    for _ in range(5):
        world.workspace.undo()
    assert world.view.evidence == () and world.view.findings == ""


def test_a_source_goes_to_a_recommendation_or_where_the_cursor_is(world: World) -> None:
    (first,) = world.recommend("Leg een zebrapad aan.")
    made = world.insert("decision", section="", recommendation=first)
    assert f"[[bron:{made.ref}]]" in world.view.recommendations[0].text
    loose = world.insert("signal", section="")
    assert loose.sentence and [row.number for row in world.view.evidence] == [1, 0]


def test_a_quote_needs_consent_and_its_print_shown(world: World) -> None:
    with pytest.raises(UserError) as refused:
        world.insert("quote")
    assert refused.value.code == "not_shown"
    world.do(conversations.set_quote_consent, id=world.quote, consent="no")
    with pytest.raises(UserError) as refused:
        world.insert("quote", shown=True)
    assert refused.value.code == "no_consent"
    assert world.view.evidence == ()


def test_what_is_not_there_is_refused(world: World) -> None:
    for kind, given in (("decision", {"source": world.signal}), ("question", {"figure": None})):
        with pytest.raises(UserError) as refused:
            world.insert(kind, **given)
        assert refused.value.code == "source_gone"
    with pytest.raises(UserError):
        world.insert("rumour", source=world.signal)


def test_newer_figures_are_shown_and_taken(world: World) -> None:
    made = world.insert("signals")
    world.do(signals.add_signal, title="Nog een", received=date(2026, 11, 3))
    (row,) = world.view.evidence
    assert row.freshness is Freshness.CHANGED and "2 signalen" in row.now_sentence and "1 signaal" in row.sentence
    updated = world.do(service.update_evidence, id=made.id)
    assert updated.in_text and "2 signalen" in world.view.findings and freshness(world) == [Freshness.SAME]
    world.workspace.undo()
    assert "1 signaal" in world.view.findings and freshness(world) == [Freshness.CHANGED]


def test_a_reworded_sentence_is_left_as_it_is(world: World) -> None:
    made = world.insert("signals")
    reworded = f"Wij kregen een signaal. [[bron:{made.ref}]]"
    world.do(service.update_section, id=world.advice, section="findings", text=reworded)
    world.do(signals.add_signal, title="Nog een")
    assert not world.do(service.update_evidence, id=made.id).in_text
    assert world.view.findings == reworded


def test_older_figures_are_kept_with_their_date_until_the_source_moves_again(world: World) -> None:
    made = world.insert("question")
    world.do(surveys.set_counts, question=world.question, counts=[80, 61, 97])
    assert freshness(world) == [Freshness.CHANGED]
    world.do(service.keep_evidence, id=made.id)
    (row,) = world.view.evidence
    assert row.freshness is Freshness.KEPT and row.kept_on == date(2026, 11, 23)
    world.do(surveys.set_counts, question=world.question, counts=[70, 61, 97])
    assert freshness(world) == [Freshness.CHANGED]
    world.workspace.undo()
    world.workspace.undo()
    assert freshness(world) == [Freshness.CHANGED]


def test_a_source_that_is_gone_can_be_kept_not_updated(world: World) -> None:
    made = world.insert("decision")
    world.do(meetings.remove_decision, id=world.decision)
    assert freshness(world) == [Freshness.GONE]
    with pytest.raises(UserError):
        world.do(service.update_evidence, id=made.id)
    world.do(service.keep_evidence, id=made.id)
    assert freshness(world) == [Freshness.KEPT]


def test_a_removed_source_takes_its_notes_along(world: World) -> None:
    made = world.insert("quote", shown=True)
    (first,) = world.recommend(f"Doe iets. [[bron:{made.ref}]]")
    world.do(service.remove_evidence, id=made.id)
    assert world.view.evidence == () and made.ref not in world.view.findings + world.view.recommendations[0].text
    assert WORDS not in world.view.findings and first
    world.workspace.undo()
    assert WORDS in world.view.findings and len(world.view.evidence) == 1


def test_consent_withdrawn_later_marks_the_draft_and_blocks_the_signature(world: World) -> None:
    made = world.insert("quote", shown=True)
    assert world.workspace.read(queries.blocked_by, world.advice) == ()
    world.do(conversations.set_consent, id=world.conversation, consent="no")
    (blocked,) = world.workspace.read(queries.blocked_by, world.advice)
    assert (blocked.evidence, blocked.number) == (made.id, 1)
    assert world.workspace.read(queries.marked) == {world.advice: 1}
    assert world.workspace.read(queries.using, world.quote) == (world.advice,)
    assert freshness(world) == [Freshness.NO_CONSENT]
    for verb in (service.update_evidence, service.keep_evidence):
        with pytest.raises(UserError):
            world.do(verb, id=made.id)
    with pytest.raises(UserError) as refused:
        world.do(service.adopt, advice=world.advice, by_mail=True, asked=True)
    assert refused.value.code == "no_consent"
    world.workspace.undo()
    assert world.workspace.read(queries.blocked_by, world.advice) == ()


def test_a_name_withdrawn_blocks_what_printed_it(world: World) -> None:
    world.do(conversations.set_quote_consent, id=world.quote, consent="by_name")
    world.insert("quote", shown=True)
    assert "Bram de Wit" in world.view.findings
    world.do(conversations.set_quote_consent, id=world.quote, consent="by_role")
    assert len(world.workspace.read(queries.blocked_by, world.advice)) == 1


def test_the_picker_offers_questions_and_signals(world: World) -> None:
    (choice,) = world.workspace.read(queries.question_choices, "oversteek")
    assert [label for _id, label in choice.options] == ["Onveilig", "Heel onveilig", "Veilig"]
    assert world.workspace.read(queries.question_choices, "zwembad") == ()
    found = world.workspace.read(queries.signal_choices)
    assert [one.id for one in found.signals] == [world.signal] and found.first_day == date(2026, 11, 2)


def test_changed_sources_of_what_was_adopted_are_asked_about_before_signing(world: World) -> None:
    made = world.insert("signals")
    world.do(service.adopt, advice=world.advice, by_mail=True)
    assert world.workspace.read(queries.sources_to_ask, world.advice) == ()
    world.do(signals.add_signal, title="Nog een", received=date(2026, 11, 3))
    (asked,) = world.workspace.read(queries.sources_to_ask, world.advice)
    assert (asked.id, asked.number) == (made.id, 1)
    world.do(service.keep_evidence, id=made.id)
    assert world.workspace.read(queries.sources_to_ask, world.advice) == ()
