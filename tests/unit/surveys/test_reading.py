"""Exports of many programs, real ones and imitations, and everything that is no export at all."""

from __future__ import annotations

import csv
import io
import struct
import time
import zipfile
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.surveys.readers import workbook
from wijkraad_app.features.surveys.readers.delimited import best_delimiter
from wijkraad_app.features.surveys.readers.reading import preview, read
from wijkraad_app.features.surveys.readers.survey_file import ImportChoices, SurveyFile
from wijkraad_app.features.surveys.rules.kinds import Kind, Missing
from wijkraad_app.kernel.errors import UserError

REAL = Path(__file__).parents[4] / "shared" / "data" / "surveys"


def real(name: str) -> bytes:
    path = REAL / name
    if not path.is_file():
        pytest.skip("the real files are not here")
    return path.read_bytes()


def codes(file: SurveyFile) -> set[str]:
    return {notice.code for notice in file.warnings}


def csv_bytes(rows: list[list[str]], delimiter: str = ";", encoding: str = "utf-8", end: str = "\r\n") -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator=end).writerows(rows)
    return stream.getvalue().encode(encoding)


def refusal(data: bytes, name: str = "x.csv", choices: ImportChoices | None = None) -> str:
    with pytest.raises(UserError) as error:
        preview(data, name, choices)
    assert error.value.message.endswith(".")
    return error.value.code


STREETS = ["Molendijk", "Kerkpad", "Singel", "Havenkade"]
REPLIES = [["Ja", STREETS[i % 4], str(i % 5 + 1), f"Opmerking {i}"] for i in range(40)]
HEADER = ["Fietst u?", "Waar?", "Cijfer", "Wat nog?"]


def test_star_wars_is_read_whole() -> None:
    file = read(real("StarWars.csv"), "StarWars.csv")
    assert (file.format, file.replies, file.skipped) == ("surveymonkey", 1186, 0)
    assert len(file.questions) == 32
    assert "damaged_characters" in codes(file)
    seen = file.questions[2]
    assert (seen.kind, len(seen.options)) == (Kind.MULTIPLE, 6)
    assert sum(isinstance(a, tuple) for a in file.answers[2]) == 835
    assert sum(isinstance(a, tuple) and 4 in a for a in file.answers[2]) == 758
    assert file.answers[1].count(int(Missing.NOT_ASKED)) == 250
    assert [o.label for o in file.questions[28].options] == ["18-29", "30-44", "45-60", "> 60"]


def test_star_wars_reads_alike_with_old_line_ends() -> None:
    data = real("StarWars.csv")
    old = data.replace(b"\r\n", b"\n").replace(b"\n", b"\r")
    assert read(old, "StarWars.csv").answers == read(data, "StarWars.csv").answers


@pytest.mark.parametrize("name", ["dietary_needs.xlsx", "dietary_needs_details.csv", "dietary_needs_summary.csv"])
def test_kobo_gives_the_same_answers_as_list_details_or_both(name: str) -> None:
    file = read(real(f"kobo/{name}"), name)
    needs = file.questions[1]
    assert file.format == "kobo"
    assert [o.label for o in needs.options] == ["gluten free", "vegan", "vegetarian", "lactose free"]
    assert file.answers[1] == ((0,), (1, 2), (0, 1, 2, 3))


def test_kobo_groups_and_technical_columns() -> None:
    file = read(real("kobo/grouped_translated_both.csv"), "grouped.csv")
    assert file.questions[0].text == "What kind of symmetry do you have"
    assert file.answers[0][2] == int(Missing.BLANK)
    assert file.first_day == date(2017, 12, 28)
    assert {"summary_left_out", "technical_left_out"} <= codes(file)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_delimiter_and_encoding_reads_alike(delimiter: str, encoding: str) -> None:
    rows = [["Vóór de één?", "’s Avonds"], *[["Ja", "café"], ["Nee", "thuis, of niet"]] * 8]
    file = read(csv_bytes(rows, delimiter, encoding), "a.csv")
    assert [q.text for q in file.questions] == ["Vóór de één?", "’s Avonds"]
    assert file.replies == 16


def test_the_delimiter_is_no_letter_of_the_text() -> None:
    assert best_delimiter("naam;tekst\na;'s avonds, soms\nb;'s ochtends\n") == ";"


def test_a_delimiter_named_in_the_file_holds() -> None:
    data = b"sep=|\r\n" + csv_bytes([["a, b?", "c"], *[["1, 2", "x"], ["2, 1", "y"]] * 4], "|")
    assert preview(data, "a.csv").delimiter == "|"


def test_microsoft_forms_drops_names_and_splits_answers() -> None:
    head = ["ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", "Wat gebruikt u?", "Hoe veilig is het?"]
    body = [
        [str(i), "10/3/26 9:00", "10/24/26 9:05", "anonymous", "Jan Jansen", ("Fiets;Auto;", "Fiets;", "")[i % 3], s]
        for i, s in enumerate(["Heel veilig", "Veilig", "Onveilig", "Heel onveilig", "Onveilig", "Veilig"] * 3, 1)
    ]
    file = read(csv_bytes([head, *body], ","), "forms.csv")
    assert file.format == "msforms"
    assert [q.kind for q in file.questions] == [Kind.MULTIPLE, Kind.SCALE]
    assert [o.label for o in file.questions[1].options] == ["Heel veilig", "Veilig", "Onveilig", "Heel onveilig"]
    assert set(file.answers[0]) == {(0, 1), (0,), int(Missing.BLANK)}
    assert "personal_left_out" in codes(file)
    assert "Jan Jansen" not in repr(file)
    assert file.last_day == date(2026, 10, 24)


def test_google_options_may_hold_a_comma() -> None:
    options = ["Auto, of bus", "Fiets", "Lopend"]
    chosen = [[0, 1], [1, 2], [0, 2], [0, 1, 2], [1], [0]] * 3
    rows = [["Tijdstempel", "Hoe gaat u?"]]
    rows += [["3-10-2026 9:00:00", ", ".join(options[i] for i in picks)] for picks in chosen]
    file = read(csv_bytes(rows, ","), "google.csv")
    assert file.format == "google"
    assert {o.label for o in file.questions[0].options} == set(options)
    assert "split_at_commas" in codes(file)


def test_named_options_win_over_commas() -> None:
    rows = [["Tijdstempel", "Hoe gaat u?"]] + [["2026-10-03", cell] for cell in ("a, b, c", "a, b", "c", "a") * 3]
    file = read(csv_bytes(rows, ","), "g.csv", ImportChoices(kinds={1: Kind.MULTIPLE}, options={1: ("a, b", "c", "a")}))
    assert {o.label for o in file.questions[0].options} == {"a, b", "c", "a"}


def test_an_answer_with_a_comma_stays_one_answer() -> None:
    rows = [["Vindt u dat?"]] + [["Ja, zeker"], ["Nee, nooit"], ["Ja, soms"]] * 9
    file = read(csv_bytes([[*row, "x"] for row in rows]), "a.csv")
    assert file.questions[0].kind is Kind.SINGLE
    assert len(file.questions[0].options) == 3


def test_limesurvey_leaves_out_unfinished_replies() -> None:
    head = ["id", "submitdate", "lastpage", "startlanguage", "Q1", "Q2[SQ001]", "Q2[SQ002]", "Q2[other]", "", "Q1"]
    body = [
        [
            str(i),
            "" if i % 4 == 0 else "2026-10-03 12:00:00",
            "3",
            "nl",
            "A1",
            "Y",
            "",
            "brommer" if i < 3 else "",
            "",
            "n",
        ]
        for i in range(1, 21)
    ]
    data = b"\xef\xbb\xbf" + csv_bytes([head, *body, [""] * 10], ",")
    file = read(data, "results.csv")
    assert (file.format, file.replies, file.skipped) == ("limesurvey", 15, 5)
    assert [(q.code, q.kind) for q in file.questions][:2] == [("Q1", Kind.SINGLE), ("Q2", Kind.MULTIPLE)]
    assert file.answers[1][0] == (0,)
    assert read(data, "r.csv", ImportChoices(incomplete=True)).replies == 20


def test_limesurvey_with_whole_questions_as_headers() -> None:
    head = ["Response ID", "Date submitted", "Last page", "Start language", "Wat gebruikt u? [Fiets]"]
    head += ["Wat gebruikt u? [Auto]", "Wat vindt u van? [De dijk]", "Wat vindt u van? [Het pad]"]
    body = [
        [str(i), "2026-10-03" if i % 5 else "", "2", "nl", "Ja", "Nee" if i % 2 else "Ja", "Goed", "Slecht"]
        for i in range(1, 31)
    ]
    file = read(csv_bytes([head, *body], ","), "x.csv")
    assert (file.format, file.replies) == ("limesurvey", 24)
    assert [(q.kind, q.text) for q in file.questions] == [
        (Kind.MULTIPLE, "Wat gebruikt u?"),
        (Kind.SINGLE, "Wat vindt u van? – De dijk"),
        (Kind.SINGLE, "Wat vindt u van? – Het pad"),
    ]


def test_full_postcodes_are_personal_data() -> None:
    rows = [["Postcode", "Fietst u?"], *[[f"35{i} AB", "Ja" if i % 2 else "Nee"] for i in range(10, 30)]]
    file = read(csv_bytes(rows), "x.csv")
    assert [q.text for q in file.questions] == ["Fietst u?"]
    assert "personal_left_out" in codes(file)


def test_text_that_was_read_wrong_twice_is_reported_as_damaged() -> None:
    twice = "Vraag?;Straat\r\n" + "Één keer;Straße\r\n".encode().decode("cp1252", "replace") * 4
    assert "damaged_characters" in codes(read(twice.encode(), "x.csv"))
    good = "Vraag?;Straat\r\n" + "één keer, “coördinatie” – ’s avonds;Straße\r\n" * 4
    assert "damaged_characters" not in codes(read(good.encode(), "x.csv"))


def test_other_please_specify_is_a_question_of_its_own() -> None:
    head = ["Waar komt u?", "", "", "Voor?"]
    sub = ["Park", "Plein", "Anders (geef aan)", "Response"]
    body = [["Park" if i % 2 else "", "Plein", "bij de sluis" if i == 3 else "", "Ja"] for i in range(20)]
    file = read(csv_bytes([head, sub, *body]), "x.csv")
    assert [q.kind for q in file.questions] == [Kind.MULTIPLE, Kind.OPEN, Kind.SINGLE]
    assert file.questions[1].text == "Waar komt u? – Anders (geef aan)"


def test_equal_headers_are_told_apart_by_place() -> None:
    rows = [["Vraag", "Vraag"], *[["Ja", "Nee"], ["Nee", "Nee"]] * 5]
    file = read(csv_bytes(rows), "a.csv")
    assert [q.columns for q in file.questions] == [(0,), (1,)]


def test_persons_and_replies_are_counted_apart() -> None:
    rows = [["Aantal personen", "Fietst u?"], *[["1", "Ja"], ["2", "Nee"]] * 10]
    file = read(csv_bytes(rows), "a.csv")
    assert (file.replies, file.people) == (20, 30)
    assert "persons" in codes(file)


def test_a_spreadsheet_date_among_answers_is_reported() -> None:
    rows = [["Leeftijd", "Straat"], *[["6-11", "a"], ["25-Jun", "b"], ["12-18", "a"]] * 5]
    assert "turned_into_date" in codes(read(csv_bytes(rows), "a.csv"))


def test_a_workbook_reads_like_its_text() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [HEADER, *REPLIES]:
        sheet.append([int(cell) if cell.isdigit() else cell for cell in row])
    repeats = book.create_sheet("kinderen")
    repeats.append(["naam", "_index", "_parent_index"])
    repeats.append(["x", 1, 1])
    stream = io.BytesIO()
    book.save(stream)
    file = read(stream.getvalue(), "a.xlsx")
    assert file.answers == read(csv_bytes([HEADER, *REPLIES]), "a.csv").answers
    assert "repeat_sheet" in codes(file)


def test_answers_without_header_are_recognised() -> None:
    found = preview(csv_bytes([["Ja", "3"], ["Nee", "4"], ["Ja", "3"], ["Nee", "5"]]), "a.csv")
    assert (found.header_rows, found.file.replies) == (0, 4)
    assert found.file.questions[0].text


def test_a_choice_of_the_user_wins() -> None:
    data = csv_bytes([HEADER, *REPLIES])
    file = read(data, "a.csv", ImportChoices(kinds={0: Kind.OPEN, 2: Kind.NUMBER, 3: Kind.PERSONAL}, title="Fietsen"))
    assert [q.kind for q in file.questions] == [Kind.OPEN, Kind.SINGLE, Kind.NUMBER]
    assert file.title == "Fietsen"


def test_every_guess_is_told() -> None:
    file = read(csv_bytes([HEADER, *REPLIES]), "Enquête_fietsen.csv")
    assert file.title == "Enquête fietsen"
    assert sum(notice.code == "guessed_kind" for notice in file.warnings) == len({q.kind for q in file.questions})


def test_the_same_reply_has_the_same_key_in_a_later_file() -> None:
    first = read(csv_bytes([HEADER, *REPLIES]), "a.csv")
    later = read(csv_bytes([HEADER, *REPLIES, ["Nee", "Singel", "1", "nieuw"]]), "b.csv")
    assert later.keys[:40] == first.keys
    assert len(set(first.keys)) == 40


def test_wrong_files_are_refused_in_one_sentence() -> None:
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("brief.txt", "hallo")
    whole = csv_bytes([HEADER, *REPLIES])
    assert refusal(b"") == refusal(b" \r\n") == "empty"
    assert refusal(b"%PDF-1.7 ...") == "not_text"
    assert refusal(bytes(range(256)) * 10) == "not_text"
    assert refusal(zipped.getvalue(), "a.xlsx") == "not_workbook"
    assert refusal(b"PK\x03\x04" + b"x" * 300, "a.xlsx") == "broken_workbook"
    assert refusal(csv_bytes([HEADER])) == "no_replies"
    assert refusal(b"Beste bewoner,\nkom naar de vergadering.\nTot dan\nde wijkraad\n") == "no_table"
    assert refusal(csv_bytes([["ID", "E-mail"], ["1", "a@b.nl"], ["2", "c@d.nl"]])) == "no_questions"
    assert refusal(whole[: whole.rindex(b";")], "a.csv") == "cut_off"
    quoted = b'"a";"b"\r\n"1";"2"\r\n"1";"een antwoord dat ophou'
    assert refusal(quoted) == "cut_off"


def test_a_workbook_that_unpacks_into_gigabytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 40_000_000)
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member,
    ):
        for _round in range(62):
            member.write(b"\0" * 1_000_000)
    assert len(stream.getvalue()) < 200_000
    assert refusal(stream.getvalue(), "a.xlsx") == "too_big"


def test_a_workbook_with_one_far_cell_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    assert refusal(stream.getvalue(), "a.xlsx") == "too_big"


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_whatever_the_bytes_only_a_user_error_comes(data: bytes) -> None:
    try:
        read(data, "x.csv")
    except UserError as error:
        assert error.message


@given(st.text(alphabet="ab;,|\t\n\r\"0123 \xe9\ufeff'/[]_=-", max_size=300), st.sampled_from(["utf-8", "utf-16"]))
@settings(max_examples=100, deadline=None)
def test_whatever_the_text_each_question_has_an_answer_per_reply(text: str, encoding: str) -> None:
    try:
        file = read(text.encode(encoding), "x.csv")
    except UserError:
        return
    assert all(len(own) == file.replies for own in file.answers)
    for question, own in zip(file.questions, file.answers, strict=True):
        if question.kind in (Kind.SINGLE, Kind.SCALE):
            assert all(isinstance(a, int) and -4 <= a < len(question.options) for a in own)


@cache
def small_workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [HEADER, *REPLIES[:4]]:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_a_damaged_workbook_only_gives_a_user_error(data: st.DataObject) -> None:
    whole = bytearray(small_workbook())
    for _change in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        read(bytes(whole[: data.draw(st.integers(4, len(whole)))]), "x.xlsx")
    except UserError as error:
        assert error.message


def test_a_hundred_thousand_replies_are_read_in_seconds() -> None:
    line = ";".join(["Ja", "Veilig", "3", "Fiets", "65+"] * 6)
    other = ";".join(["Nee", "Onveilig", "4", "Auto", "18-34"] * 6)
    head = ";".join(f"Vraag {i}" for i in range(30))
    data = ("\r\n".join([head, *[line, other] * 50_000]) + "\r\n").encode()
    start = time.perf_counter()
    file = read(data, "groot.csv")
    assert file.replies == 100_000
    assert time.perf_counter() - start < 20


def test_struct_of_an_old_workbook_is_refused_when_broken() -> None:
    assert (
        refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack("<200H", *range(200)), "a.xls") == "broken_workbook"
    )
