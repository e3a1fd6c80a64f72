"""What is pasted from elsewhere."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.kernel import text
from wijkraad_app.kernel.text import Span, from_html, typed_link

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p {margin:0} --></style>
<!--[if gte mso 9]><xml><o:x>1</o:x></xml><![endif]--></head><body lang=NL><!--StartFragment-->
<h1>Advies<o:p></o:p></h1><p class=MsoNormal>De raad <b style='mso-bidi-font-weight:normal'>adviseert</b> en
<i>vraagt</i><span style="color:red;font-family:Calibri"> om
 antwoord.</span><o:p></o:p></p>
<p style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>eerste</p>
<p style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span>
<![endif]>onder</p>
<p><img src="file:///c:/x.png" onerror="alert(1)"><a href="javascript:alert(1)">kwaad</a>
<a href="https://a.nl">goed</a></p>
<table><tr><td><p><b>Straat</b></p></td><td><p>Aantal</p></td></tr>
<tr><td><p>Dorp</p><p>straat</p></td><td><p>3</p></td></tr></table><!--EndFragment--></body></html>"""
DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs"><h2>
<span style="font-weight:400">Kop</span></h2>
<p><span style="font-weight:700;font-style:italic">beide</span><span>&nbsp;los</span></p>
<ul><li><p><span>punt</span></p><ol><li>sub</li></ol></li></ul></b><script>x()</script><svg><text>no</text></svg>
<div style="display:none"><p>weg</div><blockquote>citaat<br>regel</blockquote></b>"""


def test_word_keeps_its_structure_and_loses_the_rest() -> None:
    assert from_html(WORD) == (
        text.heading("Advies", 1),
        text.paragraph("De raad ", Span("adviseert", bold=True), " en ", Span("vraagt", italic=True), " om antwoord."),
        text.number("eerste"),
        text.bullet("onder", level=1),
        text.paragraph("kwaad ", Span("goed", href="https://a.nl")),
        text.table([[Span("Straat", bold=True), "Aantal"], ["Dorp straat", "3"]]),
    )


def test_web_documents_keep_their_structure() -> None:
    assert from_html(DOCS) == (
        text.heading("Kop", 2),
        text.paragraph(Span("beide", bold=True, italic=True), "\u00a0los"),
        text.bullet("punt"),
        text.number("sub", level=1),
        text.quote("citaat\nregel"),
    )


def test_a_table_for_layout_becomes_paragraphs() -> None:
    assert from_html("<table><tr><td>een</td></tr><tr><td>twee</td></tr></table>") == (
        text.paragraph("een"),
        text.paragraph("twee"),
    )


@settings(max_examples=100, deadline=None)
@given(st.text() | st.lists(st.sampled_from(
    ["<p>", "</p>", "<b>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</table>", "a ", "<![", "<!--", "<h2>",
     "</h2>", "<a href='https://x'>", "</a>", "<br>", "&amp;", "<", "<script>", "</script>",
     "<p style='mso-list:l0 level3'>"]
)).map("".join))  # fmt: skip
def test_any_page_can_be_pasted_and_comes_back_from_markdown(page: str) -> None:
    blocks = from_html(page)
    assert text.parse(text.serialise(blocks)) == blocks


def test_a_typed_address_is_completed() -> None:
    assert typed_link("www.utrecht.nl/wijken") == "https://www.utrecht.nl/wijken"
    assert typed_link("wijken@utrecht.nl") == "mailto:wijken@utrecht.nl"
    assert typed_link("https://a.nl") == "https://a.nl"
    assert typed_link("geen adres") == ""
    assert typed_link("javascript:x()") == ""
