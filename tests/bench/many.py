"""A dossier with 100,000 signals, put straight into its tables: for lists and search, where no history is needed.

It takes some ten seconds, where the large council with all its history takes minutes (`tests.bench.large`).
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from tests.bench.large import PASSPHRASE, WORDS
from wijkraad_app.db import fulltext
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.features.council import service as council
from wijkraad_app.features.signals.model import Signal
from wijkraad_app.kernel.ids import new_id

COUNT = 100_000
RARE, COMMON, COMPOUND = "zeldzaam", "bewoner", "buurtvergadering"
PLACES = ("Molendijk", "Havenkade", "Noorderhof", "Singelplein")


def build(path: Path, count: int = COUNT) -> None:
    """Make it at ``path``; its passphrase is that of the large council."""
    workspace = workspaces.create(path, PASSPHRASE)
    workspace.do(council.set_up_council, name="Veel signalen", municipality="Rietdam")
    chosen = random.Random(20261123)
    syllables = [a + b for a in ("ba", "de", "ki", "lo", "mu", "na", "pe", "ri") for b in ("kel", "mer", "ster", "ton")]
    names = [f"{a}{b}{c}" for a in syllables for b in syllables for c in ("", "en", "straat")]
    with workspace.dossier.engine.execution_options(write=True).begin() as connection:
        for start in range(0, count, 5_000):
            rows = [_row(chosen, names, number) for number in range(start, min(start + 5_000, count))]
            connection.execute(insert(Signal), rows)
            entries, texts = [], []
            for number, row in enumerate(rows, start + 1_000):
                found = fulltext.words(f"{row['title']} {row['text']} {row['neighbourhood']}")
                entries.append({"number": number, "kind": "signal", "row": row["id"].bytes})
                texts.append({"number": number, "words": " ".join(found), "stems": " ".join(fulltext.stems(found))})
            connection.execute(_ENTRY, entries)
            connection.execute(_TEXT, texts)
    workspace.close()


def _row(chosen: random.Random, names: list[str], number: int) -> dict[str, Any]:
    words = [*chosen.choices(WORDS, k=10), *chosen.choices(names, k=5)]
    if number % 20_000 == 7:
        words += [RARE, COMPOUND]
    if number % 2:
        words.append(COMMON)
    return {
        "id": new_id(), "title": " ".join(chosen.choices(WORDS, k=4)), "text": " ".join(words), "kind": "report",
        "place": "", "neighbourhood": chosen.choice(PLACES), "channel": "",
        "received": date(2016, 12, 1) + timedelta(days=chosen.randrange(3650)),
        "status": chosen.choice(("new", "waiting", "in_progress", "done")), "deleted": False,
        "created_at": datetime(2026, 11, 20, tzinfo=UTC) + timedelta(seconds=number),
    }  # fmt: skip


_ENTRY = text("INSERT INTO search_entry (number, kind, row_id) VALUES (:number, :kind, :row)")
_TEXT = text("INSERT INTO search_text (rowid, words, stems) VALUES (:number, :words, :stems)")
