"""Proof for later under the kept letter: journaled, told in words, and refused where it would prove nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from tests.timeserver import TimeServer, time_server
from wijkraad_app import bootstrap
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.letters import flow, queries, service
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import in_language
from wijkraad_app.pdf import conformance
from wijkraad_app.pdf.levels import Level

from .test_service import DAY, WORDS, advice, keys

__all__ = ["advice", "keys"]


@pytest.fixture
def server(monday: object) -> Iterator[TimeServer]:
    with time_server() as running:
        yield running


@pytest.fixture
def letter(workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path], server: TimeServer) -> UUID:
    """Signed by both, with timestamps."""
    made = flow.make_letter(workspace, advice, DAY)
    for field in ("chair", "secretary"):
        flow.sign_letter(workspace, made, field, keys[field], WORDS, server.address)
    return made


def refusal(workspace: LocalWorkspace, letter: UUID, words: str = WORDS) -> str:
    with pytest.raises(UserError) as refused:
        flow.preserve_letter(workspace, letter, authority=words)
    return refused.value.code


def test_proof_is_kept_with_its_fingerprint_and_can_be_taken_back(
    workspace: LocalWorkspace, letter: UUID, server: TimeServer
) -> None:
    before = workspace.read(queries.letter, letter).file
    assert flow.judge(workspace, letter).level is Level.TIMED
    assert flow.asks_authority(workspace, letter)
    assert refusal(workspace, letter, "fout") == "wrong_passphrase"
    lasting = flow.preserve_letter(workspace, letter, authority=WORDS)
    assert lasting.verdict.level is Level.LASTING and not lasting.sealed
    sealed = flow.preserve_letter(workspace, letter, authority=WORDS, timestamp_url=server.address)
    assert sealed.verdict.level is Level.ARCHIVED and conformance.problems(sealed.data) == ()
    kept = workspace.read(queries.letter, letter).file
    assert kept == hashlib.sha256(sealed.data).hexdigest() and kept != before
    assert refusal(workspace, letter) == "sealed_already"
    assert flow.judge(workspace, letter).level is Level.ARCHIVED
    workspace.undo()
    workspace.undo()
    assert workspace.read(queries.letter, letter).file == before


def test_only_a_whole_letter_gets_proof_and_only_its_own_file_is_kept(
    workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path], server: TimeServer
) -> None:
    made = flow.make_letter(workspace, advice, DAY)
    flow.sign_letter(workspace, made, "chair", keys["chair"], WORDS, server.address)
    assert refusal(workspace, made) == "not_signed"
    flow.sign_letter(workspace, made, "secretary", keys["secretary"], WORDS, server.address)
    with pytest.raises(UserError) as refused:
        workspace.do(service.preserve_letter, letter=made, pdf=b"%PDF-1.7 iets anders")
    assert refused.value.code == "other_file"


def test_without_the_authority_of_the_council_nothing_is_claimed(
    workspace: LocalWorkspace, letter: UUID, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("wijkraad_app.features.letters.flow.keys.data_folder", lambda: tmp_path / "elders")
    assert not flow.asks_authority(workspace, letter)
    assert refusal(workspace, letter) == "authority_elsewhere"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_level_and_the_seal_are_told_in_words(
    workspace: LocalWorkspace, letter: UUID, advice: UUID, server: TimeServer, tmp_path: Path, language: str
) -> None:
    flow.preserve_letter(workspace, letter, authority=WORDS)
    file, root = flow.export_letter(workspace, advice, tmp_path / "brief.pdf"), tmp_path / "klok.pem"
    with in_language(language):
        lasting = " ".join(text for _mark, text in flow.report(flow.check(file, workspace)).parts[1][1])
    assert "(B-LT)" in lasting and ("alleen bewijs" in lasting or "only proof" in lasting)
    flow.preserve_letter(workspace, letter, authority=WORDS, timestamp_url=server.address)
    flow.export_letter(workspace, advice, file)
    root.write_bytes(server.root)
    with in_language(language):
        unknown = [text for _mark, text in flow.report(flow.check(file, workspace)).parts[1][1]]
        known = [text for _mark, text in flow.report(flow.check(file, workspace, (root,))).parts[1][1]]
    expected = {
        "nl": ("Niveau: ondertekend, en verzegeld voor het archief (B-LTA)", "maar de server is niet bekend (Klok)",
               "Een zegel bewijst dat de hele brief bestond op 23 november 2026"),
        "en": ("Level: signed, and sealed for the archive (B-LTA)", "but its server isn't known (Klok)",
               "A seal proves that the whole letter existed on 23 November 2026"),
    }[language]  # fmt: skip
    assert expected[0] in known and expected[0] in unknown
    assert sum(expected[1] in line for line in unknown) == 2 and not any(expected[1] in line for line in known)
    assert any(line.startswith(expected[2]) for line in known)


def test_by_command(
    workspace: LocalWorkspace, letter: UUID, advice: UUID, server: TimeServer, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    path, target, root = workspace.path, tmp_path / "uit.pdf", tmp_path / "klok.pem"
    root.write_bytes(server.root)
    workspace.close()
    monkeypatch.setenv("WIJKRAAD_KEY_PASSPHRASE", WORDS)
    command = ["-d", str(path), "letter", "preserve", str(advice), "--timestamp", server.address, "-o", str(target)]
    assert bootstrap.main([*command, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["level"], told["sealed"], told["file"]) == ("B-LTA", True, str(target))
    assert told["sha256"] == hashlib.sha256(target.read_bytes()).hexdigest()
    assert bootstrap.main([*command, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "sealed_already"
    assert bootstrap.main(["-d", str(path), "letter", "verify", str(target), "--trust", str(root), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["level"], told["seal"]["server"], told["seal"]["known"]) == ("B-LTA", "Klok", True)
    assert [one["time_proven"] for one in told["signatures"]] == [True, True]
    assert bootstrap.main(["letter", "verify", str(target)]) == 0
    assert "(B-LTA)" in capsys.readouterr().out
