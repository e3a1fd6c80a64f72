"""Lists that are read from a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.pasting import MOST_CHARACTERS, read_text_file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_list_is_read_in_whatever_encoding(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "acties.csv"
    file.write_bytes("Café bellen;Zoë".encode(encoding))
    assert read_text_file(file) == "Café bellen;Zoë"


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"PK\x03\x04\x00\x00", "not_text"), (b"%PDF-1.7 x", "not_text"), (b"x" * (4 * MOST_CHARACTERS + 1), "too_large")],
)
def test_a_file_without_text_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    file = tmp_path / "lijst.xlsx"
    file.write_bytes(data)
    with pytest.raises(UserError) as refused:
        read_text_file(file)
    assert refused.value.code == code


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        read_text_file(tmp_path / "weg.csv")
    assert refused.value.code == "cannot_read"
