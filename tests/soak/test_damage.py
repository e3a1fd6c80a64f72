"""A damaged file gives one clear sentence, changes nothing and never a traceback."""

from __future__ import annotations

import json
import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import wrong_files
from wijkraad_app import bootstrap
from wijkraad_app.db import backup
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.example import builder
from wijkraad_app.kernel.errors import UserError

from . import report
from .damage import Place, anywhere, damaged, places, read_everything

SEED = 20261123
PASSPHRASE = "wachtzin"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example council in two files: with a passphrase and without."""
    folder = tmp_path_factory.mktemp("whole")
    bootstrap.load_slices()
    plain = workspaces.create(folder / "open.wijkraad", None)
    builder.build(plain)
    plain.close()
    locked = workspaces.create(folder / "dicht.wijkraad", PASSPHRASE)
    builder.build(locked)
    backup.create(locked.dossier, folder / "kopie.wijkraad")
    locked.close()
    return folder


def outcome(act: Callable[[], object]) -> str:
    """What became of it: the code of the one sentence, or what was found."""
    try:
        found = act()
    except UserError as error:
        assert error.message and "\n" not in error.message.strip()
        return error.code or "refused"
    return "found by check" if found else "read"


def damage_dossiers(whole: Path, folder: Path, name: str, passphrase: str | None, times: int) -> Counter[str]:
    """Damage the file ``times`` times in every part of it by turns; each time read all."""
    original = (whole / name).read_bytes()
    opened = workspaces.open_(whole / name, passphrase)
    parts = places(opened)
    opened.close()
    chance, seen = random.Random(SEED), Counter[str]()
    target = folder / "beschadigd.wijkraad"
    for number in range(times):
        place = parts[number // 2 % len(parts)] if number % 2 else anywhere(len(original), chance)
        target.write_bytes(damaged(original, place, chance))
        seen[_told(number, place, target, passphrase)] += 1
        for left in folder.glob("beschadigd.*"):
            left.unlink()
    return seen


def _told(number: int, place: Place, target: Path, passphrase: str | None) -> str:
    try:
        return outcome(lambda: read_everything(target, passphrase))
    except Exception as error:
        raise AssertionError(f"damage {number} in {place.name}: {type(error).__name__}: {error}") from error


def damage_backups(whole: Path, folder: Path, times: int) -> Counter[str]:
    """A damaged backup is refused, and nothing is left where it would have been restored to."""
    original = (whole / "kopie.wijkraad").read_bytes()
    chance, seen = random.Random(SEED), Counter[str]()
    source, target = folder / "kopie.wijkraad", folder / "terug" / "terug.wijkraad"
    target.parent.mkdir()
    for _number in range(times):
        source.write_bytes(damaged(original, anywhere(len(original), chance), chance))
        seen[outcome(lambda: backup.restore(source, target, PASSPHRASE))] += 1
        if seen["refused"] or not target.exists():
            assert list(target.parent.iterdir()) == []
        for left in target.parent.iterdir():
            left.unlink()
    return seen


IMPORTS = {
    "antwoorden.csv": (("survey", "import"), lambda: b"Hoe veilig?;Straat\n" + b"goed;Molendijk\n" * 400),
    "antwoorden.xlsx": (("survey", "import"), wrong_files.xlsx),
    "agenda.json": (("agenda", "import"), lambda: _agenda()),
}


def _agenda() -> bytes:
    items = [{"title": f"Punt {number}", "kind": "discuss", "minutes": 5} for number in range(30)]
    return json.dumps({"title": "Vergadering", "date": "2026-12-01", "start": "20:00", "items": items}).encode()


def damage_imports(
    dossier: Path, folder: Path, name: str, times: int, capsys: pytest.CaptureFixture[str]
) -> Counter[str]:
    """Import a damaged file by the command line: it is read as it is, or refused and nothing stored."""
    verb, make = IMPORTS[name]
    original, chance, seen = make(), random.Random(SEED), Counter[str]()
    untouched = dossier.read_bytes()
    for number in range(times):
        file = folder / name
        file.write_bytes(damaged(original, anywhere(len(original), chance), chance))
        target = Path(shutil.copy(dossier, folder / f"{number}.wijkraad"))
        code = bootstrap.main([*verb, str(file), "-d", str(target), "--json"])
        said = json.loads(capsys.readouterr().out)
        if code:
            assert said["error"]["message"] and said["error"]["code"] != "bug", f"damage {number} of {name}"
            assert target.read_bytes() == untouched, f"damage {number} of {name} left something behind"
        seen["refused" if code else "read"] += 1
        target.unlink()
    return seen


def damage_keys(folder: Path, times: int) -> Counter[str]:
    """Open a damaged key file with its right passphrase."""
    from wijkraad_app.pdf import keys

    whole = folder / "sleutel.p12"
    keys.make_key(whole, name="A. Verhoeven", role="voorzitter", passphrase=PASSPHRASE)
    original, target = whole.read_bytes(), folder / "beschadigd.p12"
    chance, seen = random.Random(SEED), Counter[str]()
    for _number in range(times):
        target.write_bytes(damaged(original, anywhere(len(original), chance), chance))
        seen[outcome(lambda: keys.load_key(target, PASSPHRASE))] += 1
    return seen


def run(whole: Path, folder: Path, capsys: pytest.CaptureFixture[str], times: int) -> dict[str, Counter[str]]:
    """``times`` damages over all kinds of file."""
    shares = {"dicht.wijkraad": PASSPHRASE, "open.wijkraad": None}
    found = {name: damage_dossiers(whole, folder, name, key, times // 5) for name, key in shares.items()}
    found["backup"] = damage_backups(whole, folder, times // 10)
    for name in IMPORTS:
        found[name] = damage_imports(whole / "open.wijkraad", folder, name, times // 8, capsys)
    return found | {".p12": damage_keys(folder, times // 8)}


@pytest.mark.timeout(600)
def test_damaged_files_are_told_in_a_sentence(whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = run(whole, tmp_path, capsys, 48)
    assert sum(counts.total() for counts in found.values()) >= 40


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_a_thousand_damaged_files(whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = run(whole, tmp_path, capsys, 1000)
    report.write("damaged files", seed=SEED, **{name: dict(counts) for name, counts in found.items()})
