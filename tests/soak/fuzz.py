"""Coverage-guided fuzzing of every reader: damaged and mixed inputs, keeping those that reach new lines.

    python -m tests.soak.fuzz                  every reader, 2,000 inputs each
    python -m tests.soak.fuzz agenda 100000    one reader, longer

A reader may return something or refuse with `UserError`; anything else is a defect, and the input is printed.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

from tests import wrong_files
from wijkraad_app import bootstrap
from wijkraad_app.kernel.errors import UserError

SEED = 20261123
DAY = date(2026, 11, 23)
MOST = 20_000
"""In bytes: longer inputs are cut; what is long is tried by other tests."""
SOURCE = str(Path(bootstrap.__file__).parents[1])


@dataclass(frozen=True, slots=True)
class Reader:
    """``read`` takes bytes; ``seeds`` are inputs it knows; ``words`` are put in by chance."""

    read: Callable[[bytes], object]
    seeds: tuple[bytes, ...]
    words: tuple[bytes, ...] = ()


def _text(read: Callable[[str, date], object]) -> Callable[[bytes], object]:
    return lambda data: read(data.decode("utf-8", "replace"), DAY)


_ENDS = {b"PK": "agenda.docx", b"%P": "agenda.pdf"}
"""What a file is taken for, by how it begins."""


def _word(agenda: str) -> bytes:
    """An agenda in a file of Word, not compressed, so that damage reaches its parts."""
    import io
    import zipfile

    lines = agenda.splitlines()
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    word = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("word/document.xml", word)
    return made.getvalue()


def readers() -> dict[str, Reader]:
    """Every reader of files or pasted text, by name."""
    from wijkraad_app.features.council import readers as council
    from wijkraad_app.features.meetings import readers as meetings
    from wijkraad_app.features.meetings.readers import comments
    from wijkraad_app.features.surveys.readers import margins, opening
    from wijkraad_app.kernel import text
    from wijkraad_app.pdf import verification

    agenda = (
        b"Agenda dinsdag 1 december 2026, 20.00 uur\n1. Opening\n2. Vaststellen agenda (5 min)\n3a Besloten: geld\n"
    )
    items = [{"title": "Opening", "kind": "inform", "minutes": 5, "items": []}, {"title": "2", "public": False}]
    answers = b"Straat;Cijfer;Vervoer\nMolendijk;7;fiets, bus\nHavenkade;;auto\n" * 3
    people = b"Naam;Rol;Mail;Van;Tot\nAnna Bos;voorzitter;anna@singels.example;1 jan 2024;31-12-2027\n"
    actions = b"Brief schrijven - Marijke - 4 dec\n- [x] Bellen met de gemeente (Kees, volgende week)\n"
    return {
        "agenda": Reader(
            _text(meetings.read_agenda_text), (agenda,), (b"\n4. ", b" 20.15 ", b"besloten", b"\t", b"a)")
        ),
        "agenda file": Reader(
            lambda data: meetings.read_agenda_file(data, _ENDS.get(data[:2], "agenda.eml"), DAY),
            (_word(agenda.decode()), wrong_files.pdf(), b"Subject: Agenda\n\n" + agenda),
            (b"<w:tbl>", b"</text:p>", b"numPr", b"Content-Type: multipart/mixed", b"\n\n"),
        ),
        "comments": Reader(
            lambda data: comments.read_comments(data.decode("utf-8", "replace"), ("1", "2", "3.a"), "Kees"),
            (b"Beste Ans,\n\nPunt 2: het was de Molendijk.\n3.a\nniet unaniem\n\nGroet, Kees\n",),
            (b"punt 1:", b"> ", b"\n2. ", b"Op 3 dec schreef Ans:"),
        ),
        "agenda json": Reader(
            meetings.read_agenda_json,
            (json.dumps({"title": "x", "items": items}).encode(),),
            (b"[", b"{", b"null", b"1e999"),
        ),
        "survey": Reader(
            lambda data: opening.opened(data, "antwoorden.csv"),
            (answers, wrong_files.xlsx(), b"a\tb\n1\t2\n", '"x","y"\n"é","ü"\n'.encode("cp1252")),
            (b'"', b";", b"\r", b"\xff\xfe", b"\0", b"0,5", b"ja", b"99"),
        ),
        "margins": Reader(
            margins.margins_of_file, (b"vraag;antwoord;aandeel\nleeftijd;18-34;30%\nleeftijd;35+;70%\n",), (b"%", b";")
        ),
        "people": Reader(
            _text(council.read_people), (people, b"Anna Bos <anna@singels.example>, voorzitter\n"), (b"<", b";", b"@")
        ),
        "actions": Reader(_text(council.read_actions), (actions,), (b"31-02-2026", b"- [ ]", b"\t")),
        "decisions": Reader(_text(council.read_decisions), (b"12 mei 2026: de wijkraad stemt in\n",), (b"9999", b":")),
        "advice sent": Reader(_text(council.read_advice), (b"Groen;1-3-2026;brief.pdf;1-5-2026\n",), (b";", b"/")),
        "markdown": Reader(
            lambda data: text.serialise(text.parse(data.decode("utf-8", "replace"))),
            (b"# Kop\n\n- a\n  - b\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n> **vet** _schuin_ [l](https://a.example)\n",),
            (b"|", b"\n\n", b"  - ", b"**", b"`", b"["),
        ),
        "verify": Reader(
            verification.verify_bytes, (wrong_files.pdf(),), (b"/ByteRange", b"endobj", b"<<", b"%%EOF", b"0 R")
        ),
    }


def mutated(corpus: list[bytes], words: tuple[bytes, ...], chance: random.Random) -> bytes:
    """One of the corpus, changed in a few places, now and then crossed with another."""
    data = bytearray(chance.choice(corpus))
    for _number in range(chance.choice([1, 1, 2, 4, 8])):
        at, size = chance.randint(0, len(data)), chance.choice([1, 1, 2, 8, 64])
        kind = chance.randrange(6)
        if kind == 0 and data:
            data[at % len(data)] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del data[at : at + size]
        elif kind == 2:
            data[at:at] = data[at : at + size] * chance.randint(1, 4)
        elif kind == 3:
            data[at:at] = chance.choice(words) if words else chance.randbytes(size)
        elif kind == 4:
            data[at : at + size] = chance.randbytes(size)
        else:
            other = chance.choice(corpus)
            cut = chance.randint(0, len(other))
            data[at:] = other[cut:]
    return bytes(data[:MOST])


def reached(act: Callable[[], object]) -> set[tuple[str, int]]:
    """The lines of the program that ``act`` went through. Raises what isn't a refusal."""
    seen: set[tuple[str, int]] = set()

    def trace(frame: FrameType, event: str, _arg: Any) -> Any:
        if not frame.f_code.co_filename.startswith(SOURCE):
            return None
        seen.add((frame.f_code.co_filename, frame.f_lineno))
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        act()
    except UserError:
        pass
    finally:
        sys.settrace(before)
    return seen


class Defect(AssertionError):
    """An input that a reader neither read nor refused."""

    def __init__(self, name: str, data: bytes, error: Exception) -> None:
        super().__init__(f"{name}: {type(error).__name__}: {error}; input {data[:2000]!r}")


def fuzz(name: str, reader: Reader, times: int, seed: int = SEED) -> dict[str, int]:
    """Try ``times`` inputs; returns how many were tried, kept and how many lines they reach together."""
    chance, corpus, lines = random.Random(seed), list(reader.seeds), set[tuple[str, int]]()
    for data in _inputs(corpus, reader, times, chance):
        try:
            seen = reached(lambda data=data: reader.read(data))
        except Exception as error:
            raise Defect(name, data, error) from error
        if seen - lines:
            lines |= seen
            corpus.append(data)
    return {"inputs": times, "kept": len(corpus) - len(reader.seeds), "lines": len(lines)}


def _inputs(corpus: list[bytes], reader: Reader, times: int, chance: random.Random) -> Iterator[bytes]:
    yield from reader.seeds
    for _number in range(times):
        yield mutated(corpus, reader.words, chance)


def main(arguments: list[str]) -> int:
    known = readers()
    names = arguments[:1] or list(known)
    times = int(arguments[1]) if len(arguments) > 1 else 2000
    for name in names:
        sys.stdout.write(f"{name} {fuzz(name, known[name], times)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
