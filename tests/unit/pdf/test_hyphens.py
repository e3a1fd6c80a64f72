"""Words divided at the end of a line, and what stays together on one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.kernel.i18n import in_language
from wijkraad_app.pdf import blocks, fonts, hyphens, preview, render, styles
from wijkraad_app.pdf.lines import Line, Style, break_lines

from .samples import a_document

BODY = styles.BODY
WORDS = ["de", "oversteek", "verkeersveiligheid", "snelheidsremmende", "herinrichtingsplannen", "coördinatie"]
WORDS += ["Molendijk", "toegankelijkheid", "61%", "reünie", "12.500", "km/u", "wijkraadpleging", "bij", "taxi’s"]


def the_lines(text: str, width: float, style: Style = BODY, language: str = "nl") -> list[str]:
    with in_language(language):
        return [_said(line) for line in break_lines(text, style, width)]


def _said(line: Line) -> str:
    return "".join(run.text for run in line.runs)


@pytest.mark.parametrize(
    ("word", "language", "divided"),
    [
        ("verkeersveiligheid", "nl", "ver-keers-vei-lig-heid"),
        ("(burgemeester,", "nl", "(bur-ge-mees-ter,"),
        ("neighbourhood", "en", "neigh-bour-hood"),
        ("reünies", "nl", "reü-nies"),
        ("coördinatie", "nl", "coör-di-na-tie"),
        ("km/uur12345", "nl", "km/uur12345"),
        ("post@wijkraad.example", "nl", "post@wijkraad.example"),
    ],
)
def test_a_word_is_divided_between_its_syllables(word: str, language: str, divided: str) -> None:
    assert "".join(hyphens.parts(word, language)).replace(hyphens.SOFT, "-") == divided


def test_names_stay_whole() -> None:
    assert hyphens.places("Molendijkschool", "nl") == ()
    assert hyphens.places("Molendijkschool", "nl", anyhow=True) != ()
    assert hyphens.places("WijkRaadpleging", "nl", anyhow=True) == ()


def test_a_long_word_is_divided_where_it_would_leave_much_white() -> None:
    room = fonts.width("de kosten van snelheidsrem-", BODY.font, BODY.size) + 1
    assert the_lines("de kosten van snelheidsremmende maatregelen", room)[0] == "de kosten van snelheidsrem\xad"


def test_little_white_is_no_reason_to_divide() -> None:
    room = fonts.width("de kosten van alles", BODY.font, BODY.size) + 15
    assert the_lines("de kosten van alles verkeersveiligheid enzovoort", room)[0] == "de kosten van alles "


def test_the_last_word_of_a_text_stays_whole_and_so_does_a_heading() -> None:
    room = fonts.width("de kosten van snelheidsrem-", BODY.font, BODY.size) + 1
    assert the_lines("de kosten van snelheidsremmende", room) == ["de kosten van ", "snelheidsremmende"]
    style = styles.heading(2)
    wide = fonts.width("de kosten van snelheidsrem-", style.font, style.size) + 1
    assert the_lines("de kosten van snelheidsremmende maatregelen", wide, style)[0] == "de kosten van "


def test_a_word_wider_than_its_column_is_divided_before_it_is_cut() -> None:
    assert the_lines("Verkeersveiligheid", 60) == ["Verkeersvei\xad", "ligheid"]
    assert len(the_lines("x" * 60, 60)) > 1


@pytest.mark.parametrize(
    "kept",
    [
        "1 juni 2027",
        "€ 12.500",
        "€ 3 miljoen",
        "58 km/u",
        "20.05 uur",
        "B en W",
        "n = 248",
        "4107 BA",
        "A. van den Berg",
        "vraag 4",
        "14 December 2026",
    ],
)
def test_dates_amounts_and_b_en_w_stay_on_one_line(kept: str) -> None:
    for width in range(110, 260, 7):
        lines = the_lines(f"Dat is wat wij zeggen ({kept}), en dus niet iets anders.", width)
        assert sum(kept in line for line in lines) == 1, (width, lines)


def test_what_stays_together_gives_way_where_a_line_is_too_narrow() -> None:
    assert the_lines("1 september 2027", 50) == ["1 ", "september ", "2027"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=60), st.integers(40, 460), st.sampled_from(["nl", "en"]))
def test_nothing_is_lost_and_no_two_lines_in_succession_end_in_a_hyphen(
    words: list[str], width: int, language: str
) -> None:
    text = " ".join(words)
    with in_language(language):
        lines = break_lines(text, BODY, width)
    assert "".join(_said(line) for line in lines).replace(hyphens.SOFT, "") == text
    assert all(line.width <= width + 0.01 for line in lines)
    assert all(line.divided == _said(line).endswith(hyphens.SOFT) for line in lines)
    if width > 140:
        assert not any(one.divided and two.divided for one, two in pairwise(lines))


def test_no_word_is_divided_over_two_pages_and_readers_find_it_whole() -> None:
    text = "De wijkraad vraagt om snelheidsremmende maatregelen en om verkeersveiligheid bij de school. " * 60
    data = render.render(a_document(blocks.Paragraph(text)))
    pages = [" ".join(preview.page_text(data, page).split()) for page in range(preview.page_count(data))]
    assert len(pages) > 1 and all("\xad" not in page and "\ufffe" not in page for page in pages)
    assert sum(page.count("snelheidsremmende") for page in pages) == 60
