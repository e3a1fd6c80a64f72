"""A card in software (SoftHSM2), filled once for this process; tests skip where it isn't installed."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pkcs11
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11 import Attribute, ObjectClass
from pkcs11.util.ec import decode_ec_private_key
from pkcs11.util.rsa import decode_rsa_private_key

from tests.unit.pdf.forging import a_key
from wijkraad_app.pdf import keys
from wijkraad_app.pdf.keys import SigningKey

PIN = "271828"
MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
           "/opt/homebrew/lib/softhsm/libsofthsm2.so")  # fmt: skip
FULL, EMPTY = "wijkraadkaart", "lege kaart"
WEBSITE = x509.oid.ExtendedKeyUsageOID.SERVER_AUTH


@dataclass(frozen=True)
class SoftCard:
    """The library, serial numbers by label, and the certificates' fingerprints by the name of their owner."""

    module: Path
    serials: dict[str, str]
    fingerprints: dict[str, str]
    authority: keys.Authority


def soft_card(since: datetime) -> SoftCard:
    """The card; its keys count from ``since``."""
    module = next((Path(one) for one in MODULES if Path(one).exists()), None)
    if module is None or shutil.which("softhsm2-util") is None:
        pytest.skip("SoftHSM2 is not on this machine")
    return _filled(module, since)


@cache
def _filled(module: Path, since: datetime) -> SoftCard:
    folder = Path(tempfile.mkdtemp(prefix="wijkraad-card-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    for label in (FULL, EMPTY):
        command = ["softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", PIN]
        subprocess.run(command, check=True, capture_output=True)
    authority = keys.make_authority("Wijkraad De Singels", since)
    made = {
        "Ans Verhoeven": a_key(authority, "Ans Verhoeven", since=since),
        "M. van Duin": a_key(authority, "M. van Duin", since=since, rsa_key=True),
        "Oude Sleutel": a_key(authority, "Oude Sleutel", since=since - timedelta(days=900), days=30),
        "Website": a_key(authority, "Website", since=since, purposes=(WEBSITE,)),
    }
    library: Any = pkcs11.lib(str(module))
    tokens = {slot.get_token().label: slot.get_token() for slot in library.get_slots(token_present=True)}
    with tokens[FULL].open(rw=True, user_pin=PIN) as session:
        for number, key in enumerate(made.values(), 1):
            _put(session, bytes([number]), key)
    root = x509.load_pem_x509_certificate(authority.certificate_pem)
    with tokens[FULL].open(rw=True, user_pin=PIN) as session:
        session.create_object(_certificate(bytes([99]), root))
    return SoftCard(
        module,
        {label: bytes(tokens[label].serial).decode().strip("\0 ") for label in (FULL, EMPTY)},
        {name: key.info.fingerprint for name, key in made.items()},
        authority,
    )


def _put(session: Any, id: bytes, key: SigningKey) -> None:
    session.create_object(_certificate(id, key.certificate))
    if isinstance(key.key, rsa.RSAPrivateKey):
        made = decode_rsa_private_key(_der(key.key))
    else:
        assert isinstance(key.key, ec.EllipticCurvePrivateKey)
        made = decode_ec_private_key(_der(key.key))
    session.create_object({**made, Attribute.TOKEN: True, Attribute.ID: id, Attribute.SIGN: True})


def _der(key: Any) -> bytes:
    found: bytes = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    return found


def _certificate(id: bytes, certificate: x509.Certificate) -> dict[Attribute, Any]:
    return {
        Attribute.CLASS: ObjectClass.CERTIFICATE,
        Attribute.CERTIFICATE_TYPE: pkcs11.constants.CertificateType.X_509,
        Attribute.TOKEN: True,
        Attribute.ID: id,
        Attribute.SUBJECT: certificate.subject.public_bytes(),
        Attribute.VALUE: certificate.public_bytes(serialization.Encoding.DER),
    }
