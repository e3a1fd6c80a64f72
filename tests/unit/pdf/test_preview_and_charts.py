"""Pages as pictures, and bars as one drawing for screen and paper."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.graphics import shapes

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import in_language
from wijkraad_app.pdf import charts, conformance, preview
from wijkraad_app.pdf.charts import Bar, BarChart, bar_chart, describe
from wijkraad_app.pdf.render import render

from .conftest import Letters
from .looking import text
from .samples import CHART, a_document


def words(drawing: shapes.Drawing) -> list[str]:
    return [shape.text for shape in drawing.contents if isinstance(shape, shapes.String)]


def test_a_page_is_drawn_as_wide_as_asked(letters: Letters) -> None:
    data = letters.unsigned.read_bytes()
    width, height, stride, pixels = preview.page_image(data, 0, 600)
    assert (width, stride) == (600, 2400)
    assert height == pytest.approx(600 * 297 / 210, abs=1)
    assert len(pixels) == stride * height
    assert pixels[:4] == b"\xff\xff\xff\xff"


def test_a_stamp_is_seen_in_the_preview(letters: Letters) -> None:
    pictures = [preview.page_image(file.read_bytes(), 1, 600)[3] for file in (letters.unsigned, letters.by_chair)]
    assert pictures[0] != pictures[1]


def test_sizes_and_text_of_pages(letters: Letters) -> None:
    data = letters.unsigned.read_bytes()
    assert preview.page_sizes(data)[0] == pytest.approx((595.28, 841.89), abs=0.01)
    assert "Geacht college," in preview.page_text(data, 0)


def test_a_page_that_is_not_there_and_a_file_that_is_no_pdf(letters: Letters) -> None:
    with pytest.raises(IndexError):
        preview.page_image(letters.unsigned.read_bytes(), 9, 100)
    with pytest.raises(UserError):
        preview.page_count(b"geen pdf")


def test_a_chart_shows_share_count_and_margin() -> None:
    shown = words(bar_chart(CHART, 500))
    assert {"Veilig", "27%", "162", "56%", "334", "0%", "aantal"} <= set(shown)


def test_indicative_results_have_no_margins() -> None:
    def lines(chart: BarChart) -> int:
        return sum(isinstance(shape, shapes.Line) for shape in bar_chart(chart, 500).contents)

    indicative = BarChart(CHART.title, CHART.bars, CHART.n, indicative=True)
    assert lines(indicative) < lines(CHART)
    assert "marge" not in describe(indicative)


def test_a_hidden_answer_shows_neither_share_nor_count() -> None:
    chart = BarChart("Vraag", (Bar("Ja", 40, 0.9, 0.8, 0.95), Bar("Nee", 3, 0.07, 0.02, 0.2, hidden=True)), 43)
    assert "verborgen" in words(bar_chart(chart, 400))
    assert "3" not in words(bar_chart(chart, 400))
    assert "3" not in describe(chart).split("Nee")[1]


def test_the_words_for_who_can_not_see_it_follow_the_language() -> None:
    assert describe(CHART).startswith("Staafdiagram: Hoe veilig is oversteken? (n = 598). Veilig: 27% (162), marge 24%")
    with in_language("en"):
        assert describe(CHART).startswith("Bar chart:")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.text("ab c", max_size=60), st.floats(0, 1), st.floats(0, 1)), max_size=12),
    st.floats(160, 900),
    st.floats(0.5, 2),
)
def test_nothing_is_drawn_outside_the_drawing(rows: list[tuple[str, float, float]], width: float, scale: float) -> None:
    bars = tuple(Bar(label, 10, share, share * other, share + (1 - share) * other) for label, share, other in rows)
    drawing = bar_chart(BarChart("Vraag", bars, 99), width, scale=scale)
    for shape in drawing.contents:
        if isinstance(shape, shapes.Rect):
            assert shape.x + shape.width <= width + 1
            assert -1 <= shape.y <= drawing.height


def test_a_chart_with_its_table_is_a_figure_with_words() -> None:
    made = render(a_document(charts.figure(CHART, "Figuur 1. Oversteken.", with_table=True)))
    assert conformance.problems(made) == ()
    assert "Figuur 1. Oversteken. Antwoord Aantal Aandeel Marge Veilig 162 27% 24%–31%" in text(made)


def test_a_document_can_go_to_another_process() -> None:
    document = a_document(charts.figure(CHART))
    assert render(pickle.loads(pickle.dumps(document))) == render(document)
