"""Signing with a card or token: the key stays there, and each thing that can be wrong is one sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pkcs11
import pytest

from tests.softcard import EMPTY, FULL, PIN, SoftCard, soft_card
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.pdf import cards, conformance
from wijkraad_app.pdf.cards import Card
from wijkraad_app.pdf.signing import owner, sign
from wijkraad_app.pdf.verification import verify

from .conftest import KEYS_FROM, SIGNED_AT, Letters


@pytest.fixture(scope="module")
def box() -> SoftCard:
    return soft_card(KEYS_FROM)


def a_card(box: SoftCard, name: str) -> Card:
    return Card(box.module, box.serials[FULL], box.fingerprints[name])


def refusal(letters: Letters, target: Path, card: Card, pin: str = PIN) -> str:
    with pytest.raises(UserError) as refused:
        sign(letters.unsigned, target, field="chair", key=card, passphrase=pin, at=SIGNED_AT)
    assert not target.exists()
    return refused.value.code


def test_the_cards_and_the_certificates_that_can_sign_are_listed(box: SoftCard) -> None:
    assert {(one.label, one.pinpad) for one in cards.tokens(box.module)} == {(FULL, False), (EMPTY, False)}
    found = cards.certificates(box.module, box.serials[FULL])
    assert {one.name for one in found} == {"Ans Verhoeven", "M. van Duin", "Oude Sleutel"}
    assert owner(a_card(box, "M. van Duin"), "").role == "voorzitter"


def test_a_curve_and_an_rsa_key_sign_a_letter_that_holds(box: SoftCard, letters: Letters, tmp_path: Path) -> None:
    file = tmp_path / "brief.pdf"
    file.write_bytes(letters.unsigned.read_bytes())
    for field, name in (("chair", "Ans Verhoeven"), ("secretary", "M. van Duin")):
        done = sign(file, file, field=field, key=a_card(box, name), passphrase=PIN, at=SIGNED_AT)
        assert done.signer.name == name
    verdict = verify(file, (box.authority.certificate_pem,))
    assert (verdict.valid, verdict.complete, verdict.trusted) == (True, True, "yes")
    assert conformance.problems(file.read_bytes()) == ()


def test_what_is_wrong_is_told_and_leaves_no_file(box: SoftCard, letters: Letters, tmp_path: Path) -> None:
    target, card = tmp_path / "uit.pdf", a_card(box, "Ans Verhoeven")
    text = tmp_path / "geen.so"
    text.write_text("geen bibliotheek")
    for wrong, code in (
        (Card(tmp_path / "weg.so", card.serial, card.fingerprint), "no_module"),
        (Card(text, card.serial, card.fingerprint), "no_module"),
        (Card(box.module, "0000", card.fingerprint), "no_token"),
        (Card(box.module, box.serials[EMPTY], card.fingerprint), "no_certificate"),
        (a_card(box, "Oude Sleutel"), "key_expired"),
        (a_card(box, "Website"), "key_not_for_signing"),
    ):
        assert refusal(letters, target, wrong) == code
    assert [refusal(letters, target, card, pin) for pin in ("314159", "1", "")] == ["wrong_pin"] * 3
    with pytest.raises(UserError) as refused:
        cards.certificates(box.module, box.serials[EMPTY])
    assert refused.value.code == "no_certificate"


@pytest.mark.parametrize(
    ("thrown", "code"),
    [(pkcs11.PinLocked, "pin_locked"), (pkcs11.DeviceRemoved, "no_token"), (pkcs11.GeneralError, "card_failed")],
)
def test_a_card_that_fails_is_one_sentence(
    box: SoftCard, letters: Letters, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, thrown: Any, code: str
) -> None:
    """The card in software knows no limit of tries, so it is told to throw what others do."""
    real = cards._token

    class Failing:
        def __init__(self, token: Any) -> None:
            self.flags, self._token = token.flags, token

        def open(self, **given: Any) -> Any:
            if "user_pin" in given:
                raise thrown
            return self._token.open()

    monkeypatch.setattr(cards, "_token", lambda *which: Failing(real(*which)))
    assert refusal(letters, tmp_path / "uit.pdf", a_card(box, "Ans Verhoeven")) == code
