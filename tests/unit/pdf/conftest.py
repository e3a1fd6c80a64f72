"""A letter, two keys of one council, and the letter signed by both; made once for all tests of this folder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from wijkraad_app.pdf import keys
from wijkraad_app.pdf.letter import Letter, letter_document
from wijkraad_app.pdf.render import render
from wijkraad_app.pdf.signing import sign

from .samples import a_letter

PASSPHRASE = "zeven bruggen"
COUNCIL = "Wijkraad De Singels"
SIGNED_AT = datetime(2026, 12, 4, 15, 12, tzinfo=UTC)
KEYS_FROM = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Council:
    """A council's root and the key files of its chair and secretary."""

    authority: keys.Authority
    chair: Path
    secretary: Path

    @property
    def trust(self) -> tuple[bytes, ...]:
        return (self.authority.certificate_pem,)


@dataclass(frozen=True)
class Letters:
    """One letter in its three states."""

    unsigned: Path
    by_chair: Path
    by_both: Path


@pytest.fixture(scope="session")
def letter() -> Letter:
    return a_letter()


@pytest.fixture(scope="session")
def council(tmp_path_factory: pytest.TempPathFactory) -> Council:
    folder = tmp_path_factory.mktemp("keys")
    authority = keys.make_authority(COUNCIL, KEYS_FROM)
    files = []
    for name, role in (("A. Verhoeven", "voorzitter"), ("M. van Duin", "secretaris")):
        file = folder / f"{role}.p12"
        keys.make_key(
            file,
            name=name,
            role=role,
            organisation=COUNCIL,
            passphrase=PASSPHRASE,
            authority=authority,
            at=KEYS_FROM,
        )
        files.append(file)
    return Council(authority, *files)


@pytest.fixture(scope="session")
def letters(letter: Letter, council: Council, tmp_path_factory: pytest.TempPathFactory) -> Letters:
    folder = tmp_path_factory.mktemp("letters")
    made = Letters(folder / "brief.pdf", folder / "brief-1.pdf", folder / "brief-2.pdf")
    made.unsigned.write_bytes(render(letter_document(letter)))
    for source, target, field, key in (
        (made.unsigned, made.by_chair, "chair", council.chair),
        (made.by_chair, made.by_both, "secretary", council.secretary),
    ):
        sign(source, target, field=field, key=key, passphrase=PASSPHRASE, at=SIGNED_AT)
    return made
