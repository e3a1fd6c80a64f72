"""What someone is typing and didn't finish, kept in this file only: no journal, no history, no other computer.

It is inside the dossier, and as secret as the rest; a changed passphrase or a copy takes it along.
"""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from wijkraad_app.kernel.i18n import N_

from .tables import Meta
from .unit import UnitOfWork
from .verbs import verb

_BEGIN = "typing "


@verb(label=N_("Keep what is being typed"))
def keep(uow: UnitOfWork, *, key: str, text: str) -> None:
    """Keep a text under a key of at most 32 characters; "" forgets it."""
    known = uow.session.get(Meta, _BEGIN + key)
    if text:
        uow.session.merge(Meta(key=_BEGIN + key, value=text))
    elif known is not None:
        uow.session.delete(known)


def kept(session: Session, key: str) -> str:
    """What was kept under the key; "" when nothing was."""
    row = session.get(Meta, _BEGIN + key)
    return row.value if row else ""


def forget_all(session: Session) -> None:
    """Nothing half typed is left, for an erasure: it may hold what is erased."""
    session.execute(delete(Meta).where(Meta.key.startswith(_BEGIN, autoescape=True)))
