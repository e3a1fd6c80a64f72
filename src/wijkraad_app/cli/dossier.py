"""Verbs on the dossier as a whole: new, check, list, show, history, search."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from wijkraad_app.db import check, history
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.features.advice import queries as advice
from wijkraad_app.features.council import service as council
from wijkraad_app.features.council.rules import presets
from wijkraad_app.features.loose_ends import queries as merged
from wijkraad_app.features.loose_ends import rules
from wijkraad_app.features.loose_ends.rules import Left
from wijkraad_app.features.meetings import queries as meetings
from wijkraad_app.features.meetings.documents.registers import action_data, register_data
from wijkraad_app.features.search import queries
from wijkraad_app.kernel.i18n import _, ngettext

from . import output
from .session import opened, passphrase


def add_to(verbs: Any, common: ArgumentParser) -> None:
    """Add this group's verbs to the command line."""
    new = verbs.add_parser("new", parents=[common], help=_("make a new dossier"))
    new.add_argument("file")
    new.add_argument("--name", required=True)
    new.add_argument("--preset", default="")
    new.set_defaults(run=run_new)
    verbs.add_parser("check", parents=[common], help=_("check file, journal and references")).set_defaults(
        run=run_check
    )
    listing = verbs.add_parser("list", parents=[common], help=_("records of a kind"))
    listing.add_argument("kind", choices=queries.KINDS)
    listing.add_argument("--query", default="")
    listing.set_defaults(run=run_list)
    show = verbs.add_parser("show", parents=[common], help=_("one record, whole"))
    show.add_argument("id")
    show.set_defaults(run=run_show)
    past = verbs.add_parser("history", parents=[common], help=_("who changed what, when"))
    past.add_argument("id")
    past.set_defaults(run=run_history)
    search = verbs.add_parser("search", parents=[common], help=_("find words in everything"))
    search.add_argument("words", nargs="+")
    search.set_defaults(run=run_search)


def run_new(arguments: Namespace) -> None:
    path = Path(arguments.file).resolve()
    presets.preset(arguments.preset)
    workspace = workspaces.create(path, passphrase(arguments))
    try:
        made = workspace.do(council.set_up_council, name=arguments.name, preset=arguments.preset)
    finally:
        workspace.close()
    output.show({"dossier": str(path), "id": str(made.council)}, as_json=arguments.json)


def run_check(arguments: Namespace) -> int:
    with opened(arguments) as workspace:
        problems = workspace.read(check.problems)
        left = workspace.read(merged.left) if not problems else ()
    told = {"ok": not problems, "problems": problems}
    if left:
        told["left"] = [_left(one) for one in left]
    lines = problems or [_("The dossier is sound."), *(f"{rules.what(one)}. {rules.to_do(one)}" for one in left)]
    output.show(told, as_json=arguments.json, text="\n".join(lines))
    return 1 if problems else 0


def _left(one: Left) -> dict[str, str]:
    """What merging left to put right: no fault of the file, so it stands beside ``problems``."""
    id = str(one.ref.id) if one.ref is not None else ""
    return {"matter": one.matter, "id": id, "what": rules.what(one), "to_do": rules.to_do(one)}


def run_list(arguments: Namespace) -> None:
    with opened(arguments) as workspace:
        rows = workspace.read(queries.records, arguments.kind, arguments.query)
        more = workspace.read(lambda session: _more(session, arguments.kind, [row.ref.id for row in rows]))
    listed = [{"id": str(row.ref.id), "title": row.title} | more.get(str(row.ref.id), {}) for row in rows]
    text = "\n".join(f"{row['id'][:8]}  {row['title']}" for row in listed)
    output.show(listed, as_json=arguments.json, text=text or _("There is none."))


def _more(session: Session, kind: str, ids: Sequence[UUID]) -> dict[str, dict[str, Any]]:
    """What the registers tell of decisions, actions and promises beside their title, by id."""
    found: list[dict[str, Any]] = []
    if kind == "decision":
        found = register_data(meetings.register_rows(session, ids))
    elif kind == "action":
        found = action_data(meetings.action_rows(session, ids))
    elif kind == "promise":
        found = advice.promise_data(advice.promise_rows(session, ids))
    return {row["id"]: row for row in found}


def run_show(arguments: Namespace) -> None:
    with opened(arguments) as workspace:
        found = workspace.read(queries.record, workspace.read(queries.resolve, arguments.id))
    output.show(found, as_json=arguments.json)


def run_history(arguments: Namespace) -> None:
    with opened(arguments) as workspace:
        ref = workspace.read(queries.resolve, arguments.id)
        entries = workspace.read(history.of, ref.id)
        names = {row.ref.id: row.title for row in workspace.read(queries.records, "person")}
    listed: list[dict[str, Any]] = [
        {
            "when": entry.when.isoformat(),
            "actor": names.get(entry.actor, "") if entry.actor else "",
            "label": entry.label,
            "fields": {field.name: {"old": field.old, "new": field.new} for field in entry.fields},
        }
        for entry in entries
    ]
    text = "\n".join(f"{row['when'][:16]}  {row['actor'] or '–'}  {row['label']}" for row in listed)
    output.show(listed, as_json=arguments.json, text=text)


def run_search(arguments: Namespace) -> None:
    with opened(arguments) as workspace:
        hits = workspace.read(queries.words, " ".join(arguments.words))
    listed = [{"id": str(hit.id), "kind": hit.kind, "title": hit.title, "snippet": hit.snippet} for hit in hits]
    text = "\n".join(f"{row['id'][:8]}  {row['kind']:13} {row['title']}\n          {row['snippet']}" for row in listed)
    output.show(listed, as_json=arguments.json, text=text or _("Nothing found."))
    if not arguments.json and listed:
        output.say(ngettext("{n} found", "{n} found", len(listed)).format(n=len(listed)))
