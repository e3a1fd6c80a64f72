"""All bytes of a dossier as they lie on the disk, decrypted page by page, with the log beside it."""

from __future__ import annotations

from pathlib import Path

from wijkraad_app.db.dossier import side_files
from wijkraad_app.db.engine import SALT_SIZE, raw_key

_PAGE, _RESERVE, _IV = 4096, 80, 16


def all_bytes(path: Path, passphrase: str | None = None) -> bytes:
    """File, ``-wal`` and ``-shm``; with a passphrase each page of the file decrypted as SQLCipher 4 lays it out."""
    beside = b"".join(file.read_bytes() for file in side_files(path) if file.exists())
    data = path.read_bytes()
    if passphrase is None:
        return data + beside
    key = raw_key(passphrase, data[:SALT_SIZE])
    pages = [data[start : start + _PAGE] for start in range(0, len(data), _PAGE)]
    return b"".join(_page(key, page, SALT_SIZE if not number else 0) for number, page in enumerate(pages)) + beside


def _page(key: bytes, page: bytes, skip: int) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    body, start = page[skip : _PAGE - _RESERVE], _PAGE - _RESERVE
    decryptor = Cipher(algorithms.AES(key), modes.CBC(page[start : start + _IV])).decryptor()
    return decryptor.update(body) + decryptor.finalize()
