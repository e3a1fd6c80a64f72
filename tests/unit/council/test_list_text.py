"""Lists of actions, decisions and advice as people paste them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.council.readers import (
    ParsedAction,
    ParsedAdvice,
    ParsedDecision,
    read_actions,
    read_advice,
    read_decisions,
)

TODAY = date(2026, 11, 23)
ACTION = ParsedAction("Offerte vragen voor de banken", "Jan de Boer", date(2026, 12, 12))


@pytest.mark.parametrize(
    "line",
    [
        "Offerte vragen voor de banken\tJan de Boer\t12-12-2026",
        "Offerte vragen voor de banken; Jan de Boer; 12 december 2026",
        "- Offerte vragen voor de banken - Jan de Boer - 12 dec",
        "1. Offerte vragen voor de banken (Jan de Boer), uiterlijk 12 december",
        "Jan de Boer: Offerte vragen voor de banken vóór 12 dec",
        "Offerte vragen voor de banken, actie: Jan de Boer, 12 december 2026",
        "Wie;Wat;Wanneer\nJan de Boer;Offerte vragen voor de banken;12-12-2026",
        "Nr,Actie,Actiehouder,Deadline\n1,Offerte vragen voor de banken,Jan de Boer,12-12-2026",
    ],
)
def test_an_action_is_read_however_written(line: str) -> None:
    assert read_actions(line, TODAY) == (ACTION,)


def test_an_action_may_have_no_owner_or_date() -> None:
    assert read_actions("Bel de wethouder, en de school", TODAY) == (ParsedAction("Bel de wethouder, en de school"),)


def test_a_list_from_minutes_is_read() -> None:
    actions = read_actions("Actielijst\n1. Ans: banken (12 dec)\n2. Brief – secretaris – 1 januari\n@Jan bellen", TODAY)
    assert [(action.text, action.owner) for action in actions] == [
        ("banken", "Ans"),
        ("Brief", "secretaris"),
        ("bellen", "Jan"),
    ]


def test_the_day_an_action_was_noted_is_not_its_due_date() -> None:
    (action,) = read_actions("Nr\tDatum\tActie\tWie\tGereed\n1\t3-11-2026\tBellen\tJan\t12-12-2026", TODAY)
    assert action.due == date(2026, 12, 12)


def test_a_date_that_is_none_is_a_problem() -> None:
    (action,) = read_actions("Wat;Wanneer\nBellen;zo snel mogelijk", TODAY)
    assert action.problems == ("“zo snel mogelijk” is geen datum.",)


@pytest.mark.parametrize(
    "line",
    [
        "3 november 2026\tAkkoord met de begroting",
        "Akkoord met de begroting; 3-11-2026",
        "3-11-2026: Akkoord met de begroting",
        "- 3 november 2026 Akkoord met de begroting",
        "Akkoord met de begroting (3 november 2026)",
        "Datum;Besluit\n3-11-2026;Akkoord met de begroting",
    ],
)
def test_a_decision_is_read_however_written(line: str) -> None:
    assert read_decisions(line, TODAY) == (ParsedDecision("Akkoord met de begroting", date(2026, 11, 3)),)


def test_a_decision_without_a_year_was_in_the_past() -> None:
    (decision,) = read_decisions("4 dec; Akkoord", TODAY)
    assert decision.day == date(2025, 12, 4)
    assert decision.problems == ("Bij de datum staat geen jaar; gelezen als 2025.",)


@pytest.mark.parametrize(
    "line",
    [
        "Veilig oversteken\t4 november 2026\t29 januari 2027",
        "Veilig oversteken; 4-11-2026; 29-1-2027",
        "Veilig oversteken, verzonden 4 november 2026, reactie vóór 29 januari 2027",
        "Onderwerp;Verzonden;Reactie vóór\nVeilig oversteken;4-11-2026;29-1-2027",
    ],
)
def test_an_advice_is_read_however_written(line: str) -> None:
    assert read_advice(line, TODAY) == (ParsedAdvice("Veilig oversteken", date(2026, 11, 4), date(2027, 1, 29)),)


@pytest.mark.parametrize(
    "line",
    [
        "Groen op de kade\t3 maart 2026\t2026-02\t28 april 2026",
        "Groen op de kade; 2026-02; 3-3-2026; 28-4-2026",
        "Onderwerp\tDatum\tKenmerk\tReactie voor\nGroen op de kade\t3 maart 2026\t2026-02\t28 april 2026",
        "Groen op de kade, 2026-02, verzonden 3 maart 2026, reactie vóór 28 april 2026",
    ],
)
def test_the_reference_of_an_advice_is_read(line: str) -> None:
    expected = ParsedAdvice("Groen op de kade", date(2026, 3, 3), date(2026, 4, 28), "2026-02")
    assert read_advice(line, TODAY) == (expected,)


def test_words_with_a_figure_stay_in_the_subject() -> None:
    (advice,) = read_advice("Verkeer, N201 en Molendijk 30; 3-3-2026", TODAY)
    assert (advice.subject, advice.reference) == ("Verkeer, N201 en Molendijk 30", "")


def test_advice_sent_in_the_future_is_a_problem() -> None:
    (advice,) = read_advice("Groen; 3-3-2027", TODAY)
    assert advice.problems == ("De dag van verzending ligt in de toekomst.",)


def test_an_answer_due_before_sending_is_a_problem() -> None:
    (advice,) = read_advice("Veilig oversteken; 4-11-2026; 29-1-2026", TODAY)
    assert advice.problems == ("Het antwoord moet er zijn voordat het advies is verzonden.",)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab,;\t\n\"'@.:-() 0123\u00e9|") | st.characters(), max_size=80))
def test_any_text_is_read_without_failing(text: str) -> None:
    read_actions(text, TODAY)
    read_decisions(text, TODAY)
    read_advice(text, TODAY)
