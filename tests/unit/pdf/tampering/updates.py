"""Bytes changed, cut or added, and incremental updates behind the last signature."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from wijkraad_app.pdf.reading import byte_ranges

from .tools import (
    Bench,
    a_stream,
    annotate,
    fields,
    first_page,
    fonts,
    kind,
    made,
    numbers,
    pointer,
    prepared,
    update,
    white_box,
)


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
