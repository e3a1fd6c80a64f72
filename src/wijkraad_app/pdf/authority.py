"""A council's own authority on disk: a .p12 of its own, locked with its own passphrase, outside any dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .files import read_file, write_whole
from .keys import Authority, make_authority, new_passphrase, passphrase_bytes


@dataclass(frozen=True, slots=True)
class AuthorityCertificate:
    """The public side of an authority: what others need to trust the keys it issued. ``fingerprint``: SHA-256, hex."""

    name: str
    pem: str
    fingerprint: str
    valid_until: date


def describe(authority: Authority) -> AuthorityCertificate:
    """The public side of ``authority``."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import NameOID

    certificate = x509.load_pem_x509_certificate(authority.certificate_pem)
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return AuthorityCertificate(
        name=str(names[0].value) if names else "",
        pem=authority.certificate_pem.decode(),
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
        valid_until=certificate.not_valid_after_utc.date(),
    )


def open_or_make(path: Path, organisation: str, passphrase: str) -> Authority:
    """The authority kept at ``path``; made there the first time. Raises `UserError` ``wrong_passphrase``."""
    if path.exists():
        return load(path, passphrase)
    made = make_authority(organisation)
    save(path, made, passphrase)
    return made


def save(path: Path, authority: Authority, passphrase: str) -> None:
    """Write the authority locked with ``passphrase``, readable by its owner only."""
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import pkcs12

    key = serialization.load_pem_private_key(authority.key_pem, None)
    certificate = x509.load_pem_x509_certificate(authority.certificate_pem)
    lock = serialization.BestAvailableEncryption(new_passphrase(passphrase))
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    data = pkcs12.serialize_key_and_certificates(b"authority", key, certificate, None, lock)
    write_whole(path, data, private=True)


def load(path: Path, passphrase: str) -> Authority:
    """Open the authority's file. Raises `UserError` ``wrong_passphrase`` or ``cannot_read``."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.serialization import pkcs12

    words = passphrase_bytes(passphrase, "wrong_passphrase")
    try:
        key, certificate, _others = pkcs12.load_key_and_certificates(read_file(path), words)
    except ValueError as error:
        raise UserError(
            _("That is not the passphrase of the council's signing authority."), code="wrong_passphrase"
        ) from error
    if key is None or certificate is None:
        raise UserError(_("The file of the council's signing authority is damaged."), code="not_a_key")
    pem = serialization.Encoding.PEM
    plain = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return Authority(certificate.public_bytes(pem), plain)
