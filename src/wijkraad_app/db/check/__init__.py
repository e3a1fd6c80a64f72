"""Integrity of a dossier: the file, the chain of signed changesets, each row against its fold, references, files."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import inspect, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .. import blobs
from ..base import journaled_models
from ..tables import Blob
from . import chain, rows, wording

_MOST = 20


def problems(session: Session) -> list[str]:
    """Everything that is wrong, each in one sentence; empty when the dossier is sound."""
    found: list[str] = []
    for part in (_file, chain.problems, rows.problems, _references, _blobs):
        try:
            for sentence in part(session):
                found.append(sentence)
        except (ValueError, LookupError, TypeError, AttributeError, DatabaseError):
            found.append(_("The file itself is damaged. Open the newest backup."))
    return list(dict.fromkeys(found))


def _file(session: Session) -> Iterator[str]:
    if session.get_bind().dialect.name != "sqlite":
        return
    found = session.execute(text("PRAGMA quick_check")).scalars().all()
    if found != ["ok"]:
        yield _("The file itself is damaged. Open the newest backup.")


def _references(session: Session) -> Iterator[str]:
    models = journaled_models()
    for model in models.values():
        for attribute in inspect(model).column_attrs:
            target = models.get(attribute.columns[0].info.get("ref", ""))
            if target is None:
                continue
            column = attribute.columns[0]
            known = select(target.id)
            query = select(model).where(model.deleted.is_(False), column.is_not(None), column.not_in(known))
            for row in session.scalars(query.limit(_MOST)):
                yield _("{what} refers to something that isn't there.").format(what=wording.of_row(row))


def _blobs(session: Session) -> Iterator[str]:
    for digest in session.scalars(select(Blob.digest)).all():
        try:
            blobs.load(session, digest)
        except UserError as error:
            yield error.message
