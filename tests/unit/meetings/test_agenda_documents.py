"""Agendas as files of office programs: Word, OpenDocument, PDF, a saved mail."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from email.message import EmailMessage

import pytest

from wijkraad_app.features.meetings.readers import ParsedAgenda, read_agenda_file
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.pdf.blocks import Document, Heading, Paragraph
from wijkraad_app.pdf.render import render

TODAY = date(2026, 11, 23)
HEAD = ("Agenda wijkraad De Singels", "Dinsdag 1 december 2026, 20.00 uur, De Schakel")
LISTED = (
    ("Opening", 0),
    ("Ingekomen stukken", 0),
    ("Brief van de gemeente", 1),
    ("Mail van bewoners", 1),
    ("Sluiting", 0),
)
NUMBERED = [
    ("1", "Opening"),
    ("2", "Ingekomen stukken"),
    ("2.a", "Brief van de gemeente"),
    ("2.b", "Mail van bewoners"),
    ("3", "Sluiting"),
]


def word() -> bytes:
    """With the numbers of Word's own lists, which stand nowhere in the text, and a table."""
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = docx.Document()
    for line in HEAD:
        document.add_paragraph(line)
    for title, level in LISTED:
        paragraph = document.add_paragraph(title)
        numbering = OxmlElement("w:numPr")
        for name, value in (("w:ilvl", level), ("w:numId", 1)):
            one = OxmlElement(name)
            one.set(qn("w:val"), str(value))
            numbering.append(one)
        paragraph._p.get_or_add_pPr().append(numbering)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def word_table() -> bytes:
    import docx

    document = docx.Document()
    for line in HEAD:
        document.add_paragraph(line)
    table = document.add_table(0, 3)
    for cells in (("20.00", "1", "Opening"), ("20.05", "2", "Groenplan"), ("21.30", "3", "Sluiting")):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def open_document() -> bytes:
    import odfdo

    document = odfdo.Document("text")
    document.body.clear()
    for line in HEAD:
        document.body.append(odfdo.Paragraph(line))
    whole = odfdo.List()
    for title, level in LISTED:
        if level == 0:
            item = odfdo.ListItem(title)
            whole.append(item)
            below = None
        else:
            if below is None:
                below = odfdo.List()
                item.append(below)
            below.append(odfdo.ListItem(title))
    document.body.append(whole)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def pdf() -> bytes:
    lines = [f"{number}. {title}" for number, title in (("1", "Opening"), ("2", "Groenplan"), ("3", "Sluiting"))]
    blocks = (Heading(HEAD[0]), Paragraph(HEAD[1]), *map(Paragraph, lines))
    return render(Document(title="Agenda", blocks=blocks, date=datetime(2026, 11, 23, tzinfo=UTC), language="nl"))


def mail() -> bytes:
    message = EmailMessage()
    message["Subject"] = "Agenda wijkraad De Singels"
    message.set_content(f"Beste leden,\n\n{HEAD[1]}\n\n1. Opening\n2. Groenplan\n3. Sluiting\n\nGroeten, Ans\n")
    return message.as_bytes()


def read(data: bytes, name: str) -> ParsedAgenda:
    return read_agenda_file(data, name, TODAY)


def numbers(agenda: ParsedAgenda) -> list[tuple[str, str]]:
    return [(item.number, item.title) for item in agenda.items]


@pytest.mark.parametrize(("made", "name"), [(word, "agenda.docx"), (open_document, "Agenda.ODT")])
def test_the_numbers_of_a_list_come_back(made: Callable[[], bytes], name: str) -> None:
    agenda = read(made(), name)
    assert numbers(agenda) == NUMBERED
    assert (agenda.title, agenda.date, agenda.start) == ("Wijkraad De Singels", date(2026, 12, 1), time(20))


def test_the_cells_of_a_table_stand_apart() -> None:
    agenda = read(word_table(), "agenda.docx")
    assert [(item.number, item.title, item.time) for item in agenda.items] == [
        ("1", "Opening", time(20)), ("2", "Groenplan", time(20, 5)), ("3", "Sluiting", time(21, 30)),
    ]  # fmt: skip


@pytest.mark.parametrize(("made", "name"), [(pdf, "agenda.pdf"), (mail, "agenda.eml")])
def test_a_pdf_and_a_mail_are_read(made: Callable[[], bytes], name: str) -> None:
    agenda = read(made(), name)
    assert numbers(agenda) == [("1", "Opening"), ("2", "Groenplan"), ("3", "Sluiting")]
    assert (agenda.title, agenda.date) == ("Wijkraad De Singels", date(2026, 12, 1))


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.pdf", "a.eml"])
def test_a_wrong_or_cut_file_is_one_sentence(name: str) -> None:
    makers = {"a.docx": word, "a.odt": open_document, "a.pdf": pdf, "a.eml": mail}
    whole = makers[name]()
    for data in (b"", b"%PDF-1.7", b"PK\x03\x04" + b"x" * 50, whole[: len(whole) // 2], bytes(reversed(whole))):
        try:
            read(data, name)
        except UserError as error:
            assert error.code in {"not_an_agenda", "empty"}
        else:
            assert name == "a.eml", "only half a mail can still hold an agenda"
