"""Keys to sign with: those a council makes itself, and .p12 files from elsewhere.

A council has one authority, a self-signed root whose key stays in the dossier; it certifies the keys of its
members. Such keys prove that a letter is whole and with whose key it was signed, and are not qualified (eIDAS).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from wijkraad_app.kernel import clock, threads
from wijkraad_app.kernel.dates import long_date
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .files import read_file, write_whole

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate, KeyUsage, Name

    PrivateKey = EllipticCurvePrivateKey | RSAPrivateKey

AUTHORITY_YEARS, MEMBER_YEARS = 20, 4
SHORTEST_PASSPHRASE = 8
LEAST_RSA_BITS = 2048
_DOCUMENT_SIGNING = "1.3.6.1.5.5.7.3.36"  # RFC 9336
FOR_SIGNING = {
    _DOCUMENT_SIGNING,
    "1.3.6.1.5.5.7.3.4",  # emailProtection, what most validators ask for
    "1.3.6.1.4.1.311.10.3.12",  # Microsoft document signing
    "1.2.840.113583.1.1.5",  # Adobe authentic documents
    "2.5.29.37.0",  # any
}


@dataclass(frozen=True, slots=True)
class Authority:
    """A council's root: keep ``key_pem`` inside the encrypted dossier only."""

    certificate_pem: bytes
    key_pem: bytes


@dataclass(frozen=True, slots=True)
class KeyInfo:
    """Who a key belongs to; dates aware, in UTC. ``fingerprint`` is SHA-256 in hexadecimal."""

    file: str
    name: str
    role: str
    organisation: str
    issuer: str
    valid_from: datetime
    valid_until: datetime
    fingerprint: str

    @property
    def subject(self) -> str:
        """ "A. Verhoeven, voorzitter, Wijkraad De Singels"."""
        return ", ".join(part for part in (self.name, self.role, self.organisation) if part)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key that may sign now, with its certificate and those above it."""

    info: KeyInfo
    key: PrivateKey
    certificate: Certificate
    chain: tuple[Certificate, ...]


def make_authority(organisation: str, at: datetime | None = None) -> Authority:
    """A new root for a council: P-256, self-signed, valid for twenty years."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(_("Signing authority of {organisation}").format(organisation=organisation), "", organisation)
    start = (at or clock.now()).replace(microsecond=0) - timedelta(days=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=365 * AUTHORITY_YEARS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(authority=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return Authority(_pem(certificate), _key_pem(key))


def make_key(
    path: Path,
    *,
    name: str,
    role: str,
    passphrase: str,
    organisation: str = "",
    authority: Authority | None = None,
    at: datetime | None = None,
) -> KeyInfo:
    """Write a new key for a member to ``path`` (.p12), locked with ``passphrase``; never over an existing file.

    Without ``authority`` a root is made for this key alone and its key thrown away. Raises `UserError`
    ``passphrase_too_short``, ``name_missing``, ``file_exists``, ``cannot_write``.
    """
    threads.check("making a key")
    _require(bool(name.strip()), _("Give the name of the person whose key this is."), "name_missing")
    new_passphrase(passphrase)
    _require(
        not path.exists(), _("“{file}” exists already. Choose another name.").format(file=path.name), "file_exists"
    )
    made = _member(name.strip(), role.strip(), organisation.strip(), authority, at)
    write_whole(path, _packed(made, passphrase), private=True)
    return info_of(made.certificate, str(path.absolute()))


def _member(name: str, role: str, organisation: str, authority: Authority | None, at: datetime | None) -> SigningKey:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    root = authority or make_authority(organisation or name, at)
    above = x509.load_pem_x509_certificate(root.certificate_pem)
    root_key = serialization.load_pem_private_key(root.key_pem, None)
    assert isinstance(root_key, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    start = (at or clock.now()).replace(microsecond=0) - timedelta(days=1)
    until = min(start + timedelta(days=365 * MEMBER_YEARS), above.not_valid_after_utc)
    purposes = [x509.ObjectIdentifier(_DOCUMENT_SIGNING), x509.oid.ExtendedKeyUsageOID.EMAIL_PROTECTION]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_name(name, role, organisation))
        .issuer_name(above.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(authority=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    return SigningKey(info_of(certificate, ""), key, certificate, (above,))


def load_key(path: Path, passphrase: str, at: datetime | None = None) -> SigningKey:
    """Open a .p12 file to sign with at ``at`` (now).

    Raises `UserError`: ``cannot_read``, ``not_a_key``, ``wrong_passphrase``, ``key_expired``, ``key_not_yet_valid``,
    ``key_not_for_signing``, ``key_unsupported``.
    """
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    threads.check("opening a key")
    key, certificate, chain = _unpacked(read_file(path), path.name, passphrase)
    info = info_of(certificate, str(path.absolute()))
    kinds = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    require_usable(info, certificate, key.key_size if isinstance(key, kinds) else 0, at or clock.now())
    assert isinstance(key, kinds)
    return SigningKey(info, key, certificate, chain)


def require_usable(info: KeyInfo, certificate: Certificate, bits: int, at: datetime) -> None:
    """`UserError` ``key_unsupported``, ``key_expired``, ``key_not_yet_valid`` or ``key_not_for_signing``; ``bits``: the
    length of the key, 0 for a sort that can't sign here."""
    from cryptography.hazmat.primitives.asymmetric import rsa

    least = LEAST_RSA_BITS if isinstance(certificate.public_key(), rsa.RSAPublicKey) else 256
    _require(
        bits >= least, _("This sort of key can't sign letters. Use an RSA or elliptic curve key."), "key_unsupported"
    )
    _require_valid(info, at)
    _require(may_sign(certificate), _("This key is not meant for signing. Choose another key."), "key_not_for_signing")


def _unpacked(data: bytes, name: str, passphrase: str) -> tuple[object, Certificate, tuple[Certificate, ...]]:
    from cryptography.hazmat.primitives.serialization import pkcs12

    _require(_looks_like_p12(data), _("“{file}” is not a key file (.p12 or .pfx).").format(file=name), "not_a_key")
    words = passphrase_bytes(passphrase, "wrong_passphrase")
    try:
        opened = pkcs12.load_pkcs12(data, words)
    except Exception as error:
        raise UserError(
            _("The passphrase of the key “{file}” is not right.").format(file=name), code="wrong_passphrase"
        ) from error
    if opened.key is None or opened.cert is None:
        raise UserError(_("“{file}” holds no key with its certificate.").format(file=name), code="not_a_key")
    return opened.key, opened.cert.certificate, tuple(extra.certificate for extra in opened.additional_certs)


def new_passphrase(passphrase: str) -> bytes:
    """What locks a new key. `UserError` ``passphrase_too_short`` or ``bad_character``."""
    _require(
        len(passphrase) >= SHORTEST_PASSPHRASE,
        _("Choose a passphrase of at least {count} characters.").format(count=SHORTEST_PASSPHRASE),
        "passphrase_too_short",
    )
    return passphrase_bytes(passphrase, "bad_character")


def passphrase_bytes(passphrase: str, code: str) -> bytes:
    """As OpenSSL takes it; `UserError` ``code`` for a NUL, at which it breaks off, and for half a character."""
    _require(
        "\0" not in passphrase and passphrase.encode("utf-8", "replace").decode() == passphrase,
        _("This text holds a sign that can't be kept. Type it again."),
        code,
    )
    return passphrase.encode()


def _looks_like_p12(data: bytes) -> bool:
    from asn1crypto import pkcs12

    try:
        content = pkcs12.Pfx.load(data)
        return bool(content["version"].native == "v3") and bool(content["auth_safe"]["content_type"].native == "data")
    except (ValueError, TypeError, KeyError):
        return False


def _require_valid(info: KeyInfo, at: datetime) -> None:
    _require(
        at <= info.valid_until,
        _("The key of {name} expired on {date}. Make or choose a newer one.").format(
            name=info.name, date=long_date(info.valid_until.date())
        ),
        "key_expired",
    )
    _require(
        at >= info.valid_from,
        _("The key of {name} is valid from {date}. Check the date of this computer.").format(
            name=info.name, date=long_date(info.valid_from.date())
        ),
        "key_not_yet_valid",
    )


def may_sign(certificate: Certificate) -> bool:
    """Whether a certificate is for signing letters, by what it says of itself."""
    try:
        told = [extension.value for extension in certificate.extensions]
    except ValueError:
        return False
    return all(_allows(value) for value in told)


def _allows(extension: object) -> bool:
    from cryptography import x509

    if isinstance(extension, x509.BasicConstraints):
        return not extension.ca
    if isinstance(extension, x509.KeyUsage):
        return extension.digital_signature or extension.content_commitment
    if isinstance(extension, x509.ExtendedKeyUsage):
        return any(purpose.dotted_string in FOR_SIGNING for purpose in extension)
    return True


def _packed(made: SigningKey, passphrase: str) -> bytes:
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.serialization import pkcs12

    lock = (
        serialization.PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(300_000)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(new_passphrase(passphrase))
    )
    return pkcs12.serialize_key_and_certificates(
        made.info.name.encode(), made.key, made.certificate, list(made.chain), lock
    )


def info_of(certificate: Certificate, file: str) -> KeyInfo:
    """Whose key a certificate speaks of; ``file`` is where the key is kept."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import NameOID

    return KeyInfo(
        file=file,
        name=_part(certificate.subject, NameOID.COMMON_NAME.dotted_string),
        role=_part(certificate.subject, NameOID.TITLE.dotted_string),
        organisation=_part(certificate.subject, NameOID.ORGANIZATION_NAME.dotted_string),
        issuer=_part(certificate.issuer, NameOID.COMMON_NAME.dotted_string),
        valid_from=certificate.not_valid_before_utc.astimezone(UTC),
        valid_until=certificate.not_valid_after_utc.astimezone(UTC),
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
    )


def _part(name: Name, oid: str) -> str:
    return next((str(part.value) for part in name if part.oid.dotted_string == oid), "")


def _name(person: str, role: str, organisation: str) -> Name:
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    parts = (
        (NameOID.COUNTRY_NAME, "NL"),
        (NameOID.ORGANIZATION_NAME, organisation[:64]),
        (NameOID.COMMON_NAME, person[:64]),
        (NameOID.TITLE, role[:64]),
    )
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts if value])


def _usage(*, authority: bool) -> KeyUsage:
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(certificate: Certificate) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding

    return certificate.public_bytes(Encoding.PEM)


def _key_pem(key: PrivateKey) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _require(holds: bool, message: str, code: str) -> None:
    if not holds:
        raise UserError(message, code=code)
