"""Whatever comes in without a window: one sentence, no traceback, nothing stored and nothing left behind."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import wrong_files
from wijkraad_app.cli import main as command_line
from wijkraad_app.db import backup
from wijkraad_app.db import dossier as dossiers
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.dossier import LIBRARY
from wijkraad_app.db.tables import Blob, Changeset
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.council import readers as lists
from wijkraad_app.features.council import service as council
from wijkraad_app.features.letters import flow
from wijkraad_app.features.meetings import readers as agendas
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.features.search import queries as search
from wijkraad_app.features.surveys import queries as survey_rows
from wijkraad_app.features.surveys import service as surveys
from wijkraad_app.features.surveys.readers.reading import read as read_survey
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.pdf import attached, files, keys, signing

WORDS = "wachtzin van de sleutel"


def stored(session: Session) -> tuple[int, ...]:
    """How many steps, files and records of each kind there are."""
    kinds = (len(search.records(session, kind)) for kind in search.KINDS)
    steps = session.scalar(select(func.count()).select_from(Changeset)) or 0
    return steps, session.scalar(select(func.count()).select_from(Blob)) or 0, *kinds


def is_one_sentence(text: str) -> None:
    assert 10 < len(text) < 500 and "\n" not in text.strip()
    assert text.rstrip()[-1] in ".?”" and "Traceback" not in text and "Error" not in text


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(UserError) as error:
        work()
    is_one_sentence(error.value.message)
    return error.value.code


@pytest.fixture
def key(tmp_path: Path) -> Path:
    made = tmp_path / "sleutel.p12"
    keys.make_key(made, name="Ans Verhoeven", role="voorzitter", passphrase=WORDS)
    return made


def wrong(*fitting: str) -> list[tuple[str, wrong_files.Maker]]:
    return [*wrong_files.EVERYWHERE.items(), *((k, m) for k, m in wrong_files.OTHER_KINDS.items() if k not in fitting)]


VERBS: dict[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    "survey": (("survey", "import", "FILE"), "antwoorden.csv", ("workbook",)),
    "agenda": (("agenda", "import", "FILE"), "agenda.txt", ("nested JSON", "HTML")),
    "agenda as JSON": (("agenda", "import", "FILE"), "agenda.json", ()),
    "verify": (("letter", "verify", "FILE"), "brief.pdf", ("pdf",)),
    "trust": (("letter", "verify", "GOOD.pdf", "--trust", "FILE"), "wortel.pem", ()),
    "sign": (("letter", "sign", "FILE", "--field", "chair", "--key", "KEY", "-o", "OUT"), "brief.pdf", ()),
    "key": (("letter", "sign", "GOOD.pdf", "--field", "chair", "--key", "FILE", "-o", "OUT"), "sleutel.p12", ()),
    "open": (("-d", "FILE", "list", "person"), "ander.wijkraad", ()),
    "check": (("-d", "FILE", "check"), "ander.wijkraad", ()),
    "restore": (("backup", "restore", "FILE", "OUT"), "kopie.wijkraad", ()),
    "passphrase file": (("-d", "DOSSIER", "--passphrase-file", "FILE", "list", "person"), "zin.txt", ("HTML",)),
}
"""Arguments of each verb that reads a file, the name the file has, and which of `OTHER_KINDS` it does take."""
READS_ANY_LINE = {"passphrase file": {"pdf", "nested JSON", "empty", "pdf cut off", "NULs"}}
"""A dossier without a passphrase opens whatever the first line is."""


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_refuses_each_wrong_file_in_one_sentence(
    name: str,
    dossier_path: Path,
    key: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WIJKRAAD_KEY_PASSPHRASE", WORDS)
    arguments, file_name, fitting = VERBS[name]
    good = tmp_path / "goed.pdf"
    good.write_bytes(wrong_files.pdf())
    workspace = workspaces.open_(dossier_path)
    before = workspace.read(stored)
    for kind, make in wrong(*fitting):
        if kind in READS_ANY_LINE.get(name, ()):
            continue
        folder = tmp_path / kind
        folder.mkdir()
        make(folder / file_name)
        out = folder / "uit.pdf"
        known = {"FILE": str(folder / file_name), "GOOD.pdf": str(good), "KEY": str(key), "OUT": str(out)}
        known["DOSSIER"] = str(dossier_path)
        workspace.close()
        needs = () if {"-d", "verify", "restore", "sign"} & set(arguments) else ("-d", str(dossier_path))
        code = command_line.run(command_line.parse([*needs, *(known.get(one, one) for one in arguments), "--json"]))
        shown = capsys.readouterr()
        told = json.loads(shown.out)
        assert code == 1, (kind, told)
        is_one_sentence(told["error"]["message"] if "error" in told else told["problems"][0])
        assert told.get("error", {}).get("code") != "bug" and shown.err == "", kind
        assert {one.name for one in folder.iterdir()} <= {file_name}, kind
        workspace = workspaces.open_(dossier_path)
    assert workspace.read(stored) == before
    workspace.close()


def test_a_file_name_that_is_no_text_is_still_told_as_json(tmp_path: Path, capsysbinary: Any) -> None:
    name = str(tmp_path / "brief\udcff.csv")
    assert command_line.run(command_line.parse(["letter", "verify", name, "--json"])) == 1
    assert json.loads(capsysbinary.readouterr().out.decode("utf-8", "replace"))["error"]["code"] == "no_file"


# --- dossiers and passphrases -----------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("dicht") / "dicht.wijkraad"
    workspaces.create(made, WORDS).close()
    return made


@pytest.mark.parametrize("passphrase", ["", " ", WORDS + " ", "\0", "wacht\0zin", "half \ud800", "é" * 5000, "'; --"])
def test_a_wrong_passphrase_opens_nothing(locked: Path, passphrase: str) -> None:
    whole = locked.read_bytes()
    assert refused(lambda: workspaces.open_(locked, passphrase)) == "wrong_passphrase"
    assert locked.read_bytes() == whole
    assert [one.name for one in locked.parent.iterdir()] == [locked.name]
    workspaces.open_(locked, WORDS).close()


def test_a_new_dossier_refuses_half_a_character_as_passphrase_and_leaves_no_file(tmp_path: Path) -> None:
    target = tmp_path / "nieuw.wijkraad"
    refused(lambda: workspaces.create(target, "half \ud800"))
    assert not list(tmp_path.glob("*.wijkraad*"))


@pytest.mark.parametrize("length", [16, 512, 1024, 4096, 40_960, 0.5, 0.9])
def test_a_dossier_that_was_cut_off_is_not_opened_nor_restored(dossier_path: Path, length: float) -> None:
    data = dossier_path.read_bytes()
    keep = int(length) if length >= 1 else int(len(data) * length) // 4096 * 4096
    dossier_path.write_bytes(data[:keep])
    target = dossier_path.with_name("terug.wijkraad")
    assert refused(lambda: workspaces.open_(dossier_path)) in ("not_a_dossier", "damaged")
    assert refused(lambda: backup.restore(dossier_path, target, None)) in ("not_a_dossier", "damaged")
    assert not list(dossier_path.parent.glob("terug*"))
    assert dossier_path.read_bytes() == data[:keep]


def test_a_locked_dossier_with_a_damaged_page_is_called_damaged(locked: Path, tmp_path: Path) -> None:
    data = bytearray(locked.read_bytes())
    data[4146:4346] = wrong_files.noise(200)
    file = tmp_path / "stuk.wijkraad"
    file.write_bytes(data)
    assert refused(lambda: workspaces.open_(file, WORDS)) == "damaged"


@pytest.mark.parametrize(
    "facts",
    [(), (("library", LIBRARY),), (("library", LIBRARY), ("id", "x")), (("library", LIBRARY), ("id", "1" * 32))],
)
def test_a_database_of_something_else_is_no_dossier(tmp_path: Path, facts: tuple[tuple[str, str], ...]) -> None:
    file = tmp_path / "ander.wijkraad"
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE meta (key, value)")
    other.executemany("INSERT INTO meta VALUES (?, ?)", facts)
    other.commit()
    other.close()
    assert refused(lambda: workspaces.open_(file)) == "not_a_dossier"


def test_a_name_no_disk_can_hold_is_refused(tmp_path: Path) -> None:
    long = tmp_path / ("x" * 300 + ".wijkraad")
    assert refused(lambda: workspaces.create(long, None)) == "name_too_long"
    assert refused(lambda: workspaces.open_(long)) == "missing"
    assert refused(lambda: dossiers.refuse_name(long)) == "name_too_long"


@pytest.mark.parametrize("passphrase", ["kort", "wacht\0zin lang", "half \ud800 teken"])
def test_no_key_is_made_with_a_passphrase_that_cannot_be(tmp_path: Path, passphrase: str) -> None:
    refused(lambda: keys.make_key(tmp_path / "k.p12", name="Ans", role="lid", passphrase=passphrase))
    refused(lambda: flow.make_key("Ans", "lid", tmp_path / "k.p12", passphrase))
    assert not list(tmp_path.rglob("*.p12"))


# --- letters ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("passphrase", ["", "fout", WORDS[:-1], "\0", "half \ud800", "x" * 10_000])
def test_a_key_stays_shut_for_a_wrong_passphrase(key: Path, passphrase: str) -> None:
    assert refused(lambda: keys.load_key(key, passphrase)) == "wrong_passphrase"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_a_key_that_was_cut_off_is_no_key(key: Path, share: float) -> None:
    data = key.read_bytes()
    key.write_bytes(data[: int(len(data) * share)])
    assert refused(lambda: keys.load_key(key, WORDS)) in ("not_a_key", "wrong_passphrase")


def test_a_letter_without_the_field_is_not_signed(key: Path, tmp_path: Path) -> None:
    source, target = tmp_path / "brief.pdf", tmp_path / "uit.pdf"
    source.write_bytes(wrong_files.pdf())
    refused(lambda: signing.sign(source, target, field="\ud800", key=key, passphrase=WORDS))
    assert not target.exists()


# --- what is kept as it is ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("read", "fitting"),
    [
        (attached.read_paper, ("pdf", "png")),
        (attached.read_text_document, ("pdf",)),
    ],
)
def test_a_file_to_keep_must_open(read: Callable[[Path], bytes], fitting: tuple[str, ...], tmp_path: Path) -> None:
    for kind, make in wrong(*fitting):
        file = tmp_path / kind
        make(file)
        refused(partial(read, file))


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "film.pdf"
    with file.open("wb") as stream:
        stream.truncate(files.LARGEST + 1)
    assert refused(lambda: attached.read_attachment(file)) == "too_large"


def test_half_a_logo_is_not_kept(workspace: LocalWorkspace) -> None:
    workspace.do(council.set_up_council, name="De Singels", preset="binnenstad")
    before, whole = workspace.read(stored), wrong_files.png(40, 40)
    for data in (whole[:60], whole[:75], wrong_files.png(body=False), wrong_files.png(4001, 1, body=False)):
        refused(partial(workspace.do, council.set_logo, data=data))
    assert workspace.read(stored) == before


# --- texts and tables -----------------------------------------------------------------------------------------------
TEXTS = {
    "nothing": "",
    "blank lines": " \n\t\r\n",
    "NUL": "1. Ope\0ning",
    "half a character": "1. Ope\ud800ning",
    "right to left": "\u202e1. \u05d0\u05d1 Opening",
    "emoji": "1. 👩‍👩‍👧 " * 20,
    "long lines": ("1. " + "y" * 10_000 + "\n") * 30,
    "too many lines": "1. Punt\n" * 2_500,
    "Windows line ends": "1. Opening\r\n2. Verslag 31-02-2026\r\n3. Begroting 1e400\r\n",
    "days that aren't": "Anna Bos\t31-02-2026\t99-99-9999\n1. Punt 10:99 - 25:00 op 1 januari 99999",
    "a huge number": "9" * 5_000 + ". Opening",
    "many cells": "\t".join(["a"] * 2_000),
    "controls": "".join(map(chr, range(1, 32))) + "\x85\u2028x",
    "odd digits": "٣. punt ²\n²³. X\n①. Y",
    "quotes": '"' * 9_999,
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_pasted_text_is_read_or_refused_but_never_breaks(name: str, workspace: LocalWorkspace) -> None:
    text, today = TEXTS[name], clock.today()
    workspace.do(council.set_up_council, name="De Singels", preset="binnenstad")
    before, told = workspace.read(stored), 0
    for read in (lists.read_people, lists.read_actions, lists.read_decisions, lists.read_advice):
        try:
            read(text, today)
        except UserError as error:
            is_one_sentence(error.message)
    for data, file in ((text.encode("utf-8", "surrogatepass"), "a.txt"), (text.encode("utf-16", "replace"), "b.txt")):
        try:
            workspace.do(meetings.import_agenda, parsed=agendas.read_agenda_file(data, file, today))
            workspace.undo()
        except UserError as error:
            is_one_sentence(error.message)
            told += 1
    if told == 2:
        assert workspace.read(stored) == before


@pytest.mark.parametrize("name", TEXTS)
def test_an_agenda_in_json_with_odd_texts_is_stored_whole_or_not(name: str, workspace: LocalWorkspace) -> None:
    text = TEXTS[name]
    if len(text) > 20_000:
        text = text[:20_000]
    before = workspace.read(stored)
    item = dict.fromkeys(("title", "time", "minutes", "introducer", "explanation", "number", "kind"), text)
    data = json.dumps({"title": text, "date": text, "place": text, "start": text, "items": [item]}).encode()
    try:
        workspace.do(meetings.import_agenda, parsed=agendas.read_agenda_json(data))
    except UserError as error:
        is_one_sentence(error.message)
        assert workspace.read(stored) == before


@pytest.mark.parametrize("name", TEXTS)
def test_answers_with_odd_texts_are_stored_or_refused(name: str, workspace: LocalWorkspace) -> None:
    text, before = TEXTS[name].replace('"', "'"), workspace.read(stored)
    lines = "".join(f'"{text}";{cell}\r\n' for cell in ("1", "1e400", "-1e-400", "NaN", "31-02-2026", "4"))
    data = f"Vraag;Cijfer\r\n{lines}".encode("utf-8", "surrogatepass")
    for shaped in (data, data.decode("utf-8", "replace").encode("utf-16"), data[: len(data) * 2 // 3]):
        try:
            made = workspace.do(
                surveys.import_survey, file=read_survey(shaped, "a.csv"), file_name="a.csv", source=shaped
            )
            assert made.responses >= 1
            workspace.undo()
        except UserError as error:
            is_one_sentence(error.message)
    assert workspace.read(stored)[2:] == before[2:]


def test_a_table_too_wide_to_be_a_survey_is_refused() -> None:
    assert refused(lambda: read_survey(wrong_files.wide_csv(5_001), "breed.csv")) == "too_big"


def test_the_same_answers_twice_are_named(workspace: LocalWorkspace) -> None:
    data = b"Vraag;Cijfer\r\nJa;1\r\nNee;2\r\nJa;3\r\n"
    workspace.do(surveys.import_survey, file=read_survey(data, "a.csv"), file_name="a.csv", source=data)
    assert workspace.read(survey_rows.imported_before, sha256(data).hexdigest()) == "a"
