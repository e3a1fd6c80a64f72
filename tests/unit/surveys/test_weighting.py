"""Known margins: what typed lines mean, what is refused, and that weighted sums come out as they were given."""

from __future__ import annotations

from uuid import UUID, uuid4

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.surveys.readers.margins import margin_lines, margins_of_file
from wijkraad_app.features.surveys.rules.answers import Option, coded
from wijkraad_app.features.surveys.rules.crosstab import crosstab
from wijkraad_app.features.surveys.rules.kinds import Kind
from wijkraad_app.features.surveys.rules.numbers import summarise
from wijkraad_app.features.surveys.rules.weighting import (
    Asked,
    Choice,
    Coded,
    MarginLine,
    fit,
    known_margins,
    number_text,
    read_number,
    warnings,
)
from wijkraad_app.kernel.errors import UserError


def asked(number: int, text: str, *labels: str, kind: Kind = Kind.SINGLE) -> Asked:
    return Asked(UUID(int=number), number, text, kind, tuple(Choice(uuid4(), label) for label in labels))


PLACE = asked(1, "In welke buurt woont u?", "Noord", "Zuid", "Oost / West")
AGE = asked(2, "Hoe oud bent u?", "tot 35", "35-64", "65 of ouder")
WAYS = asked(3, "Hoe gaat u op pad?", "fiets", "auto", kind=Kind.MULTIPLE)


def refusal(*lines: tuple[str, str, str]) -> str:
    with pytest.raises(UserError) as error:
        known_margins([MarginLine(*line, number) for number, line in enumerate(lines, 1)], (PLACE, AGE, WAYS))
    return error.value.code


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *[("12", 12), ("12,5 %", 12.5), ("1.200", 1200), ("1.200,5", 1200.5), ("0.25", 0.25), ("0.315", 0.315)],
        *[("0", None), ("", None), ("-3", None), ("twaalf", None), ("1e9", None), ("12 345", 12345)],
    ],
)
def test_numbers_and_shares_are_read_as_people_type_them(text: str, number: float | None) -> None:
    assert read_number(text) == number


@given(st.integers(1, 10**11), st.integers(0, 4))
@settings(max_examples=100)
def test_a_number_that_is_shown_is_read_as_the_same(digits: int, places: int) -> None:
    number = round(digits / 10**places, 6)
    assert read_number(number_text(number)) == number


def test_lines_name_questions_by_number_or_words_and_answers_by_words() -> None:
    lines = [
        MarginLine("1", "noord", "40"),
        MarginLine("", "Zuid", "35"),
        MarginLine("", "Oost / West", "25"),
        MarginLine("hoe oud bent u", "tot 35", "30%"),
        MarginLine("", "35-64 / 65 of ouder", "70%"),
    ]
    place, age = known_margins(lines, (PLACE, AGE))
    assert (place.question, age.question) == (PLACE.id, AGE.id)
    assert [target.number for target in place.targets] == [40, 35, 25]
    assert [len(target.options) for target in (*place.targets, *age.targets)] == [1, 1, 1, 1, 2]


def test_what_can_not_be_meant_is_refused_in_one_sentence() -> None:
    assert refusal(("", "Noord", "40")) == "no_question"
    assert refusal(("9", "Noord", "40")) == "no_question"
    assert refusal(("3", "fiets", "40")) == "wrong_kind"
    assert refusal(("1", "Elders", "40")) == "no_answer"
    assert refusal(("1", "Noord", "veel")) == "no_number"
    assert refusal(("1", "Noord", "40")) == "one_class"
    assert refusal(("1", "Noord", "40"), ("1", "Noord", "60")) == "answer_twice"
    assert refusal() == "empty"


def test_a_list_is_read_with_or_without_a_heading_from_text_or_file() -> None:
    text = "vraag;antwoord;aantal\n1;Noord;40\n;Zuid;12,5\n"
    found = margin_lines(text)
    assert [(line.question, line.answer, line.number, line.line) for line in found] == [
        ("1", "Noord", "40", 2),
        ("", "Zuid", "12,5", 3),
    ]
    assert margins_of_file(b"\xef\xbb\xbf" + text.encode()) == found
    assert margin_lines("1\tNoord\t40\n1\tZuid\t60") == tuple(
        MarginLine("1", label, number, line)
        for line, (label, number) in enumerate((("Noord", "40"), ("Zuid", "60")), 1)
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"%PDF-1.7", "not_text"), (b"", "empty"), (b"Noord;40\n", "not_margins"), (b"1;Noord;40\n" * 501, "too_big")],
)
def test_another_file_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(UserError) as error:
        margins_of_file(data)
    assert error.value.code == code


@given(st.text(max_size=200))
@settings(max_examples=100)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert margin_lines(text)
    except UserError as error:
        assert error.message


@st.composite
def _samples(draw: st.DrawFn) -> tuple[list[int], list[float]]:
    classes = draw(st.integers(2, 5))
    own = [*range(classes), *draw(st.lists(st.integers(-1, classes - 1), max_size=60))]
    return own, draw(st.lists(st.floats(0.5, 2), min_size=classes, max_size=classes))


@given(_samples())
@settings(max_examples=100)
def test_weighted_shares_of_those_who_answered_are_the_margin(case: tuple[list[int], list[float]]) -> None:
    own, wanted = case
    codes = np.array(own, dtype=np.int16)
    counts = np.array([(codes == place).sum() for place in range(len(wanted))], dtype=float)
    targets = tuple(float(count * factor) for count, factor in zip(counts, wanted, strict=True))
    raked = fit((Coded("Buurt", codes.tobytes(), targets, tuple(map(str, range(len(wanted))))),))
    weights = np.array(raked.weights)
    assert weights.mean() == pytest.approx(1)
    if not raked.trimmed:
        sums = [weights[codes == place].sum() for place in range(len(wanted))]
        assert np.array(sums) / sum(sums) == pytest.approx(np.array(targets) / sum(targets))
    if (codes < 0).any():
        assert raked.deff >= 1 - 1e-9


def test_the_user_hears_what_weighting_costs() -> None:
    codes = np.array([0] * 90 + [1] * 8 + [-1] * 2, dtype=np.int16)
    margin = (Coded("Buurt", codes.tobytes(), (10.0, 90.0), ("Noord", "Zuid")),)
    told = warnings(margin, fit(margin))
    assert any("“Zuid”" in one for one in told)
    assert any("“Buurt”" in one for one in told)
    assert fit(margin).trimmed == 98
    even = (Coded("Buurt", np.array([0, 1] * 50, dtype=np.int16).tobytes(), (1.0, 1.0), ("Noord", "Zuid")),)
    assert warnings(even, fit(even)) == ()


def test_nobody_who_answered_is_refused() -> None:
    codes = np.full(40, -1, dtype=np.int16)
    with pytest.raises(UserError) as error:
        fit((Coded("Buurt", codes.tobytes(), (1.0, 1.0), ("Noord", "Zuid")),))
    assert error.value.code == "no_margin"


def test_a_weighted_crosstab_keeps_its_counts() -> None:
    options = [Option("a"), Option("b")]
    one, two = coded([0, 0, 1, 1] * 20, options), coded([0, 1] * 40, options)
    plain = crosstab(one, two, indicative=False)
    weighted = crosstab(one, two, indicative=False, weights=[3.0, 1.0, 1.0, 1.0] * 20)
    assert [[cell.count for cell in row.cells] for row in plain.rows] == [
        [cell.count for cell in row.cells] for row in weighted.rows
    ]
    assert [cell.share for cell in weighted.rows[0].cells] == pytest.approx([0.75, 0.5])
    assert weighted.rows[0].total.share == pytest.approx(4 / 6)


def test_a_weighted_mean_and_median() -> None:
    found = summarise([1.0, 2.0, None, 10.0], [1.0, 1.0, 5.0, 8.0])
    assert found is not None
    assert (found.n, found.mean, found.median) == (3, 8.3, 10.0)
