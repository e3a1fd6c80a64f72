"""Formatted text and Markdown, there and back."""

from __future__ import annotations

from hypothesis import given, settings
from markdown_it import MarkdownIt

from tests.unit.kernel.markdown_samples import documents, texts
from wijkraad_app.kernel import text
from wijkraad_app.kernel.text import Line, Span, Table
from wijkraad_app.kernel.text.reading import with_notes

ID = "550e8400-e29b-41d4-a716-446655440000"
OTHER = "660e8400-e29b-41d4-a716-446655440000"
COMMONMARK = with_notes(MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]))


@settings(max_examples=100, deadline=None)
@given(documents)
def test_normal_form_is_settled(blocks: tuple[text.Block, ...]) -> None:
    assert text.normal(text.normal(blocks)) == text.normal(blocks)


@settings(max_examples=100, deadline=None)
@given(documents)
def test_a_text_comes_back_from_markdown_unchanged(blocks: tuple[text.Block, ...]) -> None:
    settled = text.normal(blocks)
    markdown = text.serialise(settled)
    assert text.parse(markdown) == settled
    assert text.serialise(text.parse(markdown)) == markdown


@settings(max_examples=100, deadline=None)
@given(documents)
def test_a_full_commonmark_parser_reads_the_same(blocks: tuple[text.Block, ...]) -> None:
    settled = text.normal(blocks)
    assert text.parse(text.serialise(settled), COMMONMARK) == settled


@settings(max_examples=100, deadline=None)
@given(texts)
def test_any_text_can_be_read_and_then_stays(anything: str) -> None:
    blocks = text.parse(anything)
    assert text.parse(text.serialise(blocks)) == blocks


def test_headings_lists_quotes_tables_and_notes_are_read() -> None:
    blocks = text.parse(
        f"## Aanleiding\n\nOuders **vragen** het *al jaren*. [[bron:{ID}]]\n\n- een\n  1. diep\n- twee\n\n"
        "> zei een vader\n\n| wijk | n |\n| --- | --- |\n| West | 3 |\n\n[stad](<https://www.utrecht.nl>)\n"
    )
    assert blocks == (
        text.heading("Aanleiding"),
        text.paragraph(
            "Ouders ", Span("vragen", bold=True), " het ", Span("al jaren", italic=True), ". ", text.evidence(ID)
        ),
        text.bullet("een"),
        text.number("diep", level=1),
        text.bullet("twee"),
        text.quote("zei een vader"),
        text.table([["wijk", "n"], ["West", "3"]]),
        text.paragraph(Span("stad", href="https://www.utrecht.nl")),
    )


def test_an_unsafe_link_stays_text() -> None:
    assert text.plain("[klik](javascript:alert(1))") == "[klik](javascript:alert(1))"
    assert text.normal([text.paragraph(Span("klik", href="javascript:x"))]) == (text.paragraph("klik"),)


def test_html_and_pictures_stay_text() -> None:
    assert text.plain("<b>vet</b> ![x](y.png)") == "<b>vet</b> ![x](y.png)"


def test_evidence_is_numbered_by_first_appearance() -> None:
    blocks = text.parse(f"a [[bron:{ID}]]\n\n| b [[bron:{OTHER}]] |\n| --- |\n| c |\n\nd [[bron:{ID}]]")
    assert text.references(blocks) == (ID, OTHER)


def test_the_bare_text_has_a_line_for_each_block() -> None:
    markdown = f"# Kop\n\n**vet** [[bron:{ID}]]\n\n| a | b |\n| --- | --- |\n| c | d |"
    assert text.plain(markdown) == "Kop\nvet\na\tb\nc\td"


def test_list_numbers_restart_after_a_paragraph_and_count_per_depth() -> None:
    blocks = (text.number("a"), text.number("b", level=1), text.number("c"), text.paragraph("x"), text.number("d"))
    assert list(text.list_numbers(blocks)) == [1, 1, 2, 0, 1]


def test_empty_lines_vanish_and_depth_grows_by_one() -> None:
    assert text.normal([text.paragraph("  "), text.bullet("a", level=4), text.bullet("b", level=4)]) == (
        text.bullet("a"),
        text.bullet("b", level=1),
    )


def test_a_ragged_table_is_made_square() -> None:
    ragged = Table((((Span("a"),), (Span("b"),)), ((Span("c"),),)))
    assert text.normal([ragged]) == (Table((((Span("a"),), (Span("b"),)), ((Span("c"),), ()))),)


def test_plain_text_becomes_paragraphs() -> None:
    assert text.from_plain("een\n\n twee ") == (Line((Span("een"),)), Line((Span("twee"),)))
    assert text.serialise(text.from_plain("# geen kop\n1. geen lijst")) == "\\# geen kop\n\n1\\. geen lijst\n"


def test_a_bomb_of_brackets_is_read_in_time() -> None:
    bomb = "[" * 5000 + "*" * 5000 + "> " * 500
    assert text.parse(text.serialise(text.parse(bomb))) == text.parse(bomb)
