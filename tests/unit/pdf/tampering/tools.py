"""What every way to tamper needs: the bench, the list of kinds, and incremental updates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from wijkraad_app.pdf import keys
from wijkraad_app.pdf.appending import quiet_writer
from wijkraad_app.pdf.keys import SigningKey

from ..forging import (
    signed_with,
)


@dataclass(frozen=True)
class Bench:
    """What a forger has: the letter in its states, one of another council, and keys."""

    unsigned: bytes
    by_chair: bytes
    by_both: bytes
    other: bytes
    authority: keys.Authority
    chair: SigningKey
    secretary: SigningKey
    at: datetime


Make = Callable[[Bench], bytes]


@dataclass(frozen=True)
class Kind:
    """One way to tamper; ``result`` tells what it becomes: "changed", "incomplete" or "unknown" signer."""

    name: str
    make: Make
    says: str
    result: str


KINDS: list[Kind] = []


def kind(says: str, result: str = "changed") -> Callable[[Make], Make]:
    """Register a way to tamper under the function's name."""

    def register(make: Make) -> Make:
        KINDS.append(Kind(make.__name__, make, says, result))
        return make

    return register


def updated(data: bytes, change: Callable[[Any], None]) -> bytes:
    """The file with ``change`` appended as an incremental update."""
    writer = quiet_writer(data)
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def update(says: str, *, state: str = "by_both") -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Register an incremental update behind the last signature."""

    def register(change: Callable[[Any], None]) -> Callable[[Any], None]:
        KINDS.append(
            Kind(change.__name__, lambda bench: updated(getattr(bench, state), change), says, "changed")
        )  # fmt: skip
        return change

    return register


def prepared(bench: Bench, prepare: Callable[[pikepdf.Pdf], None], change: Callable[[Any], None]) -> bytes:
    """A shadow attack: prepared before anyone signs, changed between the chair's signature and the secretary's."""
    out = BytesIO()
    with pikepdf.open(BytesIO(bench.unsigned)) as pdf:
        prepare(pdf)
        pdf.save(out)
    by_chair = signed_with(out.getvalue(), "chair", bench.chair, bench.at, first=True)
    return signed_with(updated(by_chair, change), "secretary", bench.secretary, bench.at)


def between(bench: Bench, change: Callable[[Any], None]) -> bytes:
    """Changed after the chair signed; the secretary signs what is there then."""
    return signed_with(updated(bench.by_chair, change), "secretary", bench.secretary, bench.at)


def numbers(*values: float) -> Any:
    return generic.ArrayObject([generic.NumberObject(value) for value in values])


def made(**values: Any) -> Any:
    return generic.DictionaryObject({pdf_name(f"/{key}"): value for key, value in values.items()})


def a_stream(data: bytes, **values: Any) -> Any:
    return generic.StreamObject({pdf_name(f"/{key}"): value for key, value in values.items()}, stream_data=data)


def pointer(thing: Any) -> Any:
    """A way to point to what stands in the file already."""
    at = thing.container_ref
    return generic.IndirectObject(at.idnum, at.generation, at.pdf)


def fonts(writer: Any) -> list[Any]:
    return [font.get_object() for font in first_page(writer)["/Resources"]["/Font"].values()]


def first_page(writer: Any, at: int = 0) -> Any:
    reference, _resources = writer.find_page_for_modification(at)
    return reference.get_object()


def annotate(writer: Any, **values: Any) -> Any:
    """A new annotation over the text of page 1."""
    page = first_page(writer)
    note = made(Type=pdf_name("/Annot"), Rect=numbers(90, 480, 400, 520), P=pointer(page), F=generic.NumberObject(4),
                **values)  # fmt: skip
    reference = writer.add_object(note)
    page["/Annots"] = generic.ArrayObject([*page.get("/Annots", ()), reference])
    writer.update_container(page)
    return reference


def fields(writer: Any) -> list[Any]:
    return [one.get_object() for one in writer.root["/AcroForm"]["/Fields"]]


def white_box(writer: Any) -> Any:
    box = numbers(0, 0, 310, 40)
    look = a_stream(b"1 1 1 rg 0 0 310 40 re f", Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"), BBox=box)
    return writer.add_object(look)
