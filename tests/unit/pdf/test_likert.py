"""Statements as one drawing: neutral over the centre, numbers where they fit, and the same in words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.graphics import shapes

from wijkraad_app.kernel.i18n import in_language
from wijkraad_app.pdf.likert import LikertChart, LikertPalette, Statement, data_table, describe, likert_chart

ANSWERS = ("helemaal oneens", "oneens", "neutraal", "eens", "helemaal eens")
CHART = LikertChart(
    "Stellingen over de dijk",
    ANSWERS,
    (
        Statement("Auto’s rijden te hard", (0.03, 0.08, 0.14, 0.34, 0.41), 571),
        Statement("Ik zie genoeg als ik oversteek", (0.22, 0.31, 0.18, 0.21, 0.08), 565),
        Statement("Mijn kind fietst hier alleen", (0.38, 0.27, 0.15, 0.14, 0.06), 480),
    ),
)


def bars(drawing: shapes.Drawing, ink: str) -> list[shapes.Rect]:
    wanted = ink.lower().lstrip("#")
    return [
        shape
        for shape in drawing.contents
        if isinstance(shape, shapes.Rect) and shape.fillColor.hexval()[2:].lower() == wanted and shape.height > 20
    ]


def test_the_neutral_answers_stand_over_the_dotted_line_behind_them() -> None:
    drawing = likert_chart(CHART, 620)
    line = drawing.contents[0]
    assert isinstance(line, shapes.Line) and line.strokeDashArray
    neutral = bars(drawing, LikertPalette().steps[2])
    assert len(neutral) == 3
    for bar in neutral:
        assert bar.x + bar.width / 2 == pytest.approx(line.x1)
        assert bar.height == 24


def test_a_number_stands_only_where_it_fits() -> None:
    words = [shape.text for shape in likert_chart(CHART, 620).contents if isinstance(shape, shapes.String)]
    assert {"41", "34", "38", "22"} <= set(words)
    assert "3" not in words
    assert set(ANSWERS) <= set(words)


def test_the_chart_in_words_tells_every_share() -> None:
    assert describe(CHART).startswith(
        "Diagram van stellingen: Stellingen over de dijk. Auto’s rijden te hard: 3% helemaal oneens, 8% oneens"
    )
    with in_language("en"):
        assert describe(CHART).startswith("Chart of statements:")
    table = data_table(CHART)
    assert table.header == ("Stelling", *ANSWERS, "n")
    assert table.rows[1] == ("Ik zie genoeg als ik oversteek", "22%", "31%", "18%", "21%", "8%", "565")


def test_more_than_five_answers_are_no_such_chart() -> None:
    with pytest.raises(ValueError):
        LikertChart("x", tuple("abcdef"), ())


@st.composite
def _charts(draw: st.DrawFn) -> LikertChart:
    count = draw(st.integers(2, 5))
    rows = []
    for _row in range(draw(st.integers(1, 5))):
        parts = draw(st.lists(st.integers(0, 50), min_size=count, max_size=count).filter(any))
        label = draw(
            st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_categories=["Cc"]), max_size=80)
        )
        rows.append(Statement(label, tuple(part / sum(parts) for part in parts), sum(parts)))
    return LikertChart("Vraag", tuple(f"antwoord {at}" for at in range(count)), tuple(rows))


@given(_charts(), st.floats(260, 900), st.sampled_from([0.64, 1.0, 2.0]))
@settings(max_examples=60, deadline=None)
def test_every_shape_stays_inside(chart: LikertChart, width: float, scale: float) -> None:
    drawing = likert_chart(chart, width * scale, scale=scale)
    for shape in drawing.contents:
        left, low, right, high = shape.getBounds()
        if isinstance(shape, shapes.Rect):
            assert left >= -0.1 and right <= drawing.width + 0.1
        assert -3 * scale <= low and high <= drawing.height + 3 * scale
