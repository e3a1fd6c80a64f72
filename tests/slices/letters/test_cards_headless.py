"""A card on the command line: which keys are there, and signing with one of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.softcard import EMPTY, FULL, PIN, SoftCard, soft_card
from tests.unit.pdf.conftest import KEYS_FROM, SIGNED_AT, Council, Letters, council, letter, letters
from wijkraad_app import bootstrap
from wijkraad_app.kernel import clock

__all__ = ["Council", "council", "letter", "letters"]


@pytest.fixture
def box() -> SoftCard:
    return soft_card(KEYS_FROM)


def told(capsys: pytest.CaptureFixture[str], *command: str, code: int = 0) -> object:
    with clock.fixed(SIGNED_AT):
        assert bootstrap.main([*command, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_the_keys_in_the_readers_are_listed(box: SoftCard, capsys: pytest.CaptureFixture[str]) -> None:
    rows = told(capsys, "key", "cards", str(box.module))
    assert isinstance(rows, list)
    assert {(row["token"], row["serial"], row["name"]) for row in rows} == {
        (FULL, box.serials[FULL], name) for name in ("Ans Verhoeven", "M. van Duin", "Oude Sleutel")
    }
    assert {row["fingerprint"] for row in rows} < set(box.fingerprints.values())


def test_a_letter_is_signed_and_every_refusal_has_its_code(
    box: SoftCard, letters: Letters, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "uit.pdf"
    sign = ("letter", "sign", str(letters.unsigned), "--field", "chair", "-o", str(target), "--card")
    module, mark = str(box.module), box.fingerprints["Ans Verhoeven"][:12]
    monkeypatch.setenv("WIJKRAAD_KEY_PASSPHRASE", PIN)
    for more, code in (
        ((str(tmp_path / "weg.so"),), "no_module"),
        ((module, "--token", "weg"), "no_token"),
        ((module, "--token", EMPTY), "no_certificate"),
        ((module, "--token", FULL), "several_keys"),
        ((module, "--certificate", box.fingerprints["Oude Sleutel"]), "key_expired"),
    ):
        found = told(capsys, *sign, *more, code=1)
        assert isinstance(found, dict) and found["error"]["code"] == code and not target.exists()
    monkeypatch.setenv("WIJKRAAD_KEY_PASSPHRASE", "000000")
    found = told(capsys, *sign, module, "--certificate", mark, code=1)
    assert isinstance(found, dict) and found["error"]["code"] == "wrong_pin"
    monkeypatch.setenv("WIJKRAAD_KEY_PASSPHRASE", PIN)
    found = told(capsys, *sign, module, "--token", FULL, "--certificate", mark)
    assert isinstance(found, dict) and found["signer"].startswith("Ans Verhoeven") and target.exists()
