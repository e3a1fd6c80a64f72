"""Looking at any PDF: who signed it, whether it was changed, what is still open, and what is different."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.workspace import Workspace
from wijkraad_app.pdf import preview, reading, signing, verification
from wijkraad_app.pdf.cards import Card
from wijkraad_app.pdf.files import read_file, write_whole
from wijkraad_app.pdf.signing import Field, Signed
from wijkraad_app.pdf.trust import roots_in
from wijkraad_app.pdf.verification import Verdict

from .. import documents, queries
from ..documents import Report
from . import revoked, trusted
from .letters import require_owner

Through: TypeAlias = Literal["dossier", "imported", "system", ""]
MARK = (163, 42, 32)
"""Red over what was changed, as in the verdict beside it."""
MARK_SHARE = 0.14
MARGIN, BAR = 6, 4


@dataclass(frozen=True, slots=True)
class Checked:
    """A PDF and what can be said of it.

    ``day``: the date of a letter made here, None for any other file. ``revoked``: what is said of keys that the
    council revoked. ``fields`` in their order; ``rooted``: whether any authority was believed, ``own``: that of a
    dossier, so keys the council made. ``through``: what knows the authority of every signer, the dossier, a
    certificate that was imported, or the system. ``as_signed`` is the file as the last signer left it, when it was
    changed afterwards by adding to it and that part is whole.
    """

    path: Path
    data: bytes
    verdict: Verdict
    fields: tuple[Field, ...]
    sha256: str
    rooted: bool
    own: bool
    as_signed: bytes | None = None
    day: date | None = None
    revoked: tuple[str, ...] = ()
    through: Through = ""

    @property
    def turn(self) -> Field | None:
        """The field whose turn it is to be signed; None when nothing can be signed (any more)."""
        whole = self.verdict.valid or not self.verdict.signatures
        return next((one for one in self.fields if not one.signed), None) if whole else None


def check(path: Path, workspace: Workspace | None = None, trust: tuple[Path, ...] = ()) -> Checked:
    """Read and judge a file by the authorities of the dossier and of the certificates in ``trust``.

    Raises `UserError` when a file can't be opened, isn't a PDF or holds no certificate.
    """
    data = read_file(path)
    preview.page_count(data)
    known = workspace.read(queries.roots) if workspace is not None else ()
    roots = (*known, *_imported(trust))
    sound = verification.verify_bytes(data, roots, path.name, also=trusted.of_the_system)
    verdict, found = revoked.judged(workspace, sound)
    return Checked(
        path=path,
        data=data,
        verdict=verdict,
        fields=_fields(path),
        sha256=hashlib.sha256(data).hexdigest(),
        rooted=bool(roots),
        own=bool(known),
        as_signed=None if sound.valid or not sound.signatures else _as_signed(data, path.name),
        day=reading.letter_day(data),
        revoked=found,
        through=_through(verdict, known, roots),
    )


def _imported(trust: tuple[Path, ...]) -> tuple[bytes, ...]:
    return (*(one.root.pem for one in trusted.believed()), *(read_file(one) for one in trust))


def _through(verdict: Verdict, known: tuple[bytes, ...], roots: tuple[bytes, ...]) -> Through:
    """The weakest source among those of all signers."""
    used = {one.root for one in verdict.signatures}
    if verdict.trusted != "yes":
        return ""
    if used <= fingerprints(known):
        return "dossier"
    return "imported" if used <= fingerprints(roots) else "system"


def fingerprints(certificates: tuple[bytes, ...]) -> set[str]:
    """Of the authorities in files (SHA-256, hexadecimal)."""
    return {root.fingerprint for data in certificates for root in roots_in(data)}


def _fields(path: Path) -> tuple[Field, ...]:
    try:
        return signing.fields(path)
    except UserError:
        return ()


def _as_signed(data: bytes, name: str) -> bytes | None:
    ends = [numbers[2] + numbers[3] for numbers in reading.byte_ranges(data) if len(numbers) == 4]
    end = max((one for one in ends if one < len(data)), default=0)
    return data[:end] if end and verification.verify_bytes(data[:end], (), name).valid else None


def sign_file(
    checked: Checked,
    target: Path,
    key: Path | Card,
    passphrase: str,
    expected: str = "",
    timestamp_url: str | None = None,
    workspace: Workspace | None = None,
) -> Signed:
    """Sign the field whose turn it is and write a new file, also without any dossier; ``expected`` as `sign_letter`."""
    assert checked.turn is not None
    require_owner(key, passphrase, expected)
    if workspace is not None:
        revoked.refuse_revoked(workspace, signing.owner(key, passphrase))
    field = checked.turn.name
    return signing.sign(checked.path, target, field=field, key=key, passphrase=passphrase, timestamp_url=timestamp_url)


def verify(file: Path, workspace: Workspace | None = None, trust: tuple[Path, ...] = ()) -> Verdict:
    """Judge a PDF by the authorities of the dossier and of the files given."""
    known = workspace.read(queries.roots) if workspace is not None else ()
    verdict = verification.verify(file, (*known, *_imported(trust)), also=trusted.of_the_system)
    return revoked.judged(workspace, verdict)[0]


def write_report(checked: Checked, target: Path, report: Report) -> Path:
    """Write what can be said of a file as a PDF of one page."""
    write_whole(target, documents.report_pdf(checked.path.name, checked.sha256, report))
    return target.absolute()


def page_with_marks(now: bytes, before: bytes, page: int, width: int) -> tuple[int, int, int, bytes]:
    """A page as it is now, with red over the lines that differ from ``before``; as `preview.page_image`."""
    import numpy

    wide, high, stride, pixels = preview.page_image(now, page, width)
    shown = numpy.frombuffer(pixels, numpy.uint8).reshape(high, stride // 4, 4).copy()
    differing = _differing_rows(shown, before, page, width)
    for top, bottom in _bands(differing, high):
        band = shown[top:bottom, :, :3].astype(numpy.float32)
        shown[top:bottom, :, :3] = (band * (1 - MARK_SHARE) + numpy.array(MARK) * MARK_SHARE).astype(numpy.uint8)
        shown[top:bottom, :BAR, :3] = MARK
    return wide, high, stride, shown.tobytes()


def _differing_rows(shown: object, before: bytes, page: int, width: int) -> list[int]:
    """Lines of pixels that look different; all of them when the page wasn't there."""
    import numpy

    now = numpy.asarray(shown)
    try:
        _wide, high, stride, pixels = preview.page_image(before, page, width)
    except IndexError:
        return list(range(now.shape[0]))
    old = numpy.frombuffer(pixels, numpy.uint8).reshape(high, stride // 4, 4)
    if old.shape != now.shape:
        return list(range(now.shape[0]))
    far = numpy.abs(old[:, :, :3].astype(numpy.int16) - now[:, :, :3].astype(numpy.int16)).max(axis=(1, 2)) > 24
    return [int(at) for at in numpy.flatnonzero(far)]


def _bands(rows: list[int], high: int) -> list[tuple[int, int]]:
    """Rows near each other as one band, with a margin."""
    bands: list[tuple[int, int]] = []
    for at in rows:
        top, bottom = max(0, at - MARGIN), min(high, at + MARGIN + 1)
        if bands and top <= bands[-1][1]:
            bands[-1] = (bands[-1][0], bottom)
        else:
            bands.append((top, bottom))
    return bands
