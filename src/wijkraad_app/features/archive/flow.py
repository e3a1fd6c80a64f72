"""Writing an archive: a zip that is whole or not there. Never on the window's thread."""

from __future__ import annotations

import os
import tempfile
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.kernel.workspace import Workspace

from .documents import Asked, Entry, entries

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""Of every file in it, so that the same dossier gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Written:
    """The archive and how many records are in it."""

    file: Path
    records: int


def write(workspace: Workspace, target: Path, asked: Asked, job: Job | None = None) -> Written:
    """Write the archive to ``target`` (replaced when it exists): beside it, flushed to disk, renamed.

    Raises `UserError` ``cannot_write``, or what reading the dossier raises; nothing is left behind then.
    """
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                records = workspace.read(_fill, archive, asked, job or Job())
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o600)
        temporary.replace(target)
    except BaseException as error:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise UserError(
                _("“{file}” can't be written there. Choose another folder.").format(file=target.name),
                code="cannot_write",
            ) from error
        raise
    return Written(target.absolute(), records)


def _fill(session: Session, archive: zipfile.ZipFile, asked: Asked, job: Job) -> int:
    records = 0
    for number, entry in enumerate(entries(session, asked)):
        job.step(number)
        archive.writestr(_info(entry), entry.data)
        records += entry.records
    return records


def _info(entry: Entry) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(entry.name, _MOMENT)
    info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
    info.external_attr = 0o644 << 16
    return info
