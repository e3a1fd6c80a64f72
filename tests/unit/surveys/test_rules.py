"""Figures are what R says, and hidden cells stay hidden."""

from __future__ import annotations

import csv
import json
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.surveys.rules.answers import Answers, Merged, Option, coded, ticked
from wijkraad_app.features.surveys.rules.crosstab import crosstab
from wijkraad_app.features.surveys.rules.figures import frequencies
from wijkraad_app.features.surveys.rules.findings import headline, joined_label
from wijkraad_app.features.surveys.rules.intervals import kish_deff, kish_n_eff, shown_percent, wilson
from wijkraad_app.features.surveys.rules.kinds import Kind, Method, Missing, missing_option
from wijkraad_app.features.surveys.rules.numbers import binned, summarise
from wijkraad_app.features.surveys.rules.raking import Margin, rake
from wijkraad_app.features.surveys.rules.suppression import hidden_cells
from wijkraad_app.kernel.errors import UserError

ORACLE = Path(__file__).parents[4] / "shared" / "data" / "survey-oracle"
SAFETY = tuple(Option(label) for label in ("Heel veilig", "Veilig", "Neutraal", "Onveilig", "Heel onveilig"))


def oracle() -> dict[str, Any]:
    if not ORACLE.is_dir():
        pytest.skip("the figures of R are not here")
    return json.loads((ORACLE / "expected.json").read_text())


def column(file: str, name: str) -> list[str]:
    with (ORACLE / file).open(newline="") as stream:
        return [row[name] for row in csv.DictReader(stream)]


def test_wilson_agrees_with_r() -> None:
    for case in oracle()["wilson"]:
        assert wilson(case["x"], case["n"]) == pytest.approx((case["lo"], case["hi"]), abs=1e-12)


def test_kish_agrees_with_r() -> None:
    expected = oracle()["strat_fpc"]
    weights = [float(w) for w in column("weights_apistrat.csv", "w")]
    assert kish_n_eff(weights) == pytest.approx(expected["kish_neff"], rel=1e-9)
    assert kish_deff(weights) == pytest.approx(expected["kish_deff"], rel=1e-9)


def test_raking_agrees_with_r_to_the_last_weight() -> None:
    expected = oracle()
    margins = []
    for name in ("stype", "sch.wide", "comp.imp"):
        known = expected["margins"][name]
        classes = [known[name].index(value) for value in column("apisrs.csv", name)]
        margins.append(Margin(name, classes, known["Freq"], known[name]))
    raked = rake(margins, trim=None)
    theirs = np.array([float(w) for w in column("weights_apisrs.csv", "w_rake3")])
    assert np.allclose(np.array(raked.weights), theirs / theirs.mean(), rtol=1e-7)
    assert raked.n_eff == pytest.approx(expected["rake_srs_nofpc"]["kish_neff"], rel=1e-7)


def test_a_weighted_share_agrees_with_r() -> None:
    expected = oracle()["rake_srs_nofpc"]["awards"]["normal"]
    awards = coded([["No", "Yes"].index(v) for v in column("apisrs.csv", "awards")], [Option("No"), Option("Yes")])
    weights = [float(w) for w in column("weights_apisrs.csv", "w_rake3")]
    figures = frequencies(awards, method=Method.RANDOM, weights=weights)
    assert [row.share for row in figures.rows] == pytest.approx(expected["est"], abs=1e-9)
    assert [row.count for row in figures.rows] == [76, 124]


def test_a_crosstab_counts_as_r_does() -> None:
    expected = oracle()["unweighted"]["table"]
    types, wide = ["E", "H", "M"], ["No", "Yes"]
    a = coded([types.index(v) for v in column("apisrs.csv", "stype")], [Option(t) for t in types])
    b = coded([wide.index(v) for v in column("apisrs.csv", "sch.wide")], [Option(w) for w in wide])
    table = crosstab(a, b, indicative=False)
    assert [[cell.count for cell in row.cells] for row in table.rows] == expected


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
@settings(max_examples=100)
def test_the_margin_holds_the_share_and_stays_between_none_and_all(case: tuple[int, int]) -> None:
    successes, n = case
    low, high = wilson(successes, n)
    assert 0 <= low <= successes / n <= high <= 1


def test_halves_are_rounded_as_people_do() -> None:
    assert [shown_percent(share) for share in (0.005, 0.125, 0.145, 0.615, 1.0)] == [1, 13, 15, 62, 100]


def test_missing_answers_are_counted_apart() -> None:
    options = (*SAFETY, Option("Weet ik niet", Missing.DONT_KNOW))
    figures = frequencies(coded([0, 1, 3, 3, 5, -1, -2, -3], options), method=Method.RANDOM)
    assert (figures.n, figures.base) == (4, 8)
    missing = figures.missing
    assert (missing.blank, missing.not_asked, missing.refused, missing.dont_know) == (1, 1, 1, 1)
    assert [row.label for row in figures.rows] == [option.label for option in SAFETY]
    assert figures.rows[3].share == 0.5


def test_only_a_random_sample_has_a_margin() -> None:
    answers = coded([0, 1] * 40, SAFETY[:2])
    assert frequencies(answers, method=Method.RANDOM).rows[0].low == pytest.approx(wilson(40, 80)[0])
    for method in set(Method) - {Method.RANDOM}:
        figures = frequencies(answers, method=method)
        assert figures.indicative
        assert figures.rows[0].low is figures.rows[0].high is None


def test_more_answers_are_shares_of_respondents() -> None:
    figures = frequencies(ticked([[0, 1], [0], [], -1], [Option("Fiets"), Option("Auto")]), method=Method.STREET)
    assert (figures.n, figures.missing.blank, figures.multiple) == (3, 1, True)
    assert [round(row.share, 3) for row in figures.rows] == [0.667, 0.333]


def test_merged_options_count_a_reply_once() -> None:
    answers = ticked([[0, 1], [1], [2]], [Option("a"), Option("b"), Option("c")]).merged([Merged("a of b", (0, 1))])
    assert [(row.label, row.count) for row in frequencies(answers, method=Method.STREET).rows] == [
        ("a of b", 2),
        ("c", 1),
    ]


def test_a_base_under_thirty_is_refused() -> None:
    answers = coded([0, 1] * 40, SAFETY[:2])
    keep = np.arange(80) < 29
    with pytest.raises(UserError) as refusal:
        frequencies(answers, method=Method.RANDOM, keep=keep)
    assert refusal.value.code == "too_few"


def test_a_base_hides_small_counts_and_the_one_that_gives_them_away() -> None:
    answers = coded([0] * 30 + [1] * 20 + [2] * 2 + [0] * 60 + [1] * 50 + [2] * 40, SAFETY[:3])
    keep = np.arange(202) < 52
    figures = frequencies(answers, method=Method.RANDOM, keep=keep)
    assert (figures.n, figures.of) == (52, 202)
    assert [row.suppressed for row in figures.rows] == [False, True, True]
    assert [row.count for row in figures.rows] == [30, 0, 0]


tables = st.integers(2, 5).flatmap(
    lambda columns: st.lists(st.lists(st.integers(0, 40), min_size=columns, max_size=columns), min_size=2, max_size=6)
)


@given(tables)
@settings(max_examples=100)
def test_no_hidden_cell_follows_from_the_totals(counts: list[list[int]]) -> None:
    hidden = hidden_cells(counts)
    cells = [(i, j) for i, j in product(range(len(counts)), range(len(counts[0]))) if hidden[i][j]]
    for i, j in product(range(len(counts)), range(len(counts[0]))):
        full = sum(counts[i]) and sum(row[j] for row in counts)
        if counts[i][j] < 5 and full and _two_sided(counts):
            assert hidden[i][j]
    if not cells:
        return
    lines = [[float(c[0] == i) for c in cells] for i in range(len(counts))]
    lines += [[float(c[1] == j) for c in cells] for j in range(len(counts[0]))]
    known = np.array(lines)
    rank = np.linalg.matrix_rank(known)
    for k in range(len(cells)):
        unit = np.eye(len(cells))[k]
        assert np.linalg.matrix_rank(np.vstack([known, unit])) > rank, "a hidden cell can be computed"


def _two_sided(counts: list[list[int]]) -> bool:
    return sum(1 for row in counts if sum(row)) > 1 and sum(1 for col in zip(*counts, strict=True) if sum(col)) > 1


def test_rows_of_more_answers_are_guarded_one_by_one() -> None:
    assert hidden_cells([[3, 40, 50], [10, 20, 30]], independent_rows=True) == [[True, True, False], [False] * 3]


@given(st.lists(st.integers(-4, 4), min_size=30, max_size=80))
@settings(max_examples=60)
def test_every_reply_is_counted_once(codes: list[int]) -> None:
    figures = frequencies(coded(codes, SAFETY), method=Method.UNKNOWN)
    assert figures.n + figures.missing.total == figures.base == len(codes)
    assert sum(row.count for row in figures.rows) == figures.n


def test_the_headline_takes_the_stronger_end_of_a_scale_together() -> None:
    answers = coded([0] * 48 + [1] * 114 + [2] * 102 + [3] * 215 + [4] * 119, SAFETY)
    finding = headline(frequencies(answers, method=Method.RANDOM), Kind.SCALE)
    assert finding is not None
    assert (finding.label, finding.percent, finding.n, finding.merged) == ("(heel) onveilig", 56, 598, True)


def test_the_headline_of_a_choice_is_the_most_given_answer() -> None:
    finding = headline(frequencies(coded([0, 1, 1], SAFETY[:2]), method=Method.STREET), Kind.SINGLE)
    assert finding is not None
    assert (finding.label, finding.percent) == ("Veilig", 67)
    empty = Answers(SAFETY, np.zeros((0, 5), dtype=bool), np.zeros(0, dtype=np.int8))
    assert headline(frequencies(empty, method=Method.STREET), Kind.SINGLE) is None


def test_labels_join_as_people_write_them() -> None:
    assert joined_label(["Onveilig", "Heel onveilig"]) == "(heel) onveilig"
    assert joined_label(["Bus", "Tram"]) == "Bus / Tram"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Weet ik niet", Missing.DONT_KNOW),
        ("weet niet", Missing.DONT_KNOW),
        ("Don't know", Missing.DONT_KNOW),
        ("Wil ik liever niet zeggen", Missing.REFUSED),
        ("Prefer not to say", Missing.REFUSED),
        ("n.v.t.", Missing.NOT_ASKED),
        ("Niet veilig", None),
        ("I don't understand this question", None),
    ],
)
def test_options_that_are_no_answer_are_known(label: str, kind: Missing | None) -> None:
    assert missing_option(label) is kind


def test_numbers_have_the_quartiles_of_r() -> None:
    found = summarise([1.0, 2.0, 3.0, 4.0, None])
    assert found is not None
    assert (found.n, found.blank, found.mean, found.median, found.lower, found.upper) == (4, 1, 2.5, 2.5, 1.75, 3.25)
    assert summarise([None]) is None


@given(st.lists(st.none() | st.floats(-1e6, 1e6) | st.integers(0, 120).map(float), max_size=60))
@settings(max_examples=100)
def test_every_number_falls_in_one_step(values: list[float | None]) -> None:
    answers = binned(values)
    given_ = [value for value in values if value is not None]
    assert int(answers.chosen.sum()) == len(given_)
    assert int((answers.missing != 0).sum()) == len(values) - len(given_)


def test_a_margin_class_without_anybody_is_refused() -> None:
    with pytest.raises(UserError) as refusal:
        rake([Margin("leeftijd", [0, 0, 1], [10, 20, 30], ["tot 35", "35–64", "65+"])])
    assert refusal.value.code == "empty_margin_cell"
