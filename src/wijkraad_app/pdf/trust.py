"""Certificates of authorities, as they come in files: PEM with one or several, or DER."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.x509 import Certificate


@dataclass(frozen=True, slots=True)
class Root:
    """An authority that can be believed; ``fingerprint`` is SHA-256 in hexadecimal."""

    name: str
    fingerprint: str
    valid_until: date
    pem: bytes


def roots_in(data: bytes) -> tuple[Root, ...]:
    """The authorities in a file. Raises `ValueError` when it holds none."""
    from cryptography import x509

    armoured = b"-----BEGIN" in data
    found = x509.load_pem_x509_certificates(data) if armoured else [x509.load_der_x509_certificate(data)]
    return tuple(_root(one) for one in found)


def _root(certificate: Certificate) -> Root:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509.oid import NameOID

    names = [
        *certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME),
        *certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME),
    ]
    return Root(
        name=str(names[0].value) if names else certificate.subject.rfc4514_string(),
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
        valid_until=certificate.not_valid_after_utc.date(),
        pem=certificate.public_bytes(Encoding.PEM),
    )
