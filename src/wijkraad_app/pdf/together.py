"""What doesn't fall apart over two lines: dates, amounts, numbers with their unit, “B en W”, initials with a name."""

from __future__ import annotations

_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "January|February|March|May|June|July|August|October|November|December|April|September"
)
_UNITS = "uur|km/u|km|meter|m²|m|cm|kg|%|procent|euro|miljoen|miljard|million|billion|per cent"
_NUMBERED = r"art\.|artikel|blz\.|pag\.|nr\.|vraag|bron|bijlage|article|question|source|p\.|§"

_KINDS = (
    rf"\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?(?!\w)",
    rf"€ ?\d[\d.,]*(?: (?:{_UNITS})(?!\w))?",
    rf"\d[\d.,]* (?:{_UNITS})(?![\w/])",
    rf"(?:{_NUMBERED}) \d+",
    r"n = \d[\d.]*",
    r"B en W(?!\w)",
    r"\d{4} {1,2}[A-Z]{2}(?!\w)",
    r"(?:[A-Z]\.){1,4} (?:(?:van|de|den|der|ten|ter) ){0,2}[A-Z][\w’-]+",
)
PATTERN = rf"[(\[“‘]*(?:{'|'.join(_KINDS)})[^ \n]*"
"""From the beginning of a word on; with the punctuation around it."""
