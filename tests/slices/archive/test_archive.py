"""An archive is read back with zipfile, json and csv alone, and compared with the dossier."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from wijkraad_app.cli import main as command_line
from wijkraad_app.db.base import journaled_models
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.archive import flow, queries
from wijkraad_app.features.archive.documents import Asked
from wijkraad_app.features.conversations import queries as conversations
from wijkraad_app.features.conversations import service as talks
from wijkraad_app.features.council import service as councils
from wijkraad_app.features.letters import queries as letters
from wijkraad_app.features.meetings import queries as meetings
from wijkraad_app.features.search import queries as search
from wijkraad_app.features.signals import service as signals
from wijkraad_app.features.surveys import queries as surveys
from wijkraad_app.kernel.errors import Cancelled, UserError
from wijkraad_app.kernel.jobs import Job

ALL = Asked()
PHONE = "06-12345678"
SECRET = "Ik durf er na tienen niet meer langs."


def resident(workspace: LocalWorkspace) -> None:
    """Someone who may be called, and someone whose words may not leave."""
    workspace.do(
        signals.add_signal, text=f"De lantaarn is stuk. Bel {PHONE} of mail jan@voorbeeld.nl.",
        contact={"name": "Jan Jansen", "phone": PHONE, "mail": "jan@voorbeeld.nl"},
    )  # fmt: skip
    workspace.do(councils.add_person, name="Kees", phone=PHONE)
    text = f"Het was druk. {SECRET} Zo eindigde het gesprek."
    talk = workspace.do(talks.add_conversation, title="Bij de brug", text=text, consent="no", day=date(2026, 5, 1))
    start = text.index(SECRET)
    workspace.do(
        talks.mark_quote, conversation=talk, start=start, end=start + len(SECRET), speaker_name="Els",
        note=f"Over: {SECRET}",
    )  # fmt: skip


class Opened:
    """What a reader without this program has."""

    def __init__(self, file: Path) -> None:
        with zipfile.ZipFile(file) as archive:
            assert archive.testzip() is None
            self.files = {name: archive.read(name) for name in archive.namelist()}
            assert len(self.files) == len(archive.namelist())

    def json(self, name: str) -> Any:
        return json.loads(self.files[name])

    def csv(self, name: str) -> list[dict[str, str]]:
        text = self.files[name].decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))

    def holding(self, *words: str) -> list[str]:
        return [name for name, data in self.files.items() for word in words if word.encode() in data]


def exported(workspace: LocalWorkspace, file: Path, asked: Asked = ALL) -> Opened:
    flow.write(workspace, file, asked)
    return Opened(file)


def test_every_kind_is_there_with_as_many_records_as_the_dossier(example: LocalWorkspace, tmp_path: Path) -> None:
    made = flow.write(example, tmp_path / "a.zip", Asked())
    archive = Opened(made.file)
    listed = {kind: len(example.read(search.records, kind, "")) for kind in search.KINDS}
    assert {kind: len(archive.json(f"json/{kind}.json")) for kind in listed} == listed
    assert min(listed["meeting"], listed["signal"], listed["advice"]) > 0
    assert set(archive.json("schema.json")["kinds"]) == set(journaled_models())
    assert made.records == sum(len(archive.json(f"json/{kind}.json")) for kind in journaled_models())
    for kind in journaled_models():
        rows, fields = archive.json(f"json/{kind}.json"), archive.json("schema.json")["kinds"][kind]["fields"]
        assert all(list(row) == list(fields) for row in rows)
        assert [row["id"] for row in archive.csv(f"csv/{kind}.csv")] == [row["id"] for row in rows]


def test_the_readme_names_each_kind_and_each_folder(example: LocalWorkspace, tmp_path: Path) -> None:
    archive = exported(example, tmp_path / "a.zip")
    text = archive.files["README.md"].decode()
    assert all(f"| {kind} |" in text for kind in journaled_models())
    folders = {name.split("/")[0] for name in archive.files if "/" in name}
    assert all(f"`{folder}/`" in text for folder in folders)


def test_the_same_dossier_gives_the_same_bytes(example: LocalWorkspace, tmp_path: Path) -> None:
    first, second = (flow.write(example, tmp_path / name, Asked()).file.read_bytes() for name in ("a.zip", "b.zip"))
    assert first == second
    assert [file.name for file in tmp_path.glob(".*")] == []


def test_attachments_and_signed_letters_are_files_to_the_last_byte(example: LocalWorkspace, tmp_path: Path) -> None:
    archive = exported(example, tmp_path / "a.zip")
    listed = archive.json("files.json")
    for one in listed:
        data = archive.files[one["path"]]
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (one["sha256"], one["size"])
    kept = {
        one["id"]: archive.files[one["path"]] for one in listed if (one["kind"], one["field"]) == ("letter", "file")
    }
    assert list(kept) == [row["id"] for row in archive.json("json/letter.json")]
    for id, data in kept.items():
        assert data == example.read(letters.letter_file, UUID(id))


def test_an_adopted_text_is_exactly_what_was_adopted(example: LocalWorkspace, tmp_path: Path) -> None:
    rows = exported(example, tmp_path / "a.zip").json("json/snapshot.json")
    assert rows
    assert all(hashlib.sha256(row["content"].encode()).hexdigest() == row["sha256"] for row in rows)


def test_each_reply_to_a_survey_is_a_line(example: LocalWorkspace, tmp_path: Path) -> None:
    archive = exported(example, tmp_path / "a.zip")
    counted = sorted(row.replies for row in example.read(surveys.survey_rows))
    lines = [len(archive.csv(name)) for name in archive.files if name.startswith("csv/antwoorden/")]
    assert sorted(lines) == [count for count in counted if count]


def test_the_long_texts_are_there_to_read(example: LocalWorkspace, tmp_path: Path) -> None:
    archive = exported(example, tmp_path / "a.zip")
    for view in example.read(meetings.meeting_rows):
        names = [name for name in archive.files if name.startswith("vergaderingen/") and view.id.hex[:8] in name]
        assert len(names) == 1 and view.title in archive.files[names[0]].decode()
    for talk in example.read(conversations.exported_conversations):
        (name,) = (name for name in archive.files if name.startswith("gesprekken/") and talk.id.hex[:8] in name)
        assert talk.text.strip()[:40] in archive.files[name].decode()


def test_no_telephone_number_of_a_resident_is_in_it(example: LocalWorkspace, tmp_path: Path) -> None:
    resident(example)
    archive = exported(example, tmp_path / "a.zip")
    assert archive.holding(PHONE, "jan@voorbeeld.nl", "Jan Jansen") == []
    assert archive.json("json/signal_contact.json") == []
    assert "De lantaarn is stuk." in json.dumps(archive.json("json/signal.json"))


def test_contact_data_go_along_when_asked_for(example: LocalWorkspace, tmp_path: Path) -> None:
    resident(example)
    archive = exported(example, tmp_path / "a.zip", Asked(contacts=True))
    assert any(row["phone"] == PHONE for row in archive.json("json/signal_contact.json"))
    assert any(row["phone"] == PHONE for row in archive.json("json/person.json"))


@pytest.mark.parametrize("contacts", [False, True])
def test_words_without_consent_are_nowhere(example: LocalWorkspace, tmp_path: Path, contacts: bool) -> None:
    resident(example)
    archive = exported(example, tmp_path / "a.zip", Asked(contacts=contacts))
    assert archive.holding(SECRET, "Els") == []
    (talk,) = (row for row in archive.json("json/conversation.json") if row["title"] == "Bij de brug")
    assert talk["text"] == "Het was druk. [weggelaten: geen toestemming] Zo eindigde het gesprek."
    (quote,) = (row for row in archive.json("json/quote.json") if row["conversation"] == talk["id"])
    assert (quote["words"], quote["speaker_name"], quote["note"]) == ("", "", "")


def test_a_year_holds_what_was_in_it_and_all_people(example: LocalWorkspace, tmp_path: Path) -> None:
    whole, year = exported(example, tmp_path / "a.zip"), exported(example, tmp_path / "b.zip", Asked(year=2025))
    talks_then = [row for row in whole.json("json/conversation.json") if row["day"].startswith("2025")]
    assert year.json("json/conversation.json") == talks_then != whole.json("json/conversation.json")
    assert year.json("json/person.json") == whole.json("json/person.json")
    kept = {row["id"] for row in talks_then}
    assert all(row["conversation"] in kept for row in year.json("json/quote.json"))
    assert year.json("json/meeting.json") == [] == year.json("json/item.json")
    assert example.read(queries.years)[0] == 2026


def test_a_cell_that_looks_like_a_formula_is_none(example: LocalWorkspace, tmp_path: Path) -> None:
    example.do(signals.add_signal, title="=1+1", text='=HYPERLINK("x")')
    archive = exported(example, tmp_path / "a.zip")
    (row,) = (row for row in archive.csv("csv/signal.csv") if row["title"] == "'=1+1")
    assert row["text"] == '\'=HYPERLINK("x")'
    assert any(row["title"] == "=1+1" for row in archive.json("json/signal.json"))


def test_a_place_that_can_not_be_written_is_said_and_leaves_nothing(
    example: LocalWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UserError) as refused:
        flow.write(example, tmp_path / "nergens" / "a.zip", Asked())
    assert refused.value.code == "cannot_write"

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    (tmp_path / "a.zip").write_bytes(b"before")
    with pytest.raises(UserError):
        flow.write(example, tmp_path / "a.zip", Asked())
    assert (tmp_path / "a.zip").read_bytes() == b"before"
    assert list(tmp_path.glob(".a.zip*")) == []


def test_the_command_says_file_and_records(
    example: LocalWorkspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "jaar.zip"
    asked = command_line.parse(["export", str(file), "-d", str(example.path), "--json", "--language", "nl"])
    assert command_line.run(asked) == 0
    told = capsys.readouterr()
    assert json.loads(told.out) == {"file": str(file), "records": flow.write(example, file, Asked()).records}
    assert "Contactgegevens zijn weggelaten" in told.err


def test_the_schema_in_the_repository_is_that_of_the_program() -> None:
    from wijkraad_app.kernel import resources

    stored = json.loads(resources.path("archive", "schema.json").read_text(encoding="utf-8"))
    assert stored == queries.schema(journaled_models()), "run packaging/archive_schema.py"


def test_an_archive_that_was_stopped_leaves_nothing(example: LocalWorkspace, tmp_path: Path) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        flow.write(example, tmp_path / "a.zip", ALL, job)
    assert list(tmp_path.glob("*.zip*")) == [] == list(tmp_path.glob(".a.zip*"))


def test_words_whose_consent_was_withdrawn_go_from_where_they_were_copied_to(
    example: LocalWorkspace, tmp_path: Path
) -> None:
    cited = next(
        row for row in exported(example, tmp_path / "a.zip").json("json/evidence.json") if "“" in row["sentence"]
    )
    words = re.search("“(.+?)”", cited["sentence"])
    assert words is not None
    example.do(talks.set_quote_consent, id=UUID(cited["source"]), consent="no")
    archive = exported(example, tmp_path / "b.zip")
    texts = [name for name in archive.holding(words[1]) if not name.endswith(".pdf")]
    assert texts == []
