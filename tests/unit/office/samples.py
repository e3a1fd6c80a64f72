"""A document with everything a word processor must show."""

from __future__ import annotations

from tests.unit.pdf.samples import CHART, a_document
from wijkraad_app.kernel import text as rich
from wijkraad_app.kernel.text import Span
from wijkraad_app.pdf import blocks, charts
from wijkraad_app.pdf.blocks import Column, Document, ItemList, ListItem

WRITTEN = """## Uit het gesprek

Een **vet** en *schuin* woord, en [de bron](https://voorbeeld.nl/a?b=1&c=2).

1. eerste
   - onder de eerste
     1. nog dieper
   - ook onder de eerste
2. tweede

Tussenzin.

1. opnieuw bij één

> Mijn dochter steekt hier niet alleen over.

| Straat | Aantal |
| --- | --- |
| Molendijk | 12 |
| Kerkweg | 3 |
"""


def everything() -> Document:
    """Every block there is."""
    cited = (Span("Van de ouders vindt 61% dat"), Span(ref="e1"), Span(" en weer"), Span(ref="e1"), Span(ref="e2"))
    return a_document(
        blocks.Heading("Agenda & besluiten <mei>", 1),
        blocks.KeyValues((blocks.KeyValue("Datum", "dinsdag 8 december 2026"), blocks.KeyValue("Plaats", "’t Hoekje"))),
        blocks.Heading("Opening", 2),
        blocks.Paragraph(cited),
        blocks.Paragraph("Klein  met   witruimte\nen een regel", tone="small", close=True),
        ItemList((ListItem("kaal"), ListItem("kaal onder", 1), ListItem("derde", 0))),
        ItemList((ListItem("te doen", label="☐"), ListItem("gedaan", label="☐"), ListItem("gelabeld", label="4.a"))),
        blocks.Rich(rich.parse(WRITTEN), top=3),
        blocks.Table(
            ("Nr.", "Besluit met een lange kop", "Stemming"),
            (("1", (Span("Zebrapad aanleggen", bold=True), Span(ref="e3")), "7 voor"), ("Totaal", "", "7")),
            (Column(), Column(width=0.5), Column(align="right")), "Lijst van besluiten", True, True,
        ),
        blocks.Quote("Gewoon doen.", "een bewoner"),
        charts.figure(CHART, "Antwoorden op vraag 4", with_table=True),
        blocks.PageBreak(),
        blocks.Lines(("Postbus 1", "4100 AA Rietdam")),
        blocks.Rule(),
        blocks.SignatureFields((blocks.SignatureField("chair", "A. Verhoeven", "voorzitter"),), paper=True),
        blocks.Heading("Bronnen", 2),
        blocks.Notes((blocks.Note(1, "Enquête, vraag 4", ("n = 248",)), blocks.Note(2, "Gesprek met de school"),
                      blocks.Note(3, "Telling"))),
        refs={"e1": 1, "e2": 2, "e3": 3}, letterhead=True, running="8 december", footer="wijkraad.example",
        mark="Openbare versie", title="Agenda & besluiten",
    )  # fmt: skip
