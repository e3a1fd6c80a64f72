"""A timestamp server on this computer, under an authority that publishes a list of what it revoked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from wijkraad_app.kernel import clock

LONG, SHORTER = timedelta(days=9000), timedelta(days=7000)


@dataclass
class TimeServer:
    """``address`` is asked for timestamps by the clock ``now``; ``root`` (DER) is its authority.

    ``lists``: it says what it revoked; ``whole``: stamps bring the authority's certificate; ``asked`` are the paths.
    """

    now: Callable[[], datetime]
    address: str = ""
    root: bytes = b""
    lists: bool = True
    whole: bool = True
    asked: list[str] = field(default_factory=list)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


def _certificate(
    name: str, key: Any, issuer: str, issuer_key: Any, *extensions: Any, lasts: timedelta = LONG
) -> x509.Certificate:
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - LONG)
        .not_valid_after(now + lasts)
    )
    for extension, critical in extensions:
        made = made.add_extension(extension, critical=critical)
    return made.sign(issuer_key, hashes.SHA256())


@cache
def _key(number: int) -> rsa.RSAPrivateKey:
    """Making one takes long; the same serve every server."""
    assert number >= 0
    return rsa.generate_private_key(65537, 2048)


class _Authority:
    """Root, server key and list."""

    def __init__(self, address: str) -> None:
        self.root_key, self.key = _key(0), _key(1)
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        root = (x509.BasicConstraints(ca=True, path_length=None), True), (usage, True)
        self.root = _certificate("Klokautoriteit", self.root_key, "Klokautoriteit", self.root_key, *root)
        purpose = x509.ExtendedKeyUsage([x509.oid.ExtendedKeyUsageOID.TIME_STAMPING])
        point = x509.DistributionPoint([x509.UniformResourceIdentifier(f"{address}list.crl")], None, None, None)
        leaf = (purpose, True), (x509.CRLDistributionPoints([point]), False)
        self.leaf = _certificate("Klok", self.key, "Klokautoriteit", self.root_key, *leaf, lasts=SHORTER)

    def revoked(self, now: datetime) -> bytes:
        made = x509.CertificateRevocationListBuilder().issuer_name(self.root.subject)
        made = made.last_update(now).next_update(now + timedelta(days=31))
        listed = made.sign(self.root_key, hashes.SHA256())
        return listed.public_bytes(Encoding.DER)

    def stamper(self, at: datetime, *, whole: bool) -> Any:
        der = self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        leaf = asn1_x509.Certificate.load(self.leaf.public_bytes(Encoding.DER))
        store: Any = SimpleCertificateStore
        chain = store.from_certs([asn1_x509.Certificate.load(self.root.public_bytes(Encoding.DER))] if whole else [])
        key = asn1_keys.PrivateKeyInfo.load(der)
        return DummyTimeStamper(leaf, key, certs_to_embed=chain, fixed_dt=at)


@contextmanager
def time_server(now: Callable[[], datetime] = clock.now) -> Iterator[TimeServer]:
    """Run one; ``now`` is its clock."""
    told = TimeServer(now)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.asked.append(self.path)
            request = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            stamper = authority.stamper(told.now().replace(microsecond=0), whole=told.whole)
            self._answer("application/timestamp-reply", stamper.request_tsa_response(request).dump())

        def do_GET(self) -> None:
            told.asked.append(self.path)
            if told.lists:
                self._answer("application/pkix-crl", authority.revoked(told.now().replace(microsecond=0)))
            else:
                self.send_error(404)

        def _answer(self, kind: str, content: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.address = f"http://127.0.0.1:{server.server_port}/"
    authority = _Authority(told.address)
    told.root = authority.root.public_bytes(Encoding.DER)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
