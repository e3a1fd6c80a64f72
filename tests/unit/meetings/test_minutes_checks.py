"""What is likely to be missing in draft minutes."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from wijkraad_app.features.meetings.rules.minutes_checks import ActionFacts, DecisionFacts, Facts, ItemFacts, remarks
from wijkraad_app.features.meetings.rules.phrases import PLACES, filled

ID = uuid4()
WELL = Facts(chair=True, minute_taker=True, unknown=0, here=5, closed=True)


def texts(facts: Facts) -> list[str]:
    return [one.text for one in remarks(facts)]


def test_complete_minutes_have_no_remarks() -> None:
    item = ItemFacts(ID, "1", "decide", settled=False, decided=True, noted=True)
    vote = DecisionFacts(ID, "Besluit 1", ID, "hands", present=5, needed=3, cast=5)
    action = ActionFacts(ID, "Bellen", ID, owned=True, dated=True, question=False)
    assert remarks(replace(WELL, items=(item,), decisions=(vote,), actions=(action,))) == ()


def test_people_who_are_missing_are_told_first() -> None:
    facts = replace(WELL, chair=False, minute_taker=False, unknown=2, open_comments=1)
    assert texts(facts) == [
        "Er is geen voorzitter gekozen.",
        "Er is nog geen notulist.",
        "Van 2 leden is niet bekend of zij er waren.",
        "Er is 1 opmerking open.",
    ]


def test_items_that_ask_for_an_outcome_or_say_nothing() -> None:
    asked = ItemFacts(ID, "5", "decide", settled=False, decided=False, noted=True)
    silent = ItemFacts(ID, "6", "discuss", settled=False, decided=False, noted=False)
    deferred = replace(asked, settled=True)
    found = remarks(replace(WELL, items=(asked, silent, deferred)))
    assert [one.text for one in found] == ["Punt 5 heeft geen uitkomst.", "Bij punt 6 staat niets genoteerd."]
    assert (found[0].place, found[0].item) == ("item", ID)


def test_a_decision_without_quorum_or_with_too_many_votes() -> None:
    vote = DecisionFacts(ID, "Besluit 2", ID, "ballot", present=2, needed=3, cast=4)
    assert texts(replace(WELL, decisions=(vote,))) == [
        "Besluit 2 is zonder quorum genomen.",
        "Besluit 2: 4 stemmen geteld, 2 stemgerechtigde leden waren er.",
    ]
    assert texts(replace(WELL, decisions=(replace(vote, method="mail", cast=2),))) == []


def test_an_action_needs_someone_and_a_date_and_a_question_only_someone() -> None:
    nobody = ActionFacts(ID, "Bellen met de gemeente over de bomen op de kade", ID, False, False, False)
    question = ActionFacts(ID, "Wat kost het", ID, owned=True, dated=False, question=True)
    undated = ActionFacts(ID, "Bellen", ID, owned=True, dated=False, question=False)
    assert texts(replace(WELL, actions=(nobody, question, undated))) == [
        "“Bellen met de gemeente over de bomen op…” heeft nog geen actiehouder.",
        "“Bellen” heeft geen datum.",
    ]


def test_phrases_fill_in_what_is_known() -> None:
    values = {"chair": "Ans Verhoeven", "time": "20.02 uur", "n": ""}
    text = "{chair} opent om {time} met {n} leden; {iets} blijft {zo."
    assert filled(text, values) == "Ans Verhoeven opent om 20.02 uur met … leden; {iets} blijft {zo."


@given(st.text(max_size=80), st.dictionaries(st.sampled_from(sorted(PLACES)), st.text(max_size=10)))
def test_filling_leaves_no_known_place_open(text: str, values: dict[str, str]) -> None:
    plain = {name: value.replace("{", "").replace("}", "") for name, value in values.items()}
    made = filled(text + "{chair}", plain)
    assert not any(f"{{{name}}}" in made for name in PLACES if f"{{{name}}}" not in "".join(plain.values()))
