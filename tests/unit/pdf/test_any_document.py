"""Whatever slices put together comes out conforming, with all its words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.kernel.text import Span
from wijkraad_app.pdf import blocks, charts, conformance
from wijkraad_app.pdf.render import render

from .looking import text
from .samples import CHART, a_document

WORDS = st.text("abcdefgé€ -–/.", min_size=1, max_size=30)
SPANS = st.lists(
    st.builds(
        Span,
        WORDS,
        st.booleans(),
        st.booleans(),
        st.sampled_from(["", "", "https://voorbeeld.example/een/lang/adres"]),
        st.sampled_from(["", "", "", "bron"]),
    ),
    min_size=1,
    max_size=8,
).map(tuple)
ITEMS = st.lists(st.builds(blocks.ListItem, SPANS, st.integers(0, 3), st.booleans()), min_size=1, max_size=12)
ROWS = st.lists(st.tuples(SPANS, st.one_of(st.just(""), SPANS), WORDS), max_size=15).map(tuple)
PARTS = st.one_of(
    st.builds(blocks.Heading, SPANS, st.integers(1, 6)),
    st.builds(blocks.Paragraph, SPANS, st.sampled_from(["body", "lead", "small", "quiet", "strong"]), st.booleans()),
    st.builds(blocks.ItemList, ITEMS.map(tuple), st.booleans()),
    st.builds(blocks.Table, st.tuples(WORDS, WORDS, WORDS), ROWS, row_headers=st.booleans(), total=st.booleans()),
    st.builds(blocks.Quote, SPANS, WORDS),
    st.just(charts.figure(CHART, "Figuur", with_table=True)),
    st.builds(blocks.Lines, st.lists(WORDS, min_size=1, max_size=5).map(tuple)),
    st.builds(blocks.Spacer, st.floats(0, 400)),
    st.just(blocks.PageBreak()),
    st.just(blocks.Rule()),
)
NOTES = blocks.Notes((blocks.Note(1, "Bron een", ("toelichting",)),))


@settings(max_examples=30, deadline=None)
@given(st.lists(PARTS, max_size=14), st.booleans())
def test_any_document_conforms(parts: list[blocks.Block], letterhead: bool) -> None:
    document = a_document(*parts, NOTES, refs={"bron": 1}, letterhead=letterhead, example=True)
    made = render(document)
    assert conformance.problems(made) == ()
    assert "Bron een" in text(made)
