"""Every way we know to touch a signed letter: what LETTERS.md measured, shadow attacks, forged keys, huge files.

Each kind makes its file from a `Bench`; ``says`` is what people read about it. `KINDS` is all of them.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from wijkraad_app.pdf import keys
from wijkraad_app.pdf.keys import SigningKey
from wijkraad_app.pdf.reading import byte_ranges
from wijkraad_app.pdf.signing import _writer

from .forging import (
    a_key,
    content_of,
    holes,
    remade,
    signed_with,
    signed_with_room,
    with_certificate,
    with_content,
    with_range,
    with_timestamp,
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


# --- making changes ----------------------------------------------------------
def updated(data: bytes, change: Callable[[Any], None]) -> bytes:
    """The file with ``change`` appended as an incremental update."""
    writer = _writer(data)
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


# --- bytes -------------------------------------------------------------------
@kind("gewijzigd na")
def a_changed_byte_in_the_text(bench: Bench) -> bytes:
    data = bytearray(bench.by_both)
    data[data.index(b"stream\n", 5000) + 40] ^= 1
    return bytes(data)


@kind("gewijzigd na")
def a_changed_byte_in_what_both_signed(bench: Bench) -> bytes:
    return bench.by_both.replace(b"/Lang (nl-NL)", b"/Lang (nl-BE)", 1)


@kind("gewijzigd na")
def a_full_rewrite(bench: Bench) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(bench.by_both)) as pdf:
        pdf.save(out)
    return out.getvalue()


@kind("toegevoegd")
def junk_after_the_end(bench: Bench) -> bytes:
    return bench.by_both + b"\n% nog iets\n"


@kind("geen pdf die gelezen kan worden")
def zeros_after_the_end(bench: Bench) -> bytes:
    return bench.by_both + bytes(4096)


@kind("geen pdf die gelezen kan worden")
def another_pdf_after_the_end(bench: Bench) -> bytes:
    return bench.by_both + bench.other


@kind("geen pdf die gelezen kan worden")
def another_pdf_before_the_beginning(bench: Bench) -> bytes:
    return b"\n" + bench.other + bench.by_both


@kind("afgeknipt", "incomplete")
def cut_back_to_the_chair(bench: Bench) -> bytes:
    return bench.by_both[: min(one[2] + one[3] for one in byte_ranges(bench.by_both))]


@kind("geen pdf die gelezen kan worden")
def cut_in_the_last_signature(bench: Bench) -> bytes:
    return bench.by_both[:-600]


@kind("Niemand heeft dit bestand ondertekend", "incomplete")
def cut_back_to_before_anyone_signed(bench: Bench) -> bytes:
    return bench.unsigned


# --- incremental updates -----------------------------------------------------
@update("Op bladzijde 1 is tekst weg: “Wijkraad De Singels")
def other_page_content(writer: Any) -> None:
    page = first_page(writer)
    page["/Contents"] = writer.add_object(a_stream(b"q Q"))
    writer.update_container(page)


@update("Inhoud van bladzijde 1 is gewijzigd")
def a_bar_over_the_text(writer: Any) -> None:
    page = first_page(writer)
    bar = writer.add_object(a_stream(b"q 0 0 0 rg 150 480 200 12 re f Q"))
    old = page.raw_get("/Contents")
    page["/Contents"] = generic.ArrayObject([*old, bar] if isinstance(old, generic.ArrayObject) else [old, bar])
    writer.update_container(page)


@update("Op bladzijde 1 is een notitie over de tekst gezet")
def a_note_over_the_text(writer: Any) -> None:
    annotate(
        writer, Subtype=pdf_name("/FreeText"), DA=generic.pdf_string("/F 1 Tf"), Contents=generic.pdf_string("nee")
    )


@update("Op bladzijde 1 is een stempel over de tekst gezet")
def a_white_stamp_over_the_text(writer: Any) -> None:
    annotate(writer, Subtype=pdf_name("/Stamp"), AP=made(N=white_box(writer)))


@update("Op bladzijde 1 is een koppeling veranderd")
def a_link_that_leads_elsewhere(writer: Any) -> None:
    link = next(one.get_object() for one in first_page(writer)["/Annots"] if one.get_object()["/Subtype"] == "/Link")
    link["/A"] = made(S=pdf_name("/URI"), URI=generic.pdf_string("https://elders.example/"))
    writer.update_container(link)


@update("Op bladzijde 1 is een notitie over de tekst gezet")
def a_note_to_reply_to(writer: Any) -> None:
    annotate(writer, Subtype=pdf_name("/Text"), Contents=generic.pdf_string("akkoord, J. Jansen"))


@update("Het plaatje van een handtekening is veranderd: “Handtekening van A. Verhoeven, voorzitter”")
def another_picture_of_a_signature(writer: Any) -> None:
    field = fields(writer)[0]
    field["/AP"] = made(N=white_box(writer))
    writer.update_container(field)


@update("Het plaatje van een handtekening is veranderd")
def a_signature_moved_over_the_text(writer: Any) -> None:
    field = fields(writer)[0]
    field["/Rect"] = numbers(90, 480, 400, 520)
    writer.update_container(field)


@update("Een veld is toegevoegd: “akkoord”")
def a_field_added_by_a_third(writer: Any) -> None:
    reference = annotate(writer, Subtype=pdf_name("/Widget"), FT=pdf_name("/Tx"), T=generic.pdf_string("akkoord"),
                         V=generic.pdf_string("ja"), AP=made(N=white_box(writer)))  # fmt: skip
    form = writer.root["/AcroForm"]
    form["/Fields"] = generic.ArrayObject([*form["/Fields"], reference])
    writer.update_container(form)


@update("Een veld is toegevoegd: “mayor”")
def an_empty_signature_field_added(writer: Any) -> None:
    reference = annotate(writer, Subtype=pdf_name("/Widget"), FT=pdf_name("/Sig"), T=generic.pdf_string("mayor"))
    form = writer.root["/AcroForm"]
    form["/Fields"] = generic.ArrayObject([*form["/Fields"], reference])
    writer.update_container(form)


@update("lijkt getekend, maar er zit geen handtekening in: “Handtekening van M. van Duin")
def a_signature_taken_out_of_its_field(writer: Any) -> None:
    field = fields(writer)[1]
    del field["/V"]
    writer.update_container(field)


@update("Een veld is weggehaald: “Handtekening van M. van Duin, secretaris”")
def a_field_taken_away(writer: Any) -> None:
    form = writer.root["/AcroForm"]
    form["/Fields"] = generic.ArrayObject([form["/Fields"].raw_get(0), *list(form["/Fields"])[2:]])
    writer.update_container(form)


@update("Een veld is veranderd: “Handtekening van A. Verhoeven, voorzitter”")
def two_signatures_swapped(writer: Any) -> None:
    one, two = fields(writer)[:2]
    first, second = one.raw_get("/V"), two.raw_get("/V")
    one["/V"], two["/V"] = second, first
    writer.update_container(one)
    writer.update_container(two)


@update("Een bijlage is toegevoegd: “extra.txt”")
def an_attachment_added(writer: Any) -> None:
    attach(writer, b"heel iets anders")


def attach(writer: Any, data: bytes) -> None:
    file = writer.add_object(a_stream(data, Type=pdf_name("/EmbeddedFile")))
    name = generic.pdf_string("extra.txt")
    spec = writer.add_object(made(Type=pdf_name("/Filespec"), F=name, UF=name, EF=made(F=file)))
    writer.root["/Names"] = made(EmbeddedFiles=made(Names=generic.ArrayObject([name, spec])))
    writer.update_root()


@kind("Een bijlage is verwisseld: “extra.txt”")
def an_attachment_swapped(bench: Bench) -> bytes:
    def prepare(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["extra.txt"] = b"zoals bedoeld"

    return prepared(bench, prepare, lambda writer: attach(writer, b"heel iets anders"))


@update("De beschrijving van het bestand (titel, maker of datum) is veranderd")
def other_metadata(writer: Any) -> None:
    writer.root["/Metadata"] = writer.add_object(
        a_stream(b"<x/>", Type=pdf_name("/Metadata"), Subtype=pdf_name("/XML"))
    )
    writer.update_root()


@update("De beschrijving van het bestand (titel, maker of datum) is veranderd")
def another_title(writer: Any) -> None:
    info = made(Title=generic.pdf_string("Positief advies"))
    writer._info = writer.add_object(info)
    writer.trailer["/Info"] = writer._info


@update("Wat een schermlezer voorleest is veranderd")
def other_words_for_screen_readers(writer: Any) -> None:
    elem = writer.root["/StructTreeRoot"]["/K"]["/K"][0]
    elem[pdf_name("/ActualText")] = generic.pdf_string("Ander advies")
    writer.update_container(elem)


@update("Wat een schermlezer voorleest is veranderd")
def another_order_for_screen_readers(writer: Any) -> None:
    top = writer.root["/StructTreeRoot"]["/K"]
    top["/K"] = generic.ArrayObject(list(reversed(list(top["/K"]))))
    writer.update_container(top)


@update("Wat een schermlezer voorleest is veranderd")
def no_structure_any_more(writer: Any) -> None:
    del writer.root["/StructTreeRoot"]
    writer.update_root()


@update("Inhoud van bladzijde 2 is gewijzigd")
def wider_letters(writer: Any) -> None:
    for font in fonts(writer):
        if "/Widths" in font:
            font["/Widths"] = numbers(*[900] * len(font["/Widths"]))
            writer.update_container(font)


@update("Een lettertype is verwisseld")
def another_typeface(writer: Any) -> None:
    for font in fonts(writer):
        if "/FontDescriptor" in font:
            file = font["/FontDescriptor"]["/FontFile2"]
            font["/FontDescriptor"]["/FontFile2"] = writer.add_object(a_stream(file.data[:-300] + bytes(300)))
            writer.update_container(font["/FontDescriptor"])


@update("Op bladzijde 1 is de tekst veranderd: “De Singels Rietdam” werd “Da Singals Riatdam”")
def letters_that_read_as_others(writer: Any) -> None:
    for font in fonts(writer):
        if "/ToUnicode" in font:
            font["/ToUnicode"] = writer.add_object(a_stream(font["/ToUnicode"].data.replace(b"0065>", b"0061>")))
            writer.update_container(font)


@update("Er is een bladzijde bij gekomen: bladzijde 3")
def an_extra_page(writer: Any) -> None:
    tree = writer.root["/Pages"]
    page = made(Type=pdf_name("/Page"), Parent=pointer(tree), MediaBox=numbers(0, 0, 595, 842), Resources=made())
    tree["/Kids"] = generic.ArrayObject([*tree["/Kids"], writer.add_object(page)])
    tree["/Count"] = generic.NumberObject(int(tree["/Count"]) + 1)
    writer.update_container(tree)


@update("Er is een bladzijde weg: bladzijde 2")
def a_page_taken_out(writer: Any) -> None:
    tree = writer.root["/Pages"]
    tree["/Kids"] = generic.ArrayObject(list(tree["/Kids"])[:-1])
    tree["/Count"] = generic.NumberObject(int(tree["/Count"]) - 1)
    writer.update_container(tree)


@update("De bladzijden staan in een andere volgorde")
def pages_in_another_order(writer: Any) -> None:
    tree = writer.root["/Pages"]
    tree["/Kids"] = generic.ArrayObject(list(reversed(list(tree["/Kids"]))))
    writer.update_container(tree)


@update("Bladzijde 1 is bijgesneden of gedraaid")
def a_page_cropped(writer: Any) -> None:
    page = first_page(writer)
    page["/CropBox"] = numbers(0, 421, 595, 842)
    writer.update_container(page)


@update("Bladzijde 2 is bijgesneden of gedraaid")
def a_page_turned(writer: Any) -> None:
    page = first_page(writer, 1)
    page["/Rotate"] = generic.NumberObject(180)
    writer.update_container(page)


@update("Er is een tweede formulier (XFA) in gezet")
def a_form_of_another_sort(writer: Any) -> None:
    form = writer.root["/AcroForm"]
    form["/XFA"] = writer.add_object(a_stream(b"<xdp/>"))
    writer.update_container(form)


@update("Er is een programma in gezet")
def a_program_at_opening(writer: Any) -> None:
    writer.root["/OpenAction"] = made(S=pdf_name("/JavaScript"), JS=generic.pdf_string("app.alert('hoi')"))
    writer.update_root()


@update("Er is een programma in gezet")
def a_program_by_name(writer: Any) -> None:
    script = made(S=pdf_name("/JavaScript"), JS=generic.pdf_string("app.alert('hoi')"))
    names = made(Names=generic.ArrayObject([generic.pdf_string("x"), writer.add_object(script)]))
    writer.root["/Names"] = made(JavaScript=names)
    writer.update_root()


@update("Er is een programma in gezet")
def a_program_on_a_page(writer: Any) -> None:
    page = first_page(writer)
    page["/AA"] = made(O=made(S=pdf_name("/Launch"), F=generic.pdf_string("reken.exe")))
    writer.update_container(page)


@update("Er zijn lagen in gezet die tekst kunnen verbergen")
def layers_added(writer: Any) -> None:
    layer = writer.add_object(made(Type=pdf_name("/OCG"), Name=generic.pdf_string("x")))
    groups = generic.ArrayObject([layer])
    writer.root["/OCProperties"] = made(OCGs=groups, D=made(OFF=generic.ArrayObject([layer])))
    writer.update_root()


@update("Wat na het ondertekenen nog mag, is veranderd")
def the_certification_taken_away(writer: Any) -> None:
    del writer.root["/Perms"]
    writer.update_root()


@update("Wat na het ondertekenen nog mag, is veranderd")
def the_certification_made_wider(writer: Any) -> None:
    reference = writer.root["/Perms"]["/DocMDP"]["/Reference"][0]
    reference["/TransformParams"]["/P"] = generic.NumberObject(3)
    writer.update_container(reference["/TransformParams"])


@update("Wat na het ondertekenen nog mag, is veranderd")
def a_lock_opened(writer: Any) -> None:
    field = fields(writer)[0]
    del field["/Lock"]
    writer.update_container(field)


@update("De taal van de tekst is veranderd")
def another_language(writer: Any) -> None:
    writer.root["/Lang"] = generic.pdf_string("fr-FR")
    writer.update_root()


@update("Wat erbij kwam, is op de bladzijden niet te zien")
def an_object_that_nothing_uses(writer: Any) -> None:
    writer.add_object(a_stream(b"geheim"))


# --- shadow attacks ----------------------------------------------------------
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


# --- the holes and ranges of signatures --------------------------------------
@kind("gewijzigd na")
def a_range_with_a_gap(bench: Bench) -> bytes:
    one, two, three, four = byte_ranges(bench.by_both)[-1]
    return with_range(bench.by_both, (one, two - 5000, three, four))


@kind("einde van dit bestand ontbreekt")
def a_range_beyond_the_end(bench: Bench) -> bytes:
    one, two, three, four = byte_ranges(bench.by_both)[-1]
    return with_range(bench.by_both, (one, two, three, 10 ** len(str(four)) - 1))


@kind("gewijzigd na")
def a_range_that_starts_later(bench: Bench) -> bytes:
    _one, two, three, four = byte_ranges(bench.by_both)[-1]
    return with_range(bench.by_both, (9, two - 9, three, four))


@kind("gewijzigd na")
def a_range_of_two_numbers(bench: Bench) -> bytes:
    return with_range(bench.by_both, byte_ranges(bench.by_both)[-1][:2])


@kind("toegevoegd")
def a_second_range(bench: Bench) -> bytes:
    junk = b"\n% /ByteRange [0 10 20 " + str(len(bench.by_both) + 20).encode() + b"]\n"
    return bench.by_both + junk


@kind("toegevoegd of gewijzigd nadat")
def a_signature_with_a_wider_hole(bench: Bench) -> bytes:
    """A byte before the digits that the signature doesn't cover, signed that way by the secretary."""
    one, two, three, four = byte_ranges(bench.by_both)[-1]
    return remade(with_range(bench.by_both, (one, two - 1, three, four)), bench.secretary)


@kind("kunnen niet worden gelezen")
def digits_missing_in_the_hole(bench: Bench) -> bytes:
    start, end = holes(bench.by_both)[-1]
    return bench.by_both[:start] + b"30820" + b"0" * (end - start - 5) + bench.by_both[end:]


@kind("kunnen niet worden gelezen")
def words_in_the_hole(bench: Bench) -> bytes:
    start, end = holes(bench.by_both)[-1]
    return bench.by_both[:start] + b"zz" * ((end - start) // 2) + bench.by_both[end:]


@kind("verstopt naast de handtekening")
def something_hidden_behind_the_digits(bench: Bench) -> bytes:
    data = content_of(bench.by_both).dump()
    return with_content(bench.by_both, data + b"\x01\x02verstopt")


@kind("gewijzigd na")
def a_signature_from_another_letter(bench: Bench) -> bytes:
    return with_content(bench.by_both, content_of(bench.other).dump())


@kind("gewijzigd na")
def the_chairs_signature_in_the_secretarys_field(bench: Bench) -> bytes:
    return with_content(bench.by_both, content_of(bench.by_both, 0).dump())


# --- keys --------------------------------------------------------------------
def by_secretary(bench: Bench, key: SigningKey) -> bytes:
    return signed_with(bench.by_chair, "secretary", key, bench.at)


@kind("", "unknown")
def a_key_of_another_with_the_same_name(bench: Bench) -> bytes:
    other = keys.make_authority("Wijkraad De Singels", bench.at - timedelta(days=30))
    return by_secretary(bench, a_key(other, "M. van Duin", since=bench.at - timedelta(days=2)))


@kind("", "unknown")
def an_authority_with_the_same_name(bench: Bench) -> bytes:
    other = keys.make_authority("Wijkraad De Singels", bench.at - timedelta(days=30))
    key = a_key(other, "M. van Duin", since=bench.at - timedelta(days=2))
    return by_secretary(bench, SigningKey(key.info, key.key, key.certificate, bench.chair.chain))


@kind("De sleutel van M. van Duin was niet geldig")
def a_key_that_had_expired(bench: Bench) -> bytes:
    return by_secretary(bench, a_key(bench.authority, "M. van Duin", since=bench.at - timedelta(days=9), days=4))


@kind("De sleutel van M. van Duin was niet geldig")
def a_key_not_yet_valid(bench: Bench) -> bytes:
    return by_secretary(bench, a_key(bench.authority, "M. van Duin", since=bench.at + timedelta(days=9)))


@kind("De sleutel van M. van Duin is niet bedoeld om te ondertekenen")
def a_key_for_websites(bench: Bench) -> bytes:
    web = (x509_server(),)
    return by_secretary(bench, a_key(bench.authority, "M. van Duin", since=bench.at - timedelta(days=2), purposes=web))


def x509_server() -> Any:
    from cryptography.x509.oid import ExtendedKeyUsageOID

    return ExtendedKeyUsageOID.SERVER_AUTH


@kind("De sleutel van M. van Duin is niet bedoeld om te ondertekenen")
def a_key_that_may_not_sign(bench: Bench) -> bytes:
    key = a_key(bench.authority, "M. van Duin", since=bench.at - timedelta(days=2), may_sign=False)
    return by_secretary(bench, key)


@kind("", "unknown")
def a_key_issued_by_a_member(bench: Bench) -> bytes:
    """A member's own key is no authority, even when it calls itself one."""
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    member = bench.chair
    pem = member.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    own = keys.Authority(member.certificate.public_bytes(Encoding.PEM), pem)
    key = a_key(own, "M. van Duin", since=bench.at - timedelta(days=2))
    return by_secretary(bench, SigningKey(key.info, key.key, key.certificate, (member.certificate, *member.chain)))


@kind("beschadigd")
def a_certificate_swapped(bench: Bench) -> bytes:
    return with_certificate(bench.by_both, a_key(bench.authority, "B. Urgemeester", since=bench.at - timedelta(days=2)))


@kind("te vervalsen")
def a_weak_digest(bench: Bench) -> bytes:
    return remade(bench.by_both, bench.secretary, "sha1")


@kind("onvolledig")
def no_signed_attributes(bench: Bench) -> bytes:
    return remade(bench.by_both, bench.secretary, bare=True)


def without(*names: str) -> Callable[[list[Any]], list[Any]]:
    return lambda attributes: [one for one in attributes if one["type"].native not in names]


@kind("onvolledig")
def no_certificate_under_the_signature(bench: Bench) -> bytes:
    return remade(bench.by_both, bench.secretary, change=without("signing_certificate_v2"))


@kind("beschadigd")
def no_digest_under_the_signature(bench: Bench) -> bytes:
    return remade(bench.by_both, bench.secretary, change=without("message_digest"))


@kind("kunnen niet worden gelezen")
def two_signers_in_one_signature(bench: Bench) -> bytes:
    content = content_of(bench.by_both)
    infos = content["content"]["signer_infos"]
    content["content"]["signer_infos"] = [infos[0], infos[0].copy()]
    return with_content(bench.by_both, content.dump(force=True))


@kind("Het tijdstempel van M. van Duin hoort niet bij deze handtekening")
def a_timestamp_of_something_else(bench: Bench) -> bytes:
    signed = signed_with_room(bench.by_chair, "secretary", bench.secretary, bench.at)
    return with_timestamp(signed, bench.at, of=b"iets anders")


# --- huge and looping --------------------------------------------------------
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
