"""Erasing headless: ``erase --person ID | --signal ID | --words TEXT [--list]``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from wijkraad_app.db.erasure import Erased
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.backup import flow as backups
from wijkraad_app.features.backup import queries as copies
from wijkraad_app.features.erasure import flow, service
from wijkraad_app.features.erasure.queries import PlaceRow
from wijkraad_app.features.erasure.rules import Asked
from wijkraad_app.kernel.i18n import _, ngettext

from . import output
from .session import named, opened


def add_to(verbs: Any, common: ArgumentParser) -> None:
    """Add this group's verbs to the command line."""
    erase = verbs.add_parser("erase", parents=[common], help=_("erase words or a person for good"))
    what = erase.add_mutually_exclusive_group(required=True)
    what.add_argument("--person", metavar="ID")
    what.add_argument("--signal", metavar="ID")
    what.add_argument("--words", metavar="TEXT", action="append")
    erase.add_argument("--list", action="store_true", help=_("only list the places"))
    erase.set_defaults(run=run_erase)


def run_erase(arguments: Namespace) -> None:
    with opened(arguments, write=not arguments.list) as workspace:
        asked = _asked(workspace, arguments)
        if arguments.list:
            _list(workspace, asked, as_json=arguments.json)
        else:
            _erase(workspace, asked, as_json=arguments.json)


def _asked(workspace: LocalWorkspace, arguments: Namespace) -> Asked:
    if arguments.person:
        return Asked(person=named(workspace, arguments.person, "person"))
    if arguments.signal:
        return Asked(signal=named(workspace, arguments.signal, "signal"))
    return Asked(words=tuple(arguments.words))


def _list(workspace: LocalWorkspace, asked: Asked, *, as_json: bool) -> None:
    found = flow.places(workspace, asked)
    rows = [_place(row) for row in found.rows]
    lines = [
        f"{row['where']:7} {row['kind']:15} {row['field']:12} {row['title']}\n        {row['text']}" for row in rows
    ]
    n = found.erasable
    told = ngettext("Found in {n} place.", "Found in {n} places.", n).format(n=n) if n else _("Found nowhere.")
    output.show(
        {"count": n, "places": rows, "letters": list(found.letters)}, as_json=as_json, text="\n".join([*lines, told])
    )


def _place(row: PlaceRow) -> dict[str, str]:
    return {
        "where": str(row.where),
        "kind": row.kind,
        "id": str(row.id),
        "field": row.field,
        "title": row.title,
        "text": "".join(text for text, _on in row.around),
    }


def _erase(workspace: LocalWorkspace, asked: Asked, *, as_json: bool) -> None:
    erased = _done(workspace, asked)
    holding = backups.holding(workspace, copies.kept(workspace.path)).erased
    result = {
        "fields": erased.fields,
        "records": erased.records,
        "files": erased.files,
        "backups": [str(copy.path) for copy in holding],
    }
    told = [_("Erased: {fields} fields of {records} records, {files} files.").format(**result)]
    if holding:
        told.append(_("Backups from before still hold it. The settings name them and can replace them."))
        told += [str(copy.path) for copy in holding]
    output.show(result, as_json=as_json, text="\n".join(told))


def _done(workspace: LocalWorkspace, asked: Asked) -> Erased:
    if asked.person is not None:
        return workspace.do(service.erase_person, person=asked.person)
    if asked.signal is not None:
        return workspace.do(service.erase_contact, signal=asked.signal)
    return workspace.do(service.erase_words, words=asked.words)
