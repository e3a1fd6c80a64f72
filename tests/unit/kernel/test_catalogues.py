"""The catalogues as one file, kept until one of them changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from wijkraad_app.kernel import i18n, resources

TEXT = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Bridge"\nmsgstr "{word}"\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(resources, "path", tmp_path.joinpath)
    made = tmp_path / "locale" / "nl"
    made.mkdir(parents=True)
    return made


def test_the_merged_catalogue_is_kept_and_renewed_when_one_changes(folder: Path) -> None:
    file = folder / "signals.po"
    file.write_text(TEXT.format(word="Brug"), encoding="utf-8")
    first = i18n.compiled("nl", [file])
    kept = folder / i18n.MERGED
    assert kept.read_bytes() == first and b"Brug" in first
    file.write_text(TEXT.format(word="Overgang"), encoding="utf-8")
    later = kept.stat().st_mtime_ns + 1_000_000
    os.utime(file, ns=(later, later))
    assert b"Overgang" in i18n.compiled("nl", [file])


def test_a_place_that_cant_be_written_costs_only_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder / "signals.po"
    file.write_text(TEXT.format(word="Brug"), encoding="utf-8")

    def refuse(*_arguments: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "write_bytes", refuse)
    assert b"Brug" in i18n.compiled("nl", [file])
    assert not (folder / i18n.MERGED).exists()
