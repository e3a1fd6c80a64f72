"""How a verb opens the dossier it was given, with the passphrase of the environment or of a file."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.access import flow as access
from wijkraad_app.features.search import queries
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.kernel.jobs import heard_by

from . import output


def passphrase(arguments: Namespace) -> str | None:
    """The dossier's passphrase: ``--passphrase-file`` (its first line), else ``WIJKRAAD_PASSPHRASE``."""
    file = getattr(arguments, "passphrase_file", None)
    return os.environ.get("WIJKRAAD_PASSPHRASE") if file is None else first_line(file)


def first_line(file: str) -> str:
    """The first line of a file with a passphrase or a recovery key."""
    try:
        return Path(file).read_text(encoding="utf-8").split("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(_("The passphrase file “{file}” can't be read.").format(file=file), code="no_file") from error


def key_passphrase() -> str:
    """The passphrase of signing keys, from ``WIJKRAAD_KEY_PASSPHRASE``."""
    found = os.environ.get("WIJKRAAD_KEY_PASSPHRASE")
    if not found:
        raise UserError(_("Put the passphrase of the key in WIJKRAAD_KEY_PASSPHRASE."), code="key_passphrase_needed")
    return found


@contextmanager
def opened(arguments: Namespace, *, write: bool = False) -> Iterator[LocalWorkspace]:
    """The dossier named by ``-d``, closed at the end."""
    file = getattr(arguments, "dossier", None)
    if not file:
        raise UserError(_("Name the dossier with -d FILE."), code="dossier_needed")
    paper = getattr(arguments, "recovery_key_file", None)
    key = first_line(paper) if paper else None
    with heard_by(_progress):
        workspace = _brought_up_to_date(Path(file), passphrase(arguments), key, write=write)
    try:
        yield workspace
    finally:
        workspace.close()


def _brought_up_to_date(path: Path, typed: str | None, key: str | None, *, write: bool) -> LocalWorkspace:
    """An older dossier is opened for writing first, also by a verb that only reads."""
    try:
        return access.open_dossier(path, typed, recovery_key=key, write=write)
    except UserError as error:
        if error.code != "older":
            raise
    access.open_dossier(path, typed, recovery_key=key).close()
    return access.open_dossier(path, typed, recovery_key=key, write=write)


def _progress(done: int, total: int, words: str) -> None:
    output.say(f"{words} ({done}/{total})")


def named(workspace: LocalWorkspace, text: str, kind: str) -> UUID:
    """The id of the record of ``kind`` that ``text`` names. `UserError` for any other record."""
    ref: EntityRef = workspace.read(queries.resolve, text)
    if ref.kind != kind:
        raise UserError(
            _("“{id}” is a record of kind {found}; {kind} was expected.").format(id=text, found=ref.kind, kind=kind),
            code="wrong_kind",
        )
    return ref.id


def source_file(name: str) -> Path:
    """An existing file to read."""
    path = Path(name)
    if not path.is_file():
        raise UserError(_("There is no file “{name}”.").format(name=name), code="no_file")
    return path
