"""The files of an archive, one after another: the same dossier always gives the same bytes."""

from __future__ import annotations

import json
import mimetypes
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from wijkraad_app.db.base import journaled_models
from wijkraad_app.features.conversations.rules import consent
from wijkraad_app.features.signals.rules.privacy import masked
from wijkraad_app.kernel import resources
from wijkraad_app.kernel.csv_text import csv_bytes
from wijkraad_app.kernel.i18n import _, language, pgettext

from . import queries
from .rules import privacy, texts

Row = dict[str, Any]
Records = Mapping[str, Sequence[Row]]
_DIGEST = re.compile(r"[0-9a-f]{64}")
_SOURCE = ("batch", "source")
"""The file an import came from: it may hold columns with personal data that were never taken over."""
_ANSWERS = ("batch", "answers")
"""Of our own making; the replies are in it as CSV."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: one year or all, and whether contact data go along."""

    year: int | None = None
    contacts: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the archive. ``records``: how many records it is the place of."""

    name: str
    data: bytes
    records: int = 0


def entries(session: Session, asked: Asked) -> Iterator[Entry]:
    """All files of an archive; reads attachments one at a time."""
    found = allowed(queries.records(session, asked.year), contacts=asked.contacts)
    models = journaled_models()
    counts = {kind: len(rows) for kind, rows in found.items()}
    yield Entry("README.md", _readme(asked, counts).encode())
    yield Entry("schema.json", _json(queries.schema(models)))
    for kind, rows in found.items():
        yield Entry(f"json/{kind}.json", _json(rows), len(rows))
        names = queries.fields(models[kind])
        yield Entry(f"csv/{kind}.csv", csv_bytes(names, ([row[name] for name in names] for row in rows)))
    yield from _texts(found)
    yield from _replies(session, found, asked)
    yield from _files(session, found, asked)


def allowed(found: Records, *, contacts: bool) -> dict[str, list[Row]]:
    """The records as they may leave the dossier."""
    mark, told = _("[left out: no consent]"), {row["id"]: row for row in found["conversation"]}
    consents = {row["id"]: privacy.may_quote(row, told) for row in found["quote"]}
    refused = [row for row in found["quote"] if consents[row["id"]] == consent.NO]
    words, spoken = privacy.withheld(refused), _grouped(refused, "conversation")
    made = {}
    for kind, rows in found.items():
        kept = [] if kind in privacy.CONTACT_KINDS and not contacts else list(rows)
        if kind == "quote":
            kept = [privacy.blank_quote(row, consents[row["id"]]) for row in kept]
        if kind == "conversation":
            kept = [{**row, "text": privacy.blank_text(row["text"], spoken[row["id"]], mark)} for row in kept]
        if words:
            kept = [{name: privacy.without_words(value, words, mark) for name, value in row.items()} for row in kept]
        made[kind] = kept if contacts else [privacy.without_contacts(kind, row) for row in kept]
    return made


def _grouped(rows: Sequence[Row], field: str) -> dict[str, list[Row]]:
    """By the record they belong to; none for a record without any."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[field]].append(row)
    return found


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _readme(asked: Asked, counts: Mapping[str, int]) -> str:
    text = resources.path("archive", f"readme.{language()}.md").read_text(encoding="utf-8")
    about = queries.schema(journaled_models())["kinds"]
    rows = [f"| {kind} | {count} | {about[kind]['about']} |" for kind, count in counts.items()]
    contacts = _("Contact data are in it.") if asked.contacts else _("Contact data were left out.")
    period = str(asked.year) if asked.year else _("everything")
    return text.format(period=period, contacts=contacts, kinds="\n".join(rows))


def _texts(found: Records) -> Iterator[Entry]:
    parts = [_grouped(_placed(found[kind]), "meeting") for kind in ("item", "decision", "action")]
    for row in found["meeting"]:
        items, decisions, actions = (rows[row["id"]] for rows in parts)
        yield _text(_("Meetings"), row, row["day"], texts.meeting_text(row, items, decisions, actions))
    advised = _grouped(_placed(found["recommendation"]), "advice")
    for row in found["advice"]:
        yield _text(pgettext("letter", "Advice"), row, row["adopted_on"], texts.advice_text(row, advised[row["id"]]))
    said = _grouped(sorted(found["quote"], key=lambda one: one["start"]), "conversation")
    for row in found["conversation"]:
        yield _text(_("Conversations"), row, row["day"], texts.conversation_text(row, said[row["id"]]))


def _placed(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row["position"], row["id"]))


def _text(folder: str, row: Row, day: str | None, content: str) -> Entry:
    name = texts.file_name(row["title"], row["id"], day or "")
    return Entry(f"{folder.lower()}/{name}.md", content.encode("utf-8", "replace"))


def _replies(session: Session, found: Records, asked: Asked) -> Iterator[Entry]:
    titles = {row["id"]: row["title"] for row in found["survey"]}
    for one in queries.replies(session, found):
        rows = one.rows if asked.contacts else [[masked(cell) for cell in row] for row in one.rows]
        name = texts.file_name(titles[one.survey], one.survey)
        yield Entry(f"csv/{_('Replies').lower()}/{name}.csv", csv_bytes(one.header, rows))


def _files(session: Session, found: Records, asked: Asked) -> Iterator[Entry]:
    kept, listed = queries.file_names(session), []
    paths: dict[str, str] = {}
    for kind, row, field in _named(found):
        if (kind, field) == _ANSWERS or ((kind, field) == _SOURCE and not asked.contacts) or row[field] not in kept:
            continue
        size, media = kept[row[field]]
        fresh = row[field] not in paths
        path = paths.setdefault(row[field], f"{_('Files').lower()}/{_file_name(row, field, media)}")
        about = {"path": path, "sha256": row[field], "size": size, "type": media}
        listed.append({**about, "kind": kind, "id": row["id"], "field": field})
        if fresh:
            yield Entry(path, queries.load_file(session, row[field]))
    yield Entry("files.json", _json(listed))


def _named(found: Records) -> Iterator[tuple[str, Row, str]]:
    for kind, rows in found.items():
        for row in rows:
            for field, value in row.items():
                if isinstance(value, str) and _DIGEST.fullmatch(value):
                    yield kind, row, field


def _file_name(row: Row, field: str, media: str) -> str:
    """As it was called, with an ending that says what it is and the start of its digest, so that no two clash."""
    names = (f"{field}_name", "file_name", "title", "subject", "signer")
    called = next((row[name] for name in names if row.get(name)), field)
    stem, dot, ending = str(called).rpartition(".")
    known = mimetypes.guess_extension(media) or ""
    if dot and re.fullmatch(r"[A-Za-z0-9]{1,5}", ending):
        return f"{texts.file_name(stem, row[field])}.{ending}"
    return f"{texts.file_name(str(called), row[field])}{known}"
