"""Letters of any content, made from a seed, and what must be true of their pages."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

import pypdfium2

from wijkraad_app.kernel import text as rich
from wijkraad_app.kernel.text import Span
from wijkraad_app.pdf import charts
from wijkraad_app.pdf.ink import A4
from wijkraad_app.pdf.letter import Letter, Source
from wijkraad_app.pdf.sheet import NORMAL

from .samples import CHART, a_letter

WORDS = [
    "de",
    "het",
    "een",
    "bewoners",
    "vinden",
    "oversteek",
    "onveilig",
    "omdat",
    "verkeersveiligheid",
    "gemeente",
    "vraagt",
    "aandacht",
    "voor",
    "snelheidsremmende",
    "maatregelen",
    "bij",
    "school",
    "kinderen",
    "fietsen",
    "langs",
    "drukke",
    "Molendijk",
    "burgemeester",
    "wethouders",
    "herinrichtingsplannen",
    "parkeergelegenheid",
    "groenvoorziening",
    "61%",
    "van",
    "ouders",
    "sinds",
    "2025",
    "€",
    "12.500",
    "wijkraad",
    "adviseert",
    "verlichting",
    "trottoirs",
    "’s",
    "avonds",
    "café",
    "‘vergeten’",
    "reünie",
    "coördinatie",
    "B",
    "en",
    "W",
    "vóór",
    "1",
    "juni",
    "2027",
    "ongevallen",
    "gemeten",
    "58",
    "km/u",
]


@dataclass
class Made:
    """A letter and, in their order, its texts; ``headings`` are those that name what follows."""

    letter: Letter
    texts: list[str]
    headings: set[str] = field(default_factory=set)


def random_letter(seed: int, parts: int | None = None) -> Made:
    """A letter of one to some thirty pages; the same seed gives the same letter."""
    chance = random.Random(seed)
    made = Made(a_letter(), [])
    size = parts or chance.choice([3, 8, 20, 40, 80, 160])
    body = [block for _part in range(size) for block in _part_of(chance, made)]
    adviced = tuple((rich.paragraph(_said(chance, made)),) for _one in range(chance.randint(1, 9)))
    sources = (Source("bron", "Enquête Verkeer en veiligheid", ("n = 248 van 598.",)),)
    annex = (charts.figure(CHART, with_table=True),) * chance.randint(0, 2)
    letter = a_letter(body=tuple(body), recommendations=adviced, sources=sources, annex=annex)
    return Made(letter, made.texts, made.headings)


def _part_of(chance: random.Random, made: Made) -> list[Any]:
    kind = chance.choice(["heading", "text", "text", "text", "list", "list", "table", "quote"])
    if kind == "heading":
        title = _words(chance, 2, 7)
        made.texts.append(title)
        made.headings.add(title)
        return [rich.heading(title, chance.choice([2, 2, 3])), rich.paragraph(_said(chance, made))]
    if kind == "list":
        return _list(chance, made)
    if kind == "table":
        return [_table(chance, made)]
    if kind == "quote":
        return [rich.quote(_said(chance, made))]
    return [_paragraph(chance, made)]


def _paragraph(chance: random.Random, made: Made) -> Any:
    spans: list[Span | str] = []
    for _one in range(chance.randint(1, 6)):
        bold, italic = chance.random() < 0.1, chance.random() < 0.1
        link = "https://voorbeeld.example/" if chance.random() < 0.1 else ""
        spans += [Span(_said(chance, made), bold, italic, link), " "]
    if chance.random() < 0.3:
        spans.append(rich.evidence("bron"))
    return rich.paragraph(*spans)


def _list(chance: random.Random, made: Made) -> list[Any]:
    make, level, items = chance.choice([rich.bullet, rich.number]), 0, []
    for _one in range(chance.randint(1, 12)):
        items.append(make(_said(chance, made), level=level))
        level = max(0, min(2, level + chance.choice([-1, 0, 0, 1])))
    return items


def _table(chance: random.Random, made: Made) -> Any:
    wide = chance.randint(2, 4)
    header = [_word(chance, made) for _column in range(wide)]
    rows = [[_words_said(chance, made, 1, 6) for _column in range(wide)] for _row in range(chance.randint(1, 25))]
    return rich.table([header, *rows])


def _word(chance: random.Random, made: Made) -> str:
    return _words_said(chance, made, 1, 1)


def _words_said(chance: random.Random, made: Made, least: int, most: int) -> str:
    made.texts.append(_words(chance, least, most))
    return made.texts[-1]


def _said(chance: random.Random, made: Made) -> str:
    made.texts.append(_words(chance, 3, 45) + ".")
    return made.texts[-1]


def _words(chance: random.Random, least: int, most: int) -> str:
    words = [chance.choice(WORDS) for _one in range(chance.randint(least, most))]
    return f"{words[0].capitalize()}{chance.randint(1000, 9999)} {' '.join(words[1:])}".strip()


# --- what must be true -------------------------------------------------------
def faults(data: bytes, made: Made) -> list[str]:
    """What is wrong with the pages of a letter, in the developer's words; empty when nothing is."""
    pages = _pages(data)
    return [*_lost(pages, made), *_empty(pages), *_orphans(pages, made), *_overlaps(data), *_outside(data)]


def _pages(data: bytes) -> list[str]:
    """The text of each page between what stands at its top and its foot."""
    found = []
    document = pypdfium2.PdfDocument(data)
    for number, page in enumerate(document):
        top = A4[1] - (NORMAL.first_top if number == 0 else NORMAL.next_top - 12)
        words = page.get_textpage().get_text_bounded(0, NORMAL.bottom - 8, A4[0], top)
        found.append(_plain(words))
    document.close()
    return found


def _plain(words: str) -> str:
    return " ".join(words.replace("\xa0", " ").replace("\x02", "").replace("\ufffe", "").replace("\xad", "").split())


def _lost(pages: list[str], made: Made) -> list[str]:
    """Each text stands there whole, with its spaces, in the order it was written."""
    whole, at = " ".join(pages), 0
    for words in made.texts:
        found = whole.find(_plain(words), at)
        if found < 0:
            return [f"lost: {words!r}; there: {whole[at : at + 200]!r}"]
        at = found + len(_plain(words))
    return []


def _empty(pages: list[str]) -> list[str]:
    return [f"page {number} is empty" for number, page in enumerate(pages, 1) if len(page) < 3]


def _orphans(pages: list[str], made: Made) -> list[str]:
    ends = {_plain(title) for title in made.headings}
    return [
        f"page {number} ends with a heading: {title}"
        for number, page in enumerate(pages, 1)
        for title in ends
        if page.endswith(title)
    ]


def _overlaps(data: bytes) -> list[str]:
    """No two letters stand over each other; those beside each other in a word may lean over."""
    found = []
    document = pypdfium2.PdfDocument(data)
    for number, page in enumerate(document, 1):
        text = page.get_textpage()
        boxes = [(text.get_charbox(at), at) for at in range(text.count_chars())]
        real = sorted(one for one in boxes if one[0][2] > one[0][0])
        for at, (box, here) in enumerate(real):
            for other, there in real[at + 1 : at + 200]:
                if other[0] >= box[2]:
                    break
                if abs(here - there) > 1 and _shared(box, other) > 0.35:
                    signs = text.get_text_range(here, 1), text.get_text_range(there, 1)
                    found.append(f"page {number}: {signs} overlap at {box}")
    document.close()
    return found[:3]


def _shared(one: tuple[float, ...], two: tuple[float, ...]) -> float:
    wide = min(one[2], two[2]) - max(one[0], two[0])
    high = min(one[3], two[3]) - max(one[1], two[1])
    smallest = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, two)) or 1
    return wide * high / smallest if wide > 0 and high > 0 else 0


def _outside(data: bytes) -> list[str]:
    """Nothing is cut by the edge, nor written into the foot."""
    found = []
    document = pypdfium2.PdfDocument(data)
    for number, page in enumerate(document, 1):
        text = page.get_textpage()
        for at in range(text.count_chars()):
            left, _low, right, _top = text.get_charbox(at)
            if right > left and (left < NORMAL.left - 12 or right > NORMAL.right + 4):
                found.append(f"page {number}: {text.get_text_range(at, 1)!r} stands at {left:.0f}–{right:.0f}")
    document.close()
    return found[:3]
