"""Verbs on signing keys."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from wijkraad_app.features.letters import flow, queries, service
from wijkraad_app.features.letters.queries import KeyRow
from wijkraad_app.features.letters.rules import key_state
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from . import output
from .session import key_passphrase, named, opened


def add_to(verbs: Any, common: ArgumentParser) -> None:
    """Add this group's verbs to the command line."""
    group = verbs.add_parser("key", parents=[common], help=_("make, list or revoke signing keys of the council's own"))
    actions = group.add_subparsers(dest="action", metavar="new|list|cards|revoke", required=True)
    new = actions.add_parser("new", parents=[common])
    new.add_argument("--name", required=True)
    new.add_argument("--role", required=True)
    new.add_argument("file")
    new.set_defaults(run=run_new)
    actions.add_parser("list", parents=[common]).set_defaults(run=run_list)
    card = actions.add_parser("cards", parents=[common])
    card.add_argument("module", help=_("the library of a card or USB key (PKCS#11)"))
    card.set_defaults(run=run_cards)
    revoke = actions.add_parser("revoke", parents=[common])
    revoke.add_argument("key", help=_("its id as “key list” gives it"))
    revoke.set_defaults(run=run_revoke)


def run_new(arguments: Namespace) -> None:
    """Make a key: with ``-d`` under that council's authority, else under one that this computer keeps."""
    path, words = Path(arguments.file).resolve(), key_passphrase()
    if arguments.dossier:
        with opened(arguments, write=True) as workspace:
            made = flow.issue_key(workspace, arguments.name, arguments.role, path, words)
    else:
        made = flow.make_key(arguments.name, arguments.role, path, words)
    expires = made.valid_until.date().isoformat()
    output.show({"file": made.file, "subject": made.subject, "expires": expires}, as_json=arguments.json)


def run_list(arguments: Namespace) -> None:
    """The keys that the council's authority issued, newest first."""
    with opened(arguments) as workspace:
        rows = workspace.read(queries.keys)
    output.show([_shown(row) for row in rows], as_json=arguments.json, text=None if rows else _("There are no keys."))


def run_cards(arguments: Namespace) -> None:
    """The cards that are in, with the keys on them that can sign."""
    found = flow.in_readers(Path(arguments.module))
    rows = [
        {
            "token": one.token.label,
            "serial": one.token.serial,
            "name": key.name,
            "role": key.role,
            "expires": key.valid_until.date().isoformat(),
            "fingerprint": key.fingerprint,
        }
        for one in found
        for key in one.keys
    ]
    nothing = _("There is no certificate on this card that can sign a letter.")
    output.show(rows, as_json=arguments.json, text=None if rows else nothing)


def run_revoke(arguments: Namespace) -> None:
    """From today nobody signs with it. `UserError` ``revoked`` when it was revoked before."""
    with opened(arguments, write=True) as workspace:
        key = named(workspace, arguments.key, "signing_key")
        if _row(workspace.read(queries.keys), key).revoked_on is not None:
            raise UserError(_("This key was revoked already."), code="revoked")
        workspace.do(service.revoke_key, key=key, day=clock.today())
        row = _row(workspace.read(queries.keys), key)
    output.show(_shown(row), as_json=arguments.json)
    output.say(_("Someone without this dossier doesn't know it: tell them. Remove the key file yourself."))


def _row(rows: Sequence[KeyRow], key: UUID) -> KeyRow:
    return next(row for row in rows if row.id == key)


def _shown(row: KeyRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "name": row.name,
        "role": row.role,
        "state": key_state(row.valid_until, row.revoked_on, clock.today()).value,
        "expires": row.valid_until.isoformat() if row.valid_until else None,
        "revoked": row.revoked_on.isoformat() if row.revoked_on else None,
        "fingerprint": row.fingerprint,
    }
