"""Keys of the council's own, and keys from elsewhere that may not be used."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.pdf import keys

from .conftest import PASSPHRASE, SIGNED_AT, Council


def code(path: Path, passphrase: str = PASSPHRASE, at: datetime = SIGNED_AT) -> str:
    with pytest.raises(UserError) as refused:
        keys.load_key(path, passphrase, at)
    return refused.value.code


def foreign(
    path: Path,
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey,
    purpose: str = "",
    signs: bool = True,
) -> Path:
    """A self-signed key file that this program did not make."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "J. Elders")])
    usage = x509.KeyUsage(signs, False, not signs, False, False, False, False, False, False)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(SIGNED_AT - timedelta(days=10))
        .not_valid_after(SIGNED_AT + timedelta(days=10))
        .add_extension(usage, critical=True)
    )
    if purpose:
        made = made.add_extension(x509.ExtendedKeyUsage([x509.ObjectIdentifier(purpose)]), critical=False)
    digest = None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    lock = serialization.BestAvailableEncryption(PASSPHRASE.encode())
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"x", key, made.sign(key, digest), None, lock))
    return path


def test_a_key_knows_whose_it_is(council: Council) -> None:
    key = keys.load_key(council.chair, PASSPHRASE, SIGNED_AT)
    assert key.info.subject == "A. Verhoeven, voorzitter, Wijkraad De Singels"
    assert key.info.issuer == "Ondertekening Wijkraad De Singels"
    assert key.chain == (x509.load_pem_x509_certificate(council.authority.certificate_pem),)


def test_a_key_file_is_for_its_owner_only(council: Council) -> None:
    assert stat.S_IMODE(council.chair.stat().st_mode) == 0o600


def test_a_members_certificate_is_for_signing_and_mail(council: Council) -> None:
    told = keys.load_key(council.chair, PASSPHRASE, SIGNED_AT).certificate.extensions
    purposes = told.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert {one.dotted_string for one in purposes} == {"1.3.6.1.5.5.7.3.36", "1.3.6.1.5.5.7.3.4"}
    usage = told.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature and usage.content_commitment and not usage.key_cert_sign


def test_a_wrong_passphrase_is_told_apart_from_a_wrong_file(council: Council, tmp_path: Path) -> None:
    assert code(council.chair, "iets anders") == "wrong_passphrase"
    other = tmp_path / "brief.p12"
    other.write_bytes(b"%PDF-1.7 geen sleutel")
    assert code(other) == "not_a_key"
    assert code(tmp_path / "weg.p12") == "cannot_read"


def test_a_damaged_key_file_is_refused(council: Council, tmp_path: Path) -> None:
    cut = tmp_path / "stuk.p12"
    cut.write_bytes(council.chair.read_bytes()[:-40])
    assert code(cut) in ("not_a_key", "wrong_passphrase")


def test_a_key_is_used_only_while_it_is_valid(council: Council) -> None:
    assert code(council.chair, at=datetime(2040, 1, 1, tzinfo=UTC)) == "key_expired"
    assert code(council.chair, at=datetime(2020, 1, 1, tzinfo=UTC)) == "key_not_yet_valid"


def test_keys_from_elsewhere_work_when_they_are_for_signing(tmp_path: Path) -> None:
    for name, key in (("ec", ec.generate_private_key(ec.SECP384R1())), ("rsa", rsa.generate_private_key(65537, 2048))):
        file = foreign(tmp_path / f"{name}.p12", key, "1.3.6.1.5.5.7.3.4")
        assert keys.load_key(file, PASSPHRASE, SIGNED_AT).info.name == "J. Elders"


def test_a_key_for_something_else_is_refused(tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    assert code(foreign(tmp_path / "server.p12", key, "1.3.6.1.5.5.7.3.1")) == "key_not_for_signing"
    assert code(foreign(tmp_path / "mail.p12", key, signs=False)) == "key_not_for_signing"


def test_a_sort_of_key_that_pdf_readers_do_not_know_is_refused(tmp_path: Path) -> None:
    assert code(foreign(tmp_path / "ed.p12", ed25519.Ed25519PrivateKey.generate())) == "key_unsupported"


def test_a_key_is_never_written_over_a_file(council: Council) -> None:
    with pytest.raises(UserError) as refused:
        keys.make_key(council.chair, name="X", role="lid", passphrase=PASSPHRASE)
    assert refused.value.code == "file_exists"


@pytest.mark.parametrize(
    ("name", "passphrase", "expected"), [(" ", PASSPHRASE, "name_missing"), ("X", "kort", "passphrase_too_short")]
)
def test_a_key_needs_a_name_and_a_passphrase(tmp_path: Path, name: str, passphrase: str, expected: str) -> None:
    with pytest.raises(UserError) as refused:
        keys.make_key(tmp_path / "k.p12", name=name, role="lid", passphrase=passphrase)
    assert refused.value.code == expected
    assert not list(tmp_path.glob("*.p12"))
