"""Files that loop, swell or nest until a reader breaks."""

from __future__ import annotations

import zlib
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from .tools import (
    Bench,
    fields,
    first_page,
    kind,
    pointer,
    updated,
)


def appended(data: bytes, body: bytes, trailer: bytes) -> bytes:
    """An update written by hand: ``body`` holds object 9999; ``trailer`` what it points to."""
    at = len(data) + 1
    table = at + len(body)
    words = b"xref\n9999 1\n%010d 00000 n \n" % at
    return data + b"\n" + body + words + b"trailer\n<< " + trailer + b" >>\nstartxref\n%d\n%%%%EOF\n" % table


def trailer_of(data: bytes) -> tuple[int, bytes]:
    """Where the last table stands, and what the trailer says of the root."""
    import re

    root = re.findall(rb"/Root (\d+ 0 R)", data)[-1]
    return int(re.findall(rb"startxref\s+(\d+)", data)[-1]), b"/Size 10000 /Root " + root


@kind("")
def a_table_that_points_to_itself(bench: Bench) -> bytes:
    body = b"9999 0 obj\nnull\nendobj\n"
    _prev, told = trailer_of(bench.by_both)
    own = len(bench.by_both) + 1 + len(body)
    return appended(bench.by_both, body, told + b" /Prev %d" % own)


@kind("")
def tables_in_a_ring(bench: Bench) -> bytes:
    _prev, told = trailer_of(bench.by_both)
    data = bench.by_both
    once = appended(data, b"9999 0 obj\nnull\nendobj\n", told + b" /Prev 99999999")
    own = once.rindex(b"xref\n9999")
    ring = appended(once, b"9999 0 obj\n1\nendobj\n", told + b" /Prev %d" % own)
    return ring.replace(b"/Prev 99999999", b"/Prev %08d" % ring.rindex(b"xref\n9999"))


@kind("")
def a_stream_that_swells(bench: Bench) -> bytes:
    packed = zlib.compress(bytes(100_000_000), 9)
    body = b"9999 0 obj\n<< /Type /ObjStm /N 1 /First 10 /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
    prev, told = trailer_of(bench.by_both)
    return appended(bench.by_both, body + packed + b"\nendstream\nendobj\n", told + b" /Prev %d" % prev)


@kind("")
def a_page_that_swells(bench: Bench) -> bytes:
    packed = zlib.compress(b"q Q " * 3_000_000, 9)

    def change(writer: Any) -> None:
        page = first_page(writer)
        stream = generic.StreamObject(
            {pdf_name("/Filter"): pdf_name("/FlateDecode")}, encoded_data=packed
        )  # fmt: skip
        page["/Contents"] = writer.add_object(stream)
        writer.update_container(page)

    return updated(bench.by_both, change)


@kind("")
def a_length_of_terabytes(bench: Bench) -> bytes:
    body = b"9999 0 obj\n<< /Length 9999999999999 >>\nstream\nx\nendstream\nendobj\n"
    prev, told = trailer_of(bench.by_both)
    return appended(bench.by_both, body, told + b" /Prev %d" % prev)


@kind("")
def nested_a_hundred_thousand_deep(bench: Bench) -> bytes:
    body = b"9999 0 obj\n" + b"[" * 100_000 + b"]" * 100_000 + b"\nendobj\n"
    prev, _told = trailer_of(bench.by_both)
    return appended(bench.by_both, body, b"/Size 10000 /Root 9999 0 R /Prev %d" % prev)


@kind("")
def pages_in_a_loop(bench: Bench) -> bytes:
    def change(writer: Any) -> None:
        tree = writer.root["/Pages"]
        tree["/Kids"] = generic.ArrayObject([writer.root.raw_get("/Pages")])
        writer.update_container(tree)

    return updated(bench.by_both, change)


@kind("")
def structure_in_a_loop(bench: Bench) -> bytes:
    def change(writer: Any) -> None:
        top = writer.root["/StructTreeRoot"]
        top["/K"]["/K"] = generic.ArrayObject([top.raw_get("/K")])
        writer.update_container(top["/K"])

    return updated(bench.by_both, change)


@kind("")
def a_field_in_a_loop(bench: Bench) -> bytes:
    def change(writer: Any) -> None:
        field = fields(writer)[0]
        field["/Parent"] = pointer(field)
        field["/Kids"] = generic.ArrayObject([pointer(field)])
        writer.update_container(field)

    return updated(bench.by_both, change)


@kind("")
def a_million_pages_claimed(bench: Bench) -> bytes:
    def change(writer: Any) -> None:
        tree = writer.root["/Pages"]
        tree["/Count"] = generic.NumberObject(1_000_000)
        writer.update_container(tree)

    return updated(bench.by_both, change)
