"""Signatures as a forger would make them: other certificates, weak digests, parts left out, holes moved."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import algos, cms, core, tsp
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from wijkraad_app.pdf import keys
from wijkraad_app.pdf.keys import SigningKey
from wijkraad_app.pdf.reading import byte_ranges
from wijkraad_app.pdf.signing import _signed

assert tsp  # must be there before asn1crypto first names a type of content
PURPOSES = (x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36"), x509.oid.ExtendedKeyUsageOID.EMAIL_PROTECTION)


def a_key(
    authority: keys.Authority,
    name: str = "A. Verhoeven",
    *,
    since: datetime,
    days: int = 900,
    purposes: Sequence[x509.ObjectIdentifier] = PURPOSES,
    may_sign: bool = True,
    may_certify: bool = False,
    rsa_key: bool = False,
    key: Any = None,
) -> SigningKey:
    """A key of ``authority`` with whatever a forger could have asked for; of ``key`` when one is given."""
    above = x509.load_pem_x509_certificate(authority.certificate_pem)
    above_key = serialization.load_pem_private_key(authority.key_pem, None)
    assert isinstance(above_key, ec.EllipticCurvePrivateKey)
    key = key or (rsa.generate_private_key(65537, 2048) if rsa_key else ec.generate_private_key(ec.SECP256R1()))
    usage = {name: False for name in (
        "key_encipherment", "data_encipherment", "key_agreement", "crl_sign", "encipher_only", "decipher_only"
    )}  # fmt: skip
    role = (x509.NameAttribute(x509.NameOID.COMMON_NAME, name), x509.NameAttribute(x509.NameOID.TITLE, "voorzitter"))
    made = (
        x509.CertificateBuilder()
        .subject_name(x509.Name(role))
        .issuer_name(above.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=may_certify, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=may_sign, content_commitment=may_sign, key_cert_sign=not may_sign or may_certify,
                **usage,
            ), critical=True,
        )
        .add_extension(x509.ExtendedKeyUsage(list(purposes)), critical=True)
        .sign(above_key, hashes.SHA256())
    )  # fmt: skip
    return SigningKey(keys.info_of(made, ""), key, made, (above,))


def signed_with(data: bytes, field: str, key: SigningKey, at: datetime, *, first: bool = False) -> bytes:
    """``data`` signed in ``field`` with nothing asked of the key or the file."""
    return asyncio.run(_signed(data, field, key, None, at, first, None))


def holes(data: bytes) -> list[tuple[int, int]]:
    """Where each signature's hexadecimal digits stand, "<" and ">" not counted."""
    return [(part[0] + part[1] + 1, part[2] - 1) for part in byte_ranges(data)]


def content_of(data: bytes, which: int = -1) -> cms.ContentInfo:
    """The signature itself, to read or change."""
    start, end = holes(data)[which]
    return cms.ContentInfo.load(bytes.fromhex(data[start:end].strip(b"<>").decode()))


def with_content(data: bytes, content: bytes, which: int = -1) -> bytes:
    """The file with another signature in the hole; as long as it was."""
    start, end = data.index(b"<", holes(data)[which][0] - 1) + 1, data.index(b">", holes(data)[which][0])
    digits = content.hex().encode()
    assert len(digits) <= end - start, "the hole is too small"
    return data[:start] + digits.ljust(end - start, b"0") + data[end:]


def signed_part(data: bytes, which: int = -1) -> bytes:
    """The bytes under a signature."""
    one, two, three, four = byte_ranges(data)[which]
    return data[one : one + two] + data[three : three + four]


def remade(
    data: bytes,
    key: SigningKey,
    digest: str = "sha256",
    change: Callable[[list[Any]], list[Any]] = lambda attributes: attributes,
    *,
    bare: bool = False,
) -> bytes:
    """The last signature made anew with ``key``: another ``digest``, other signed attributes, or none (``bare``)."""
    content = content_of(data)
    info = content["content"]["signer_infos"][0]
    covered = signed_part(data)
    algorithm = algos.DigestAlgorithm({"algorithm": digest})
    attributes = change([one for one in info["signed_attrs"] if one["type"].native != "cms_algorithm_protection"])
    for one in attributes:
        if one["type"].native == "message_digest":
            one["values"] = [core.OctetString(hashlib.new(digest, covered).digest())]
    set_ = cms.CMSAttributes(attributes)
    told = covered if bare else set_.dump()
    if bare:
        del info["signed_attrs"]
    else:
        info["signed_attrs"] = set_
    leaf = asn1.Certificate.load(key.certificate.public_bytes(Encoding.DER))
    assert isinstance(key.key, ec.EllipticCurvePrivateKey)
    info["digest_algorithm"] = algorithm
    info["signature_algorithm"] = algos.SignedDigestAlgorithm({"algorithm": f"{digest}_ecdsa"})
    info["signature"] = key.key.sign(told, ec.ECDSA({"sha1": hashes.SHA1(), "sha256": hashes.SHA256()}[digest]))
    info["sid"] = _named(leaf)
    content["content"]["digest_algorithms"] = [algorithm]
    return with_content(data, content.dump(force=True))


def _named(leaf: asn1.Certificate) -> cms.SignerIdentifier:
    number = cms.IssuerAndSerialNumber({"issuer": leaf.issuer, "serial_number": leaf.serial_number})
    return cms.SignerIdentifier("issuer_and_serial_number", number)


def with_certificate(data: bytes, key: SigningKey) -> bytes:
    """The certificate of the last signature swapped for another, its numbers with it; the signature left as it is."""
    content = content_of(data)
    leaf = asn1.Certificate.load(key.certificate.public_bytes(Encoding.DER))
    info = content["content"]["signer_infos"][0]
    others = [one for one in content["content"]["certificates"] if one.chosen.ca]
    content["content"]["certificates"] = [cms.CertificateChoices("certificate", leaf), *others]
    info["sid"] = _named(leaf)
    return with_content(data, content.dump(force=True))


def with_range(data: bytes, numbers: Sequence[int], which: int = -1) -> bytes:
    """The file with other numbers in a /ByteRange; as long as it was."""
    import re

    found = list(re.finditer(rb"/ByteRange\s*\[([\d\s]+)\]", data))[which]
    room = found.end(1) - found.start(1)
    words = " ".join(map(str, numbers)).encode()
    assert len(words) <= room, "the range is too long"
    return data[: found.start(1)] + words.ljust(room) + data[found.end(1) :]


def signed_with_room(data: bytes, field: str, key: SigningKey, at: datetime) -> bytes:
    """Signed with certificates that nobody needs, so that there is room for other things later."""
    others = [a_key(keys.make_authority("Elders", at), "Elders", since=at).certificate for _n in range(3)]
    return signed_with(data, field, SigningKey(key.info, key.key, key.certificate, (*key.chain, *others)), at)


def with_timestamp(data: bytes, at: datetime, *, of: bytes | None = None) -> bytes:
    """The last signature with a timestamp of a server nobody knows; ``of`` something else than the signature."""
    from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

    server = a_key(
        keys.make_authority("Klok", at - timedelta(days=9)), "Klok", since=at - timedelta(days=3),
        purposes=(x509.oid.ExtendedKeyUsageOID.TIME_STAMPING,), rsa_key=True,
    )  # fmt: skip
    private = server.key.private_bytes(Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    stamper: Any = DummyTimeStamper(
        asn1.Certificate.load(server.certificate.public_bytes(Encoding.DER)), asn1_keys.PrivateKeyInfo.load(private),
        fixed_dt=at,
    )  # fmt: skip
    content = content_of(data)
    wanted = [one for one in content["content"]["certificates"] if "Elders" not in one.chosen.subject.human_friendly]
    content["content"]["certificates"] = wanted
    info = content["content"]["signer_infos"][0]
    told = hashlib.sha256(of if of is not None else info["signature"].native).digest()
    token = asyncio.run(stamper.async_timestamp(told, "sha256"))
    info["unsigned_attrs"] = cms.CMSAttributes(
        [cms.CMSAttribute({"type": "signature_time_stamp_token", "values": [token]})]
    )
    return with_content(data, content.dump(force=True))
