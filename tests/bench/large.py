"""Makes the large council: ten years of work through the same unit of work as the window, with histories.

    python -m tests.bench.large            builds it (or finds it) and prints its path

It is kept outside the tree, by the hash of this file and of the tables, and built anew when either changes.
"""

from __future__ import annotations

import hashlib
import os
import random
import sys
import tempfile
import time as timing
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from wijkraad_app import bootstrap
from wijkraad_app.db import migrations
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.base import Journaled
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.features.advice.model import Advice, Recommendation
from wijkraad_app.features.conversations.model import Conversation, Quote
from wijkraad_app.features.council import service as council
from wijkraad_app.features.council.model import Person, Theme
from wijkraad_app.features.letters import flow
from wijkraad_app.features.meetings.model import Action, AgendaItem, Meeting
from wijkraad_app.features.signals.model import Signal
from wijkraad_app.features.surveys import service as surveys
from wijkraad_app.features.surveys.readers import reading
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.order import spread

SEED = 20261123
EACH = 100_000
MEETINGS, ITEMS, LETTERS, SIGNED = 250, 20, 200, 20
AT_ONCE = 500
START = date(2016, 12, 1)
DAYS = 3650
_TEXT = """bewoner vraagt over het fietspad langs de kade en de oversteek bij school waar auto’s te hard rijden lamp
kapot bankje schaduw boom container afval plein buurthuis koffie drempel zebrapad bus halte stoep tegel losse water"""
WORDS = tuple(_TEXT.split())
PASSPHRASE = "grote wijkraad"


@verb(label="Add {count} rows")
def add_rows(uow: UnitOfWork, *, rows: list[Journaled]) -> None:
    """Several new records as one action."""
    uow.describe(count=len(rows))
    uow.session.add_all(rows)


@verb(label="Change {count} rows")
def change_rows(uow: UnitOfWork, *, model: type[Journaled], ids: list[UUID], fields: dict[str, Any]) -> None:
    """The same change to several records."""
    uow.describe(count=len(ids))
    for row_id in ids:
        uow.update(uow.get(model, row_id), **fields)


class Maker:
    """Draws rows from one seed."""

    def __init__(self, scale: float) -> None:
        self.random = random.Random(SEED)
        self.each = max(50, int(EACH * scale))
        self.meetings = max(3, int(MEETINGS * scale))
        self.letters = max(2, int(LETTERS * scale))

    def words(self, count: int) -> str:
        return " ".join(self.random.choices(WORDS, k=count))

    def day(self) -> date:
        return START + timedelta(days=self.random.randrange(DAYS))

    def themes(self) -> list[Theme]:
        return [Theme(name=self.words(2), position=key) for key in spread(12)]

    def people(self) -> Iterator[Person]:
        for number in range(self.each):
            yield Person(name=f"{self.words(1).title()} {number}", mail=f"p{number}@wijk.example", phone="0123 456789")

    def signals(self, themes: list[Theme], people: list[UUID]) -> Iterator[Signal]:
        for _number in range(self.each):
            yield Signal(
                title=self.words(5),
                text=self.words(20),
                kind=self.random.choice(("question", "report", "proposal", "complaint")),
                neighbourhood=self.random.choice(("Molendijk", "Havenkade", "Noorderhof", "Singelplein")),
                status=self.random.choice(("new", "waiting", "in_progress", "done")),
                received=self.day(),
                theme=self.random.choice(themes).id,
                follower=self.random.choice(people),
            )

    def conversations(self) -> Iterator[Conversation]:
        for _number in range(max(5, self.each // 100)):
            yield Conversation(title=self.words(3), day=self.day(), text=self.words(400), consent="by_role")

    def quotes(self, held: list[Conversation]) -> Iterator[Quote]:
        for number in range(self.each):
            source = held[number % len(held)]
            start = self.random.randrange(max(1, len(source.text) - 80))
            yield Quote(
                conversation=source.id,
                start=start,
                end=start + 60,
                words=source.text[start : start + 60],
                speaker_role="bewoner",
            )

    def meetings_held(self) -> Iterator[Meeting]:
        for number in range(self.meetings):
            day = START + timedelta(days=number * DAYS // self.meetings)
            yield Meeting(
                title="Wijkraad", day=day, start=time(20), end=time(22), status="closed", minutes_state="draft"
            )

    def items(self, held: list[Meeting]) -> Iterator[AgendaItem]:
        keys = spread(ITEMS)
        for meeting in held:
            for key in keys:
                yield AgendaItem(
                    meeting=meeting.id, position=key, title=self.words(4), notes=self.words(60), minutes=10
                )

    def actions(self, items: list[AgendaItem], people: list[UUID]) -> Iterator[Action]:
        for number in range(self.each):
            item = items[number % len(items)]
            yield Action(
                meeting=item.meeting,
                item=item.id,
                text=self.words(6),
                owner=self.random.choice(people),
                due=self.day(),
                status=self.random.choice(("open", "done")),
            )

    def advice(self) -> Iterator[tuple[Advice, Recommendation]]:
        for number in range(self.letters):
            row = Advice(title=f"{self.words(3)} {number}", occasion=self.words(80), findings=self.words(200))
            yield row, Recommendation(advice=row.id, position="V", text=self.words(15))

    def replies(self) -> bytes:
        lines = ["Buurt;Veilig;Leeftijd;Vaak"]
        choose = self.random.choice
        for _number in range(self.each):
            lines.append(f"{choose('ABCD')};{choose(('ja', 'nee', 'weet niet'))};{choose('123456')};{choose('xyz')}")
        return "\n".join(lines).encode()


def build(path: Path, scale: float = 1.0, say: Callable[[str], object] = lambda _text: None) -> None:
    """Build the large council at ``path``; ``scale`` below 1 makes a smaller one of the same shape."""
    from wijkraad_app.features.advice import service as advice

    bootstrap.load_slices()
    maker = Maker(scale)
    workspace = workspaces.create(path, PASSPHRASE)
    began = timing.monotonic()

    def keep(rows: Iterator[Any]) -> list[Any]:
        made: list[Any] = []
        batch: list[Any] = []
        for row in rows:
            batch.append(row)
            if len(batch) == AT_ONCE:
                workspace.do(add_rows, rows=batch)
                made, batch = made + batch, []
        if batch:
            workspace.do(add_rows, rows=batch)
        say(f"{len(made + batch):>7} {type((made + batch)[0]).__name__}  {timing.monotonic() - began:.0f} s")
        return made + batch

    with clock.fixed(datetime(2026, 11, 20, 9, tzinfo=UTC)):
        workspace.do(council.set_up_council, name="Grote wijkraad", body_kind="wijkraad", municipality="Rietdam")
        themes = keep(iter(maker.themes()))
        people = [row.id for row in keep(maker.people())]
        signals = keep(maker.signals(themes, people))
        keep(maker.quotes(keep(maker.conversations())))
        items = keep(maker.items(keep(maker.meetings_held())))
        keep(maker.actions(items, people))
        for start in range(0, len(signals) // 10, AT_ONCE):
            ids = [row.id for row in signals[start : start + AT_ONCE]]
            workspace.do(change_rows, model=Signal, ids=ids, fields={"status": "done", "place": "gezien"})
        data = maker.replies()
        workspace.do(surveys.import_survey, file=reading.read(data, "groot.csv"), file_name="groot.csv", source=data)
        pairs = list(maker.advice())
        keep(row for pair in pairs for row in pair)
        for row, _recommendation in pairs:
            workspace.do(advice.adopt, advice=row.id, by_mail=True, asked=True)
        _sign(workspace, [row.id for row, _recommendation in pairs[: max(1, int(SIGNED * scale))]])
        say(f"done in {timing.monotonic() - began:.0f} s")
    workspace.close()


def _sign(workspace: workspaces.LocalWorkspace, some: list[UUID]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        keys = {field: Path(folder, f"{field}.p12") for field in ("chair", "secretary")}
        for field, key in keys.items():
            flow.issue_key(workspace, f"De {field}", field, key, PASSPHRASE)
        for advice in some:
            letter = flow.make_letter(workspace, advice)
            for field, key in keys.items():
                flow.sign_letter(workspace, letter, field, key, PASSPHRASE)


def place() -> Path:
    """Where the large council of this generator and these tables lies, built or not."""
    versions = sorted(Path(migrations.__file__).parent.glob("versions/*.py"))
    parts = [Path(__file__).read_bytes(), *(file.read_bytes() for file in versions)]
    name = hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / "wijkraad-bench" / f"large-{name}.wijkraad"


def large(say: Callable[[str], object] = lambda _text: None) -> Path:
    """The large council, built when it isn't there yet."""
    path = place()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        building = path.with_suffix(f".{os.getpid()}.wijkraad")
        build(building, say=say)
        building.replace(path)
    return path


if __name__ == "__main__":
    sys.stdout.write(f"{large(lambda text: sys.stderr.write(text + chr(10)))}\n")
