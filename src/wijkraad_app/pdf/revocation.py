"""The list in which an authority says which of its keys no longer count (RFC 5280, 5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from .keys import Authority

VALID_DAYS = 31
"""Until when a reader need not ask for a newer one; what a letter keeps stays proof of its own moment."""


def revocation_list(authority: Authority, revoked: Mapping[int, date], at: datetime) -> bytes:
    """A list (DER) signed by ``authority`` at ``at``; ``revoked`` gives the day from which a serial number is out."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    root = x509.load_pem_x509_certificate(authority.certificate_pem)
    key = serialization.load_pem_private_key(authority.key_pem, None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    start = at.replace(microsecond=0)
    made = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root.subject)
        .last_update(start)
        .next_update(start + timedelta(days=VALID_DAYS))
        .add_extension(x509.CRLNumber(int(start.timestamp())), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
    )
    for serial, day in sorted(revoked.items()):
        from_then = datetime.combine(day, time(), UTC)
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(from_then)
        made = made.add_revoked_certificate(entry.build())
    return made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
