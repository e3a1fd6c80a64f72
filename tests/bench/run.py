"""Times what a user waits for, each beside a stated baseline in the same run.

    python -m tests.bench.run [--large]     prints a table; with --large also on the large council (built once)

A figure alone says little about another machine; the ratio does.
"""

from __future__ import annotations

import csv
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["WIJKRAAD_HOME"] = tempfile.mkdtemp(prefix="wijkraad-bench-home-")

from sqlalchemy import text

from tests.bench import large
from wijkraad_app import bootstrap
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import service as advices
from wijkraad_app.features.council import service as council
from wijkraad_app.features.council.rules.members import NewMember
from wijkraad_app.features.letters import flow, queries
from wijkraad_app.features.signals import queries as signal_queries
from wijkraad_app.features.signals import service as signals
from wijkraad_app.features.surveys import service as surveys
from wijkraad_app.features.surveys.readers import reading

WORDS = "wachtzin van de sleutel"
START = """
import sys
from wijkraad_app import bootstrap
from wijkraad_app.bootstrap import window
from pathlib import Path
from PySide6.QtCore import QTimer
bootstrap.load_slices()
QTimer.singleShot(0, lambda: None)
import wijkraad_app.bootstrap.window as w
from PySide6.QtWidgets import QApplication
qt = w.make_application(sys.argv[:1], w.Preferences())
desktop = w.Desktop(w.Preferences())
desktop.show(w.workspaces.open_(Path(sys.argv[1]), sys.argv[2]))
qt.processEvents()
"""
QT_ALONE = """
from PySide6.QtWidgets import QApplication, QMainWindow
qt = QApplication([]); w = QMainWindow(); w.show(); qt.processEvents()
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """Milliseconds (median) of what was done and of the baseline."""

    what: str
    milliseconds: float
    baseline: str
    baseline_milliseconds: float

    def __str__(self) -> str:
        ratio = self.milliseconds / self.baseline_milliseconds if self.baseline_milliseconds else float("inf")
        return (
            f"{self.what:44} {self.milliseconds:10.1f} ms   {ratio:7.1f} ×"
            f"   {self.baseline} ({self.baseline_milliseconds:.1f} ms)"
        )


def median(work: Callable[[], object], times: int = 5) -> float:
    """The median of ``times`` runs, in milliseconds."""
    taken = []
    for _number in range(times):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


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


def starting(path: Path, what: str = "start to window") -> Figure:
    def run(code: str, *arguments: str) -> None:
        subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True)

    return Figure(
        what, median(lambda: run(START, str(path), large.PASSPHRASE)),
        "an empty Qt window", median(lambda: run(QT_ALONE)),
    )  # fmt: skip


def committing(workspace: LocalWorkspace, folder: Path) -> Figure:
    row = workspace.do(signals.add_signal, title="Lamp kapot", text="Bij de brug")
    numbers = iter(range(10_000))
    plain = sqlite3.connect(folder / "plain.db", isolation_level=None)
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("PRAGMA synchronous = FULL")
    plain.execute("CREATE TABLE signal (id INTEGER PRIMARY KEY, text TEXT)")
    plain.execute("INSERT INTO signal (text) VALUES ('')")
    return Figure(
        "a commit (journaled, signed, searchable)",
        median(lambda: workspace.do(signals.update_signal, id=row, text=f"Bij de brug {next(numbers)}"), 50),
        "a bare UPDATE in SQLite, same settings",
        median(lambda: plain.execute("UPDATE signal SET text = ?", (str(next(numbers)),)), 50),
    )


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

    return Figure("CSV import, 100,000 replies × 4", median(take, 3), "reading it with csv", median(bare, 3))


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

    figure = Figure(
        "a list of 100,000: sorted ids and a first page", median(ids), "the bare SELECT of the ids", median(bare)
    )
    workspace.close()
    return figure


def main(arguments: list[str]) -> int:
    """Print the table."""
    bootstrap.load_slices()

    def say(figure: object) -> None:
        sys.stdout.write(f"{figure}\n")
        sys.stdout.flush()

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workspace, advice = small(folder)
        say(committing(workspace, folder))
        say(importing(workspace, folder))
        say(drawing(workspace, advice))
        say(signing(workspace, advice, folder))
        workspace.close()
        say(starting(folder / "klein.wijkraad"))
        if "--large" in arguments:
            path = large.large(say)
            say(listing(path))
            say(starting(path, "start to window on the large council"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
