"""Files that go with a letter: kept, drawn, taken back, refused once somebody signed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from uuid import UUID

import pytest

from tests.unit.pdf.test_enclosing import picture
from wijkraad_app import bootstrap
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.letters import flow, queries, service
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.pdf import conformance, signing

from .test_service import DAY, WORDS, advice, code, keys
from .test_versions import text

__all__ = ["advice", "keys"]


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    (tmp_path / "kruising.jpg").write_bytes(picture())
    return tmp_path / "kruising.jpg"


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    (tmp_path / "metingen.csv").write_bytes(b"straat;snelheid\n")
    return tmp_path / "metingen.csv"


def titles(workspace: LocalWorkspace, advice: UUID) -> list[str]:
    return [one.title for one in workspace.read(queries.enclosures, advice)]


def drawn(workspace: LocalWorkspace, advice: UUID, folder: Path) -> str:
    return text(flow.export_letter(workspace, advice, folder / "brief.pdf"))


def test_an_enclosure_goes_with_the_letter_and_can_be_undone(
    workspace: LocalWorkspace, advice: UUID, photo: Path, figures: Path, tmp_path: Path
) -> None:
    letter = flow.make_letter(workspace, advice, DAY)
    before = workspace.read(queries.letter_file, letter)
    flow.add_enclosure(workspace, advice, photo, title="De kruising", alt="Een kruising zonder zebrapad")
    added = flow.add_enclosure(workspace, advice, figures)
    assert (added.title, added.how) == ("metingen", "beside")
    kept = workspace.read(queries.letter_file, letter)
    assert conformance.problems(kept) == ()
    words = drawn(workspace, advice, tmp_path)
    assert "De kruising, achter deze brief" in words and "Bijlage: De kruising" in words
    assert hashlib.sha256(figures.read_bytes()).hexdigest() in words.replace(" ", "")
    assert (tmp_path / "brief bijlagen" / "metingen.csv").read_bytes() == figures.read_bytes()
    workspace.undo()
    workspace.undo()
    assert titles(workspace, advice) == [] and workspace.read(queries.letter_file, letter) == before
    workspace.redo()
    assert titles(workspace, advice) == ["De kruising"]
    assert workspace.read(queries.letter_file, letter) != before


def test_an_enclosure_is_called_something_else_or_taken_away(
    workspace: LocalWorkspace, advice: UUID, photo: Path, tmp_path: Path
) -> None:
    added = flow.add_enclosure(workspace, advice, photo, alt="Een kruising")
    flow.make_letter(workspace, advice, DAY)
    flow.change_enclosure(workspace, advice, added.id, title="Foto van de kruising", alt="Een kruising in de regen")
    assert "Foto van de kruising, achter" in drawn(workspace, advice, tmp_path)
    flow.remove_enclosure(workspace, advice, added.id)
    assert "kruising" not in drawn(workspace, advice, tmp_path) and titles(workspace, advice) == []


def test_a_letter_made_anew_keeps_its_enclosures(
    workspace: LocalWorkspace, advice: UUID, figures: Path, tmp_path: Path
) -> None:
    flow.add_enclosure(workspace, advice, figures, title="Metingen")
    flow.make_letter(workspace, advice, DAY)
    flow.make_letter(workspace, advice, DAY)
    assert "Metingen, als los bestand" in drawn(workspace, advice, tmp_path)


def test_what_an_enclosure_lacks_is_asked_for(workspace: LocalWorkspace, advice: UUID, photo: Path) -> None:
    with pytest.raises(UserError) as refused:
        flow.add_enclosure(workspace, advice, photo, title="De kruising")
    assert refused.value.code == "no_alt"
    fields = {"advice": advice, "how": "beside", "file_name": "a", "data": b"a", "media_type": "text/plain"}
    assert code(workspace, service.add_enclosure, title=" ", **fields) == "no_title"
    assert titles(workspace, advice) == []


def test_nothing_changes_once_somebody_signed(
    workspace: LocalWorkspace, advice: UUID, figures: Path, keys: dict[str, Path], tmp_path: Path
) -> None:
    added = flow.add_enclosure(workspace, advice, figures)
    letter = flow.make_letter(workspace, advice, DAY)
    flow.sign_letter(workspace, letter, "chair", keys["chair"], WORDS)
    for change in (
        lambda: flow.add_enclosure(workspace, advice, figures),
        lambda: flow.change_enclosure(workspace, advice, added.id, title="Anders"),
        lambda: flow.remove_enclosure(workspace, advice, added.id),
    ):
        with pytest.raises(UserError) as refused:
            change()
        assert refused.value.code == "signing_began"
    file = workspace.read(queries.letter_file, letter)
    assert code(workspace, service.draw_again, letter=letter, pdf=file) == "signing_began"


def test_a_letter_with_an_attached_file_is_signed_and_verified(
    workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path], tmp_path: Path
) -> None:
    report = flow.export_letter(workspace, advice, tmp_path / "rapport.pdf", public=True)
    assert flow.add_enclosure(workspace, advice, report, title="Rapport").how == "inside"
    letter = flow.make_letter(workspace, advice, DAY)
    for field in ("chair", "secretary"):
        flow.sign_letter(workspace, letter, field, keys[field], WORDS)
    verdict = flow.judge(workspace, letter)
    assert verdict.valid and verdict.complete
    file = flow.export_letter(workspace, advice, tmp_path / "brief.pdf")
    assert [field.signed for field in signing.fields(file) if field.name != "archive"] == [True, True]


def test_two_files_of_one_name_lie_beside_each_other(
    workspace: LocalWorkspace, advice: UUID, figures: Path, tmp_path: Path
) -> None:
    flow.add_enclosure(workspace, advice, figures, title="Eerste")
    figures.write_bytes(b"anders")
    flow.add_enclosure(workspace, advice, figures, title="Tweede")
    flow.export_letter(workspace, advice, tmp_path / "brief.pdf")
    found = {file.name: file.read_bytes() for file in (tmp_path / "brief bijlagen").iterdir()}
    assert set(found) == {"metingen.csv", "2 metingen.csv"}
    assert set(found.values()) == {b"straat;snelheid\n", b"anders"}


def test_a_file_goes_along_by_command(
    workspace: LocalWorkspace, advice: UUID, photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier = workspace.path
    workspace.close()
    command = ["-d", str(dossier), "letter", "enclose", str(advice), str(photo), "--title", "De kruising"]
    assert bootstrap.main(command) != 0
    assert "Typ in woorden wat de afbeelding laat zien" in capsys.readouterr().err
    assert bootstrap.main([*command, "--alt", "Een kruising zonder zebrapad", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["how"] == "page"
    target = tmp_path / "brief.pdf"
    assert bootstrap.main(["-d", str(dossier), "letter", "export", str(advice), str(target)]) == 0
    assert "De kruising, achter deze brief" in text(target)
    capsys.readouterr()
