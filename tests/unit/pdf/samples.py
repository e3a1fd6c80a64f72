"""The letter all tests read: the one of the design, with every part a letter can have."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from wijkraad_app.kernel import text as rich
from wijkraad_app.kernel.text import Span, bullet, evidence, heading, paragraph, quote
from wijkraad_app.pdf import blocks, charts
from wijkraad_app.pdf.blocks import Document, HouseStyle
from wijkraad_app.pdf.letter import Letter, Source

HOUSE = HouseStyle(
    "Wijkraad De Singels", "Rietdam", ("Postbus 214", "4107 BA  RIETDAM", "post@wijkraaddesingels.example")
)
CHART = charts.BarChart(
    "Hoe veilig is oversteken?",
    (charts.Bar("Veilig", 162, 0.27, 0.24, 0.31), charts.Bar("Onveilig", 334, 0.56, 0.52, 0.6)),
    598,
)


def a_letter(**changes: Any) -> Letter:
    """The letter, with other values where ``changes`` says so."""
    parts: dict[str, Any] = {
        "house": HOUSE,
        "addressee": (
            "Aan het college van burgemeester en wethouders",
            "van de gemeente Rietdam",
            "Stadhuisplein 1",
            "4101 AA  RIETDAM",
        ),
        "day": date(2026, 12, 4),
        "place": "Rietdam",
        "reference": "WDS/2026-09",
        "contact": "M. van Duin, 0123 456 789",
        "subject": "Ongevraagd advies Veilig oversteken Molendijk",
        "body": (
            paragraph(
                "De wijkraad vraagt u om de oversteek van de Molendijk veilig te maken, mede namens de ",
                Span("ouderraad", href="https://debron.example/ouderraad"),
                " van de school.",
            ),
            heading("Bevindingen"),
            paragraph("Van de ouders vindt 61% de oversteek onveilig.", evidence("enquete"), " Dat is veel."),
            quote("Mijn dochter van negen steekt hier niet alleen over."),
            heading("Overwegingen"),
            bullet("Er is geen zebrapad."),
            bullet("De snelheid is te hoog:"),
            bullet("gemeten is 58 km/u.", level=1),
            rich.table([["Jaar", "Ongevallen"], ["2024", "3"], ["2025", "5"]]),
        ),
        "recommendations": (
            (paragraph("Leg vóór 1 juni 2027 een zebrapad aan."),),
            (paragraph("Meet de snelheid voor en na de aanleg."),),
        ),
        "respond_by": date(2027, 1, 29),
        "signers": (
            blocks.SignatureField("chair", "A. Verhoeven", "voorzitter"),
            blocks.SignatureField("secretary", "M. van Duin", "secretaris"),
        ),
        "sources": (Source("enquete", "Enquête Verkeer en veiligheid, vraag 4", ("n = 248 van 598.",)),),
        "enclosures": ("Rapport enquête",),
        "copies": ("gemeenteraad van Rietdam",),
        "annex": (charts.figure(CHART),),
    }
    return Letter(**{**parts, **changes})


def a_document(*parts: blocks.Block, **changes: Any) -> Document:
    """A bare document of ``parts``."""
    values: dict[str, Any] = {
        "title": "Proef",
        "date": datetime(2026, 12, 4, 12, tzinfo=UTC),
        "author": "Wijkraad De Singels",
        "house": HOUSE,
        "letterhead": False,
    }
    return Document(blocks=parts, **{**values, **changes})
