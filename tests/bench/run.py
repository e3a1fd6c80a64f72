"""Times what a user waits for, each beside a stated baseline in the same run.

    python -m tests.bench.run [--large]     prints a table; with --large also on the large council (built once)

A figure alone says little about another machine; the ratio does. Where "(CPU)" stands, and for lists, search and waits,
it is processor time, which other work on the machine hardly changes. A first search takes some 90 ms more: it reads
the words of the dossier.
"""

from __future__ import annotations

import csv
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["WIJKRAAD_HOME"] = tempfile.mkdtemp(prefix="wijkraad-bench-home-")

from sqlalchemy import text

from tests.bench import large, many
from wijkraad_app import bootstrap
from wijkraad_app.db import fulltext
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.example import builder
from wijkraad_app.features.advice import service as advices
from wijkraad_app.features.council import service as council
from wijkraad_app.features.council.rules.members import NewMember
from wijkraad_app.features.letters import flow, queries
from wijkraad_app.features.signals import queries as signal_queries
from wijkraad_app.features.signals import service as signals
from wijkraad_app.features.surveys import service as surveys
from wijkraad_app.features.surveys.readers import reading

WORDS = "wachtzin van de sleutel"


@dataclass(frozen=True, slots=True)
class Figure:
    """Milliseconds, or what ``unit`` says, of what was done and of the baseline."""

    what: str
    milliseconds: float
    baseline: str
    baseline_milliseconds: float
    unit: str = "ms"

    def __str__(self) -> str:
        ratio = self.milliseconds / self.baseline_milliseconds if self.baseline_milliseconds else float("inf")
        return (
            f"{self.what:47} {self.milliseconds:10.1f} {self.unit}   {ratio:7.1f} ×"
            f"   {self.baseline} ({self.baseline_milliseconds:.1f} {self.unit})"
        )


def median(work: Callable[[], object], times: int = 5) -> float:
    """The median of ``times`` runs, in milliseconds."""
    taken = []
    for _number in range(times):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def processor(work: Callable[[], object], times: int = 5) -> float:
    """The least processor time of ``times`` runs, in milliseconds: what other programs do hardly shows in it."""
    taken = []
    for _number in range(times):
        began = time.process_time()
        work()
        taken.append((time.process_time() - began) * 1000)
    return min(taken)


def small(folder: Path) -> tuple[LocalWorkspace, UUID]:
    """A dossier with a council and an adopted advice."""
    workspace = workspaces.create(folder / "klein.wijkraad", large.PASSPHRASE)
    members = [NewMember("Ans Verhoeven", "chair"), NewMember("Marijke van Duin", "secretary")]
    workspace.do(council.set_up_council, name="Wijkraad", municipality="Rietdam", members=members)
    advice = workspace.do(advices.add_advice, title="Veilig oversteken")
    for _number in range(8):
        workspace.do(advices.add_recommendation, advice=advice, text="Leg een zebrapad aan bij de school. " * 6)
    workspace.do(advices.adopt, advice=advice, by_mail=True)
    return workspace, advice


def _child(module: str, *arguments: str) -> str:
    """What a child of the bench printed; it compiles to a place of its own, as an installed program is compiled."""
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    given |= {"WIJKRAAD_PASSPHRASE": large.PASSPHRASE, "PYTHONPYCACHEPREFIX": os.environ["WIJKRAAD_HOME"] + "/pyc"}
    command = [sys.executable, "-m", f"tests.bench.{module}", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=given).stdout


@dataclass(frozen=True, slots=True)
class Started:
    """Of one start: milliseconds of processor time, milliseconds by the clock, megabytes."""

    processor: float
    clock: float
    memory: float


def started(*paths: Path, times: int = 4) -> list[Started]:
    """Of each path, and before them of an empty Qt window; taken in turns, the least of each: others can only add."""
    targets = ["bare", *map(str, paths)]
    runs = [[list(map(float, _child("starting", one).split()[:3])) for one in targets] for _number in range(times + 1)]
    least = ([min(run[i][kind] for run in runs[1:]) for kind in range(3)] for i in range(len(targets)))
    return [Started(processor * 1000, clock * 1000, memory) for processor, clock, memory in least]


def starting(example: Path, locked: Path, many_rows: Path) -> list[Figure]:
    """As at any start but the first: who works here is known, so that nothing is asked."""
    bare, small_one, closed, large_one = started(example, locked, many_rows)
    empty = "an empty Qt window"
    return [
        Figure("start to a usable window, example (CPU)", small_one.processor, empty, bare.processor),
        Figure("the same by the clock", small_one.clock, empty, bare.clock),
        Figure("the same with a passphrase (CPU)", closed.processor, empty, bare.processor),
        Figure("with that and 100,000 signals (CPU)", large_one.processor, "the line above", closed.processor),
        Figure("memory then, example", small_one.memory, empty, bare.memory, "MB"),
    ]


def responding(path: Path) -> list[Figure]:
    """The longest that the window's own thread works without looking at keys and mouse."""
    lines = (line.split(";") for line in _child("responding", str(path)).splitlines())
    return [
        Figure(f"longest wait while {name} (CPU)", float(busy), f"allowed; {gap} ms by the clock", 50.0)
        for name, busy, gap, _rows in lines
    ]


def following(path: Path) -> list[Figure]:
    """How long after a key the letter beside a draft shows it, with a quick typist."""
    middle, longest, busy = map(float, _child("following", str(path)).split(";"))
    return [
        Figure("a key until the letter shows it, longest", longest, f"allowed; median {middle} ms", 300.0),
        Figure("longest wait meanwhile (CPU)", busy, "allowed", 50.0),
    ]


ASKED = (("a rare word", many.RARE), ("a common word", many.COMMON), ("a beginning", "bew"), ("a piece", "vergader"))


def searching(path: Path) -> list[Figure]:
    workspace = workspaces.open_(path, large.PASSPHRASE, write=False)
    workspace.read(fulltext.find, "eerste keer")
    figures = [
        Figure(f"search of 100,000: {what}", processor(partial(workspace.read, fulltext.find, word)), "allowed", 20.0)
        for what, word in ASKED
    ]
    workspace.close()
    return figures


def committing(workspace: LocalWorkspace, folder: Path) -> list[Figure]:
    row = workspace.do(signals.add_signal, title="Lamp kapot", text="Bij de brug")
    numbers = iter(range(10_000))
    plain = sqlite3.connect(folder / "plain.db", isolation_level=None)
    for statement in (
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "CREATE TABLE signal (id INTEGER PRIMARY KEY, text TEXT)",
        "INSERT INTO signal (text) VALUES ('')",
    ):
        plain.execute(statement)

    def commit() -> None:
        workspace.do(signals.update_signal, id=row, text=f"Bij de brug {next(numbers)}")

    def bare() -> None:
        plain.execute("UPDATE signal SET text = ?", (str(next(numbers)),))

    return [
        Figure("a commit (journaled, signed, searchable), CPU", processor(commit, 100), "allowed", 3.0),
        Figure("the same by the clock", median(commit, 50), "a bare UPDATE, same settings", median(bare, 50)),
    ]


def importing(workspace: LocalWorkspace, folder: Path) -> Figure:
    file = folder / "replies.csv"
    file.write_bytes(large.Maker(1.0).replies())

    def take() -> None:
        data = file.read_bytes()
        read = reading.read(data, file.name)
        made = workspace.do(surveys.import_survey, file=read, file_name=file.name, source=data)
        workspace.do(surveys.remove_survey, survey=made.survey)

    def bare() -> None:
        with file.open(encoding="utf-8", newline="") as stream:
            for _row in csv.reader(stream, delimiter=";"):
                pass

    return Figure("CSV import, 100,000 replies × 4", median(take, 1), "reading it with csv", median(bare, 3))


def drawing(workspace: LocalWorkspace, advice: UUID) -> Figure:
    import io

    from reportlab.pdfgen.canvas import Canvas

    from wijkraad_app.features.letters import documents

    given = workspace.read(queries.adopted_input, advice, date(2026, 12, 4))

    def bare() -> None:
        canvas = Canvas(io.BytesIO())
        for page in range(2):
            for line in range(45):
                canvas.drawString(70, 780 - line * 15, f"regel {line} van bladzijde {page}")
            canvas.showPage()
        canvas.save()

    return Figure(
        "a letter of two pages (PDF/A, PDF/UA)", median(lambda: documents.letter_pdf(given), 15),
        "two untagged pages of plain ReportLab", median(bare, 15),
    )  # fmt: skip


def signing(workspace: LocalWorkspace, advice: UUID, folder: Path) -> Figure:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    from wijkraad_app.pdf import signing as pdf_signing

    flow.issue_key(workspace, "Ans Verhoeven", "voorzitter", folder / "ans.p12", WORDS)
    letter = flow.export_letter(workspace, advice, folder / "letter.pdf")
    raw = ec.generate_private_key(ec.SECP256R1())
    data = letter.read_bytes()

    def sign() -> None:
        pdf_signing.sign(letter, folder / "signed.pdf", field="chair", key=folder / "ans.p12", passphrase=WORDS)

    return Figure(
        "a signature (PAdES, checked before)", median(sign, 9),
        "raw P-256 over the same bytes", median(lambda: raw.sign(data, ec.ECDSA(hashes.SHA256())), 9),
    )  # fmt: skip


def listing(path: Path) -> Figure:
    workspace = workspaces.open_(path, large.PASSPHRASE, write=False)

    def ids() -> None:
        found = workspace.read(signal_queries.signal_ids)
        workspace.read(signal_queries.signal_rows, found[:200])

    def bare() -> None:
        with workspace.dossier.engine.connect() as connection:
            connection.execute(text("SELECT id FROM signal WHERE NOT deleted ORDER BY received DESC")).fetchall()

    taken = [(processor(ids, 1), processor(bare, 1)) for _number in range(4)]
    workspace.close()
    ours, theirs = (min(column) for column in zip(*taken, strict=True))
    return Figure("a list of 100,000: sorted ids and a first page", ours, "the bare SELECT of the ids", theirs)


def example(folder: Path, passphrase: str | None = None) -> Path:
    """The example council as the program makes it, or with a passphrase: deriving its key takes long on purpose."""
    path = folder / f"voorbeeld{len(passphrase or '')}.wijkraad"
    workspace = workspaces.create(path, passphrase)
    builder.build(workspace)
    _know_somebody(workspace)
    workspace.close()
    return path


def _know_somebody(workspace: LocalWorkspace) -> None:
    """Somebody chose before who works here; the window asks it once."""
    from wijkraad_app.bootstrap.frame import People
    from wijkraad_app.kernel.preferences import Preferences

    people = People(workspace, Preferences())
    people.choose(workspace.read(people.choices)[0][0])


def main(arguments: list[str]) -> int:
    """Print the table."""
    bootstrap.load_slices()

    def say(figure: object) -> None:
        sys.stdout.write(f"{figure}\n")
        sys.stdout.flush()

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workspace, advice = small(folder)
        for figure in committing(workspace, folder):
            say(figure)
        say(importing(workspace, folder))
        say(drawing(workspace, advice))
        say(signing(workspace, advice, folder))
        workspace.close()
        many_rows = folder / "veel.wijkraad"
        many.build(many_rows)
        say(listing(many_rows))
        locked = example(folder, large.PASSPHRASE)
        plain = example(folder)
        for figure in (*searching(many_rows), *starting(plain, locked, many_rows), *responding(many_rows)):
            say(figure)
        for figure in following(plain):
            say(figure)
        if "--large" in arguments:
            path = Path(shutil.copy(large.large(say), folder / "groot.wijkraad"))
            say(listing(path))
            small_one, found = started(locked, path)[1:]
            say(Figure("start on the large council (CPU)", found.processor, "that of the example", small_one.processor))
            for figure in responding(path):
                say(figure)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
