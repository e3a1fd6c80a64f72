"""The rules of the house that a machine can check, as named sentences."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from inspect import isfunction, signature
from pathlib import Path

import pytest

from wijkraad_app import bootstrap
from wijkraad_app.db.base import Base
from wijkraad_app.db.verbs import VERBS

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "wijkraad_app"
FEATURES = SOURCE / "features"


def run(*command: str) -> str:
    tool = Path(sys.executable).parent / command[0]
    done = subprocess.run([str(tool), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout[-4000:] + done.stderr[-2000:]


def files(folder: Path = SOURCE) -> Iterator[Path]:
    yield from sorted(folder.rglob("*.py"))


def test_the_rooms_keep_their_contracts() -> None:
    assert run("lint-imports", "--no-cache") == ""


@pytest.mark.timeout(300)
def test_types_are_strict_everywhere() -> None:
    assert run("mypy") == ""


def test_the_code_reads_alike() -> None:
    assert run("ruff", "check", ".") == ""


def test_no_file_is_longer_than_500_lines() -> None:
    long = [str(file.relative_to(ROOT)) for file in files() if _lines(file) > 500]
    assert long == []


def _lines(file: Path) -> int:
    return 0 if file.parent.name == "versions" else len(file.read_text().splitlines())


def test_every_table_is_declared_journaled_derived_or_journal() -> None:
    bootstrap.load_slices()
    classes = {mapper.class_.__name__: mapper.class_.__table_class__ for mapper in Base.registry.mappers}
    assert set(classes.values()) <= {"journaled", "derived", "journal"}


def test_the_first_migration_makes_exactly_the_tables_of_the_models(empty_dossier: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from wijkraad_app.db.dossier import open_

    bootstrap.load_slices()
    dossier = open_(empty_dossier, write=False)
    with dossier.engine.connect() as connection:
        known = Base.metadata.tables
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, kind, _parents: kind != "table" or name in known}
        )
        assert compare_metadata(context, Base.metadata) == []
    dossier.close()


def test_every_public_service_function_is_a_verb() -> None:
    """Public is what a ``service`` module, or the ``__init__`` of a service package, offers with a unit of work."""
    bootstrap.load_slices()
    missing = []
    for name in bootstrap.SLICES:
        service = sys.modules.get(f"wijkraad_app.features.{name}.service")
        for function in vars(service).values() if service else ():
            own = isfunction(function) and function.__module__.startswith(f"wijkraad_app.features.{name}.service")
            writes = own and "uow" in signature(function).parameters
            if writes and not function.__name__.startswith("_") and not hasattr(function, "__verb__"):
                missing.append(f"{name}.{function.__name__}")
    assert missing == []
    assert VERBS


def test_every_verb_has_a_test_in_its_slice() -> None:
    bootstrap.load_slices()
    untested = []
    for name in sorted(VERBS):
        slice_name, function = name.split(".")
        tests = "".join(file.read_text() for file in (ROOT / "tests" / "slices" / slice_name).rglob("*.py"))
        if slice_name in bootstrap.SLICES and function not in tests:
            untested.append(name)
    assert untested == []


def test_a_slice_shows_its_own_windows_only() -> None:
    wrong = []
    for file in FEATURES.glob("*/feature.py"):
        for found in re.findall(r"features\.(\w+)\.ui", file.read_text()):
            if found != file.parent.name:
                wrong.append(f"{file.parent.name} imports the windows of {found}")
    assert wrong == []


def test_nothing_asks_a_layout_for_its_items() -> None:
    """They outlive what Qt throws away, and the window with them (tests/ui/leftovers.py)."""
    files = [file for file in SOURCE.rglob("*.py") if ".itemAt(" in file.read_text(encoding="utf-8")]
    assert files == []


def test_no_tool_registry_or_path_of_a_machine_is_named() -> None:
    words = ("pypi" + ".org", "files.python" + "hosted", "/ro" + "ot/", "/wo" + "rk/")
    wrong = []
    for file in subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    ):
        path = ROOT / file
        if file and path.is_file() and path.suffix in {".py", ".toml", ".md", ".txt", ".in", ".po", ".json", ""}:
            content = path.read_text(encoding="utf-8", errors="ignore")
            wrong += [f"{file}: {word}" for word in words if word in content]
    assert wrong == []
