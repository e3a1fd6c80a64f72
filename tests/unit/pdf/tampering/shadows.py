"""Prepared before anyone signs, or changed between the first signature and the second."""

from __future__ import annotations

import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from .tools import (
    Bench,
    between,
    fields,
    kind,
    prepared,
)
from .updates import (
    a_note_over_the_text,
    an_attachment_added,
    an_extra_page,
    another_picture_of_a_signature,
    other_metadata,
    other_words_for_screen_readers,
)


def cover(pdf: pikepdf.Pdf) -> None:
    """Other text under a white box; taking the box away shows it."""
    page = pdf.pages[0]
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources.Font.Shadow = pdf.make_indirect(font)
    box = pdf.make_stream(b"1 1 1 rg 0 0 400 40 re f")
    box.Type, box.Subtype, box.BBox = Name.XObject, Name.Form, Array([0, 0, 400, 40])
    page.Resources.XObject = Dictionary(Cover=pdf.make_indirect(box))
    pdf.Root.Cover = box
    page.contents_add(b"q BT /Shadow 20 Tf 100 500 Td (Leg GEEN zebrapad aan) Tj ET 1 0 0 1 95 490 cm /Cover Do Q")


@kind("Inhoud van bladzijde 1 is gewijzigd")
def shadow_hide(bench: Bench) -> bytes:
    def uncover(writer: Any) -> None:
        box = writer.root["/Cover"]
        box._data = None
        box._encoded_data = zlib.compress(b"")
        box["/Filter"] = pdf_name("/FlateDecode")
        writer.update_container(box)

    return prepared(bench, cover, uncover)


@kind("Een veld is veranderd: “bedrag”")
def shadow_replace(bench: Bench) -> bytes:
    """A field whose picture and value differ; a viewer shows the value once the picture is gone."""

    def prepare(pdf: pikepdf.Pdf) -> None:
        field = pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("bedrag"), V=String("500"), F=4,
                       Rect=Array([100, 480, 300, 500]), DA=String("/Helv 12 Tf"))
        )  # fmt: skip
        pdf.pages[0].Annots.append(field)
        pdf.Root.AcroForm.Fields.append(field)

    def change(writer: Any) -> None:
        field = next(one for one in fields(writer) if one.get("/T") == "bedrag")
        field["/V"] = generic.pdf_string("50.000")
        writer.update_container(field)

    return prepared(bench, prepare, change)


@kind("Bladzijde 1 is bijgesneden of gedraaid")
def shadow_hide_and_replace(bench: Bench) -> bytes:
    """A second set of pages waits in the file until the root points to it."""

    def prepare(pdf: pikepdf.Pdf) -> None:
        text = pdf.make_stream(b"0 0 0 rg 100 400 200 200 re f")
        page = pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 595, 842]), Contents=text))
        tree = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([page]), Count=1))
        page.Parent = tree
        pdf.Root.Waiting = tree

    def change(writer: Any) -> None:
        writer.root["/Pages"] = writer.root.raw_get("/Waiting")
        writer.update_root()

    return prepared(bench, prepare, change)


@kind("Op bladzijde 1 is een notitie over de tekst gezet")
def a_note_before_the_second_signature(bench: Bench) -> bytes:
    return between(bench, a_note_over_the_text)


@kind("Wat een schermlezer voorleest is veranderd")
def other_structure_before_the_second_signature(bench: Bench) -> bytes:
    return between(bench, other_words_for_screen_readers)


@kind("De beschrijving van het bestand (titel, maker of datum) is veranderd")
def other_metadata_before_the_second_signature(bench: Bench) -> bytes:
    return between(bench, other_metadata)


@kind("Een bijlage is toegevoegd: “extra.txt”")
def an_attachment_before_the_second_signature(bench: Bench) -> bytes:
    return between(bench, an_attachment_added)


@kind("Er is een bladzijde bij gekomen: bladzijde 3")
def an_extra_page_before_the_second_signature(bench: Bench) -> bytes:
    return between(bench, an_extra_page)


@kind("Het plaatje van een handtekening is veranderd")
def another_stamp_before_the_second_signature(bench: Bench) -> bytes:
    return between(bench, another_picture_of_a_signature)
