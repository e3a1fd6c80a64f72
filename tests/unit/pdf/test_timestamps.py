"""A timestamp server on this computer proves when a letter was signed; and more than two people sign."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pyhanko.sign.signers import PdfTimeStamper

from tests.timeserver import time_server
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.pdf import blocks, conformance, keys
from wijkraad_app.pdf.appending import quiet_writer
from wijkraad_app.pdf.letter import letter_document
from wijkraad_app.pdf.render import render
from wijkraad_app.pdf.signing import sign
from wijkraad_app.pdf.timeserver import timestamper
from wijkraad_app.pdf.verification import verify, verify_bytes

from .conftest import KEYS_FROM, PASSPHRASE, SIGNED_AT, Council, Letters
from .samples import a_letter


@pytest.fixture(scope="module")
def timestamps() -> Iterator[tuple[str, bytes]]:
    """The address of a running server and the certificate of its authority."""
    with time_server(lambda: SIGNED_AT) as server:
        yield server.address, server.root


def test_a_timestamp_proves_the_time_to_who_believes_its_server(
    letters: Letters, council: Council, timestamps: tuple[str, bytes], tmp_path: Path
) -> None:
    address, certificate = timestamps
    signed = tmp_path / "brief.pdf"
    done = sign(
        letters.unsigned,
        signed,
        field="chair",
        key=council.chair,
        passphrase=PASSPHRASE,
        timestamp_url=address,
        at=SIGNED_AT,
    )
    assert done.timestamped
    assert conformance.problems(signed.read_bytes()) == ()
    (alone,) = verify(signed, council.trust).signatures
    assert (alone.intact, alone.trusted, alone.time_proven) == (True, "yes", False)
    (proven,) = verify(signed, (*council.trust, certificate)).signatures
    assert (proven.intact, proven.trusted, proven.time_proven) == (True, "yes", True)
    assert proven.time == SIGNED_AT


def test_an_archive_may_add_its_timestamp_in_the_field_made_for_it(
    letters: Letters, council: Council, timestamps: tuple[str, bytes]
) -> None:
    client = timestamper(timestamps[0])
    out = BytesIO()
    writer = quiet_writer(letters.by_both.read_bytes())
    PdfTimeStamper(timestamper=client, field_name="archive").timestamp_pdf(writer, "sha256", output=out)
    verdict = verify_bytes(out.getvalue(), council.trust)
    assert (verdict.valid, verdict.complete, verdict.trusted) == (True, True, "yes")
    assert [one.field for one in verdict.signatures] == ["chair", "secretary"]
    assert conformance.problems(out.getvalue()) == ()


def test_a_server_that_answers_nonsense_is_one_sentence(letters: Letters, council: Council, tmp_path: Path) -> None:
    class Nonsense(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<html>")

        def log_message(self, format: str, *args: Any) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Nonsense)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with pytest.raises(UserError) as refused:
            sign(
                letters.unsigned,
                tmp_path / "uit.pdf",
                field="chair",
                key=council.chair,
                passphrase=PASSPHRASE,
                timestamp_url=f"http://127.0.0.1:{server.server_port}/",
                at=SIGNED_AT,
            )
    finally:
        server.shutdown()
        server.server_close()
    assert refused.value.code == "timestamp_failed"
    assert not (tmp_path / "uit.pdf").exists()


def test_four_people_sign_one_after_another(council: Council, tmp_path: Path) -> None:
    names = ("chair", "secretary", "signer3", "signer4")
    signers = tuple(blocks.SignatureField(name, f"Lid {name}", "lid") for name in names)
    file = tmp_path / "brief.pdf"
    file.write_bytes(render(letter_document(a_letter(signers=signers))))
    for name in names:
        assert not verify(file).complete
        key, held = tmp_path / f"{name}.p12", f"Lid {name}"
        keys.make_key(key, name=held, role="lid", passphrase=PASSPHRASE, authority=council.authority, at=KEYS_FROM)
        sign(file, file, field=name, key=key, passphrase=PASSPHRASE, at=SIGNED_AT)
        assert verify(file).valid
    verdict = verify(file, council.trust)
    assert (verdict.valid, verdict.complete, verdict.trusted) == (True, True, "yes")
    assert len(verdict.signatures) == 4
    assert conformance.problems(file.read_bytes()) == ()
