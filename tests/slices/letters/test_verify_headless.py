"""`wijkraad letter verify`: what changed in words and as JSON, and the report of one page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.pdf.conftest import PASSPHRASE, SIGNED_AT, Council, Letters, council, letter, letters
from tests.unit.pdf.tampering import KINDS, Bench, a_note_over_the_text, updated
from wijkraad_app import bootstrap
from wijkraad_app.features.letters import flow
from wijkraad_app.kernel import threads
from wijkraad_app.pdf import conformance, preview
from wijkraad_app.pdf.keys import load_key

__all__ = ["council", "letter", "letters"]


@pytest.fixture
def touched(letters: Letters, tmp_path: Path) -> Path:
    file = tmp_path / "kopie.pdf"
    file.write_bytes(updated(letters.by_both.read_bytes(), a_note_over_the_text))
    return file


def test_what_changed_is_told_in_words_and_as_json(touched: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["letter", "verify", str(touched)]) == 1
    assert "- Op bladzijde 1 is een notitie over de tekst gezet." in capsys.readouterr().out
    assert bootstrap.main(["letter", "verify", str(touched), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["changes"] == ["Op bladzijde 1 is een notitie over de tekst gezet."]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_report_is_one_conforming_page(
    touched: Path, letters: Letters, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    target = tmp_path / "rapport.pdf"
    for file, code in ((touched, 1), (letters.by_both, 0)):
        assert bootstrap.main(["letter", "verify", str(file), "--report", str(target), "--language", language]) == code
        data = target.read_bytes()
        with threads.allowed_here():
            assert conformance.problems(data) == ()
            assert preview.page_count(data) == 1
            text = " ".join(preview.page_text(data, 0).split())
        assert ("notitie over de tekst" in text or "note was put over" in text) == (file is touched)
        assert "A. Verhoeven" in text and file.name in text
    capsys.readouterr()


def test_what_is_wrong_with_a_key_or_signature_is_not_called_a_change(
    letters: Letters, council: Council, tmp_path: Path
) -> None:
    chair, secretary = (load_key(file, PASSPHRASE, SIGNED_AT) for file in (council.chair, council.secretary))
    by_both = letters.by_both.read_bytes()
    bench = Bench(b"", letters.by_chair.read_bytes(), by_both, b"", council.authority, chair, secretary, SIGNED_AT)
    heads = []
    for name in ("a_key_for_websites", "a_weak_digest"):
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(next(kind for kind in KINDS if kind.name == name).make(bench))
        heads.append(flow.report(flow.check(file)).head)
    assert heads == [
        "Deze brief is getekend met een sleutel die niet geldig was",
        "De handtekeningen onder deze brief bewijzen niets",
    ]


def test_a_report_that_can_not_be_written_is_refused(
    letters: Letters, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "weg" / "rapport.pdf"
    assert bootstrap.main(["letter", "verify", str(letters.by_both), "--report", str(target), "--json"]) != 0
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "cannot_write"
