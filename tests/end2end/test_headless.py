"""The main job and its verbs on a machine without a screen, as scripts see them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .command_line import dossier, here, in_process, real_dossier, real_value, value


def test_without_a_screen_the_window_points_to_the_demo(tmp_path: Path) -> None:
    done = in_process(home=tmp_path)
    assert done.returncode == 1
    assert "demo DIR" in done.stderr


def test_the_demo_runs_again_over_its_own_files(made: Path) -> None:
    other = made / "mine.txt"
    other.write_text("keep")
    assert value("demo", made, home=made / "home")["verified"] is True
    assert other.read_text() == "keep"


def test_the_dossier_is_encrypted_and_sound(made: Path) -> None:
    assert not (made / "dossier.wijkraad").read_bytes().startswith(b"SQLite")
    assert real_dossier(made, "check") == {"ok": True, "problems": []}
    refused = real_dossier(made, "check", code=1, WIJKRAAD_PASSPHRASE="fout")
    assert refused["error"]["code"] == "wrong_passphrase"


def test_the_year_of_the_example_is_there(made: Path) -> None:
    counts = {"meeting": 10, "survey": 2, "conversation": 12, "advice": 8, "signal": 60}
    assert {kind: len(dossier(made, "list", kind)) for kind in counts} == counts


def test_registers_tell_headless_how_each_stands(made: Path) -> None:
    decisions, actions = dossier(made, "list", "decision"), dossier(made, "list", "action")
    assert {row["outcome"] for row in decisions} <= {"adopted", "rejected", "tie", "withdrawn"}
    assert any(row["about"] and row["about"]["kind"] == "advice" for row in decisions)
    assert {"owner", "due", "status", "progress", "sort"} <= actions[0].keys()
    promises = dossier(made, "list", "promise")
    assert {(row["state"], row["recommendation"]) for row in promises} == {("open", 1), ("kept", 2)}
    (by_mail,) = [row for row in decisions if row["method"] == "mail"]
    assert by_mail["about"]["title"] == "Toegankelijk Singelplein" and len(by_mail["agreed"]) == 10


def test_a_record_is_shown_by_a_prefix_of_its_id(made: Path) -> None:
    advice = next(row for row in dossier(made, "list", "advice") if "oversteken" in row["title"])
    shown = dossier(made, "show", advice["id"][:8])
    assert shown["id"] == advice["id"] and shown["state"] == "signed"
    assert dossier(made, "history", advice["id"])[0]["label"]
    assert dossier(made, "show", "zz", code=1)["error"]["code"] == "bad_id"
    assert dossier(made, "show", "000000", code=1)["error"]["code"] == "not_found"


def test_search_finds_what_a_resident_said(made: Path) -> None:
    found = dossier(made, "search", "dochter", "van", "negen")
    assert {"conversation", "quote"} <= {row["kind"] for row in found}


def test_the_survey_table_counts_what_was_answered(made: Path) -> None:
    survey = next(row for row in dossier(made, "list", "survey") if "Molendijk" in row["title"])
    table = dossier(made, "survey", "table", survey["id"], "4")
    assert table["n"] == 609 and sum(row["count"] for row in table["rows"]) == 609
    assert dossier(made, "survey", "table", survey["id"], "99", code=1)["error"]["code"] == "no_question"


def test_a_survey_is_broken_down_and_reported(made: Path, tmp_path: Path) -> None:
    survey = next(row for row in dossier(made, "list", "survey") if "Molendijk" in row["title"])["id"]
    crossed = dossier(made, "survey", "table", survey, "4", "--by", "3")
    assert [group["label"] for group in crossed["groups"]] == ["nee", "ja"] and len(crossed["rows"]) == 5
    report = Path(real_dossier(made, "survey", "report", survey, tmp_path / "enquete.pdf")["file"])
    assert report.read_bytes().startswith(b"%PDF-1.7")


def test_replies_are_weighted_to_known_margins_and_a_form_is_printed(made: Path, tmp_path: Path) -> None:
    survey = next(row for row in dossier(made, "list", "survey") if "Molendijk" in row["title"])["id"]
    margins = tmp_path / "wijk.csv"
    margins.write_text("vraag;antwoord;aantal\n1;Molendijk;1.200\n;Noorderhof;1.900\n;Havenkade;2.150\n;Elders;5")
    wrong = dossier(made, "survey", "weight", survey, "--margins", margins, code=1)["error"]
    assert (wrong["code"], wrong["message"]) == (
        "no_answer", "Regel 5: “Elders” is geen antwoord op “In welke buurt woont u?”."
    )  # fmt: skip
    refused = dossier(made, "survey", "table", survey, "4", "--weighted", code=1)["error"]
    assert refused["code"] == "not_weighted"
    margins.write_text(margins.read_text().replace("Elders;5", "Singelplein;1.400"))
    done = dossier(made, "survey", "weight", survey, "--margins", margins)
    assert set(done) == {"deff", "n_eff", "trimmed", "warnings"}
    assert 1 < done["deff"] < 2 and done["n_eff"] < 612 and len(done["warnings"]) == 1
    assert done["warnings"][0].startswith("De cijfers blijven indicatief")
    weighted = dossier(made, "survey", "table", survey, "1", "--weighted")
    assert [row["percent"] for row in weighted["rows"]] == [18.0, 28.6, 32.3, 21.1]
    assert weighted["n"] == 612
    form = Path(dossier(made, "survey", "form", survey, tmp_path / "formulier.pdf")["file"])
    assert form.read_bytes().startswith(b"%PDF-")


def test_agenda_and_minutes_are_exported(made: Path, tmp_path: Path) -> None:
    meeting = dossier(made, "list", "meeting")[0]["id"]
    for verb in ("agenda", "minutes"):
        for suffix, begins in (("pdf", b"%PDF"), ("json", b"{"), ("odt", b"PK"), ("docx", b"PK")):
            file = Path(dossier(made, verb, "export", meeting, tmp_path / f"{verb}.{suffix}")["file"])
            assert file.stat().st_size > 500 and file.read_bytes().startswith(begins)
    agenda = json.loads((tmp_path / "agenda.json").read_text())
    assert agenda["items"][0]["title"] == "Opening" and agenda["date"] == "2026-01-13"
    assert dossier(made, "agenda", "export", meeting, tmp_path / "a.xyz", code=1)["error"]["code"] == "unknown_format"


def test_a_meeting_and_a_year_are_written_for_calendars_and_on_paper(made: Path, tmp_path: Path) -> None:
    meeting = dossier(made, "list", "meeting")[0]["id"]
    one = Path(dossier(made, "agenda", "export", meeting, tmp_path / "een.ics")["file"])
    assert one.read_text().count("BEGIN:VEVENT") == 1
    year = dossier(made, "agenda", "year", "2026", tmp_path / "jaar.ics")
    assert Path(year["file"]).read_text().count("BEGIN:VEVENT") == year["meetings"] > 5
    paper = Path(dossier(made, "agenda", "year", "2026", tmp_path / "jaar.pdf")["file"])
    assert paper.read_bytes().startswith(b"%PDF-1.7")
    refused = dossier(made, "agenda", "year", "2026", tmp_path / "jaar.doc", code=1)
    assert refused["error"]["code"] == "unknown_format"


def test_an_agenda_is_imported_from_pasted_text(tmp_path: Path) -> None:
    file = tmp_path / "nieuw.wijkraad"
    text = tmp_path / "agenda.txt"
    text.write_text("Agenda wijkraad 12 januari 2027, 20.00 uur\n1. Opening\n2. Zebrapad (20 min)\n3. Sluiting\n")
    new = real_value("new", file, "--name", "Wijkraad Test", "--preset", "WK034401", home=tmp_path)
    assert new["dossier"] == str(file) and len(new["id"]) == 36
    got = real_value("-d", file, "agenda", "import", text, home=tmp_path)
    assert got["items"] == 3
    assert value("-d", file, "show", got["meeting"], home=tmp_path)["day"] == "2027-01-12"
    again = value("new", file, "--name", "Nog een", home=tmp_path, code=1)
    assert again["error"]["code"] == "exists"


@pytest.mark.parametrize("content", [b"", b"\x00\x01binary", b"%PDF-1.7\n" + bytes(range(256)) * 9, b"{"])
def test_wrong_files_are_refused_and_nothing_is_stored(tmp_path: Path, content: bytes) -> None:
    file, wrong = tmp_path / "a.wijkraad", tmp_path / "wrong.json"
    value("new", file, "--name", "Wijkraad Test", home=tmp_path)
    wrong.write_bytes(content)
    sheet = Path(shutil.copy(wrong, tmp_path / "wrong.xlsx"))
    for arguments in (("agenda", "import", wrong), ("survey", "import", sheet)):
        assert value("-d", file, *arguments, home=tmp_path, code=1)["error"]["message"].endswith(".")
    assert value("-d", file, "list", "meeting", home=tmp_path) == []
    assert value("-d", file, "list", "survey", home=tmp_path) == []
    assert value("letter", "verify", wrong, home=tmp_path, code=1)["valid"] is False


def test_keys_sign_a_letter_that_anyone_verifies(made: Path, tmp_path: Path) -> None:
    advice = next(row for row in dossier(made, "list", "advice") if "Toegankelijk" in row["title"])
    unsigned = tmp_path / "brief.pdf"
    exported = dossier(made, "letter", "export", advice["id"], unsigned)
    assert exported["fields"][:2] == ["chair", "secretary"] and exported["pages"] >= 1
    home = tmp_path / "home"
    key = tmp_path / "an.p12"
    value("key", "new", "--name", "An de Wit", "--role", "voorzitter", key, home=home)
    sign = ("letter", "sign", unsigned, "--key", key)
    half = tmp_path / "half.pdf"
    assert value(*sign, "--field", "chair", "-o", half, home=home)["signer"].startswith("An de Wit")
    verdict = value("letter", "verify", half, home=home, code=1)
    assert verdict["valid"] and not verdict["complete"]
    wrong = value(*sign, "--field", "chair", "-o", tmp_path / "no.pdf", home=home, code=1, WIJKRAAD_KEY_PASSPHRASE="x")
    assert wrong["error"]["code"] == "wrong_passphrase" and not (tmp_path / "no.pdf").exists()
    late = in_process(
        *sign, "--field", "chair", "-o", tmp_path / "laat.pdf", home=home, WIJKRAAD_NOW="2031-01-01T12:00:00Z"
    )
    assert "Dat scheelt meer dan 3 dagen met vandaag." in late.stderr
    unknown = value(*sign, "--field", "mayor", "-o", tmp_path / "no.pdf", home=home, code=1)
    assert unknown["error"]["code"] == "unknown_field"


def test_the_keys_of_a_council_are_listed_and_revoked(tmp_path: Path) -> None:
    file = tmp_path / "nieuw.wijkraad"
    value("new", file, "--name", "Wijkraad Test", home=tmp_path)
    assert real_value("-d", file, "key", "list", home=tmp_path) == []
    value("-d", file, "key", "new", "--name", "An de Wit", "--role", "voorzitter", tmp_path / "an.p12", home=tmp_path)
    (key,) = value("-d", file, "key", "list", home=tmp_path)
    assert (key["name"], key["role"], key["state"], key["revoked"]) == ("An de Wit", "voorzitter", "valid", None)
    revoked = value("-d", file, "key", "revoke", key["id"], home=tmp_path)
    assert revoked["state"] == "revoked" and revoked["revoked"]
    assert value("-d", file, "key", "list", home=tmp_path) == [revoked]
    again = value("-d", file, "key", "revoke", key["id"], home=tmp_path, code=1)
    assert again["error"]["code"] == "revoked"
    assert value("-d", file, "key", "revoke", "000000", home=tmp_path, code=1)["error"]["code"] == "not_found"
    assert value("key", "list", home=tmp_path, code=1)["error"]["code"] == "dossier_needed"


def test_a_changed_letter_is_not_valid(made: Path, tmp_path: Path) -> None:
    letter = made / "letter.pdf"
    assert real_dossier(made, "letter", "verify", letter, "--require-trusted")["trusted"] == "yes"
    assert value("letter", "verify", letter, home=tmp_path)["trusted"] == "unknown"
    data = bytearray(letter.read_bytes())
    data[2000] ^= 1
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(data)
    assert value("letter", "verify", changed, home=tmp_path, code=1)["valid"] is False


def test_a_backup_comes_back(made: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.wijkraad"
    dossier(made, "backup", "create", copy)
    back = tmp_path / "back.wijkraad"
    real_value("backup", "restore", copy, back, home=tmp_path)
    assert len(value("-d", back, "list", "advice", home=tmp_path)) == 8


def test_wrong_usage_exits_with_two(tmp_path: Path) -> None:
    assert in_process("list", "unicorn", home=tmp_path).returncode == 2
    for call in (here, in_process):
        assert call("nonsense", home=tmp_path).returncode == 2


def test_a_sentence_changed_in_the_example_is_found_in_the_letter(tmp_path: Path) -> None:
    from wijkraad_app import bootstrap
    from wijkraad_app.cli.agenda import pdf_of
    from wijkraad_app.example import demo, files
    from wijkraad_app.kernel import resources
    from wijkraad_app.pdf import preview

    bootstrap.load_slices()
    folder = Path(shutil.copytree(resources.path("example"), tmp_path / "example"))
    file = folder / "advice" / "oversteek.toml"
    file.write_text(file.read_text().replace("al drie jaar om een veilige", "al zeven jaar om een veilige"))
    made = demo.run(tmp_path / "out", "voorbeeld", "voorbeeld", pdf_of, files.read(folder))
    data = made.letter.read_bytes()
    text = " ".join("".join(preview.page_text(data, page) for page in range(preview.page_count(data))).split())
    assert "al zeven jaar om een veilige" in text and made.verdict.valid


def test_the_pack_tells_what_the_public_version_leaves_out(made: Path, tmp_path: Path) -> None:
    meeting = dossier(made, "list", "meeting")[0]["id"]
    members, public = tmp_path / "leden.pdf", tmp_path / "openbaar.pdf"
    said = dossier(made, "agenda", "export", meeting, members, "--pack")
    assert said["file"] == str(members) and said["left_out"] == [] and members.read_bytes().startswith(b"%PDF-")
    said = dossier(made, "agenda", "export", meeting, public, "--pack", "--public")
    assert said["pages"] >= 1 and isinstance(said["left_out"], list)
    assert dossier(made, "agenda", "export", meeting, tmp_path / "x.odt", "--pack", code=1)["error"]["code"] == (
        "unknown_format"
    )
