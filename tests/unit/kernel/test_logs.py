"""Log and report say where and what sort, never what was in the dossier."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from tests.own_log import own_log
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import FULL, verb
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.signals import service as signals
from wijkraad_app.kernel import logs
from wijkraad_app.kernel.errors import UserError

MARK = "Zonnebloemgeheim"


@pytest.fixture
def log() -> Iterator[logging.Logger]:
    """The log as it is when the program runs, taken down again."""
    with own_log():
        logs.begin()
        yield logging.getLogger("wijkraad_app.test")


def written() -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in logs.folder().glob("*"))


@verb(label="x", undo=FULL)
def break_on(uow: UnitOfWork, *, how: str, title: str) -> None:
    """Fails in several ways with what a resident said in hand."""
    if how == "value":
        raise ValueError(f"can't use {title}")
    if how == "key":
        {}[title]  # type: ignore[index]
    if how == "sql":
        uow.session.execute(text("SELECT :title FROM nowhere"), {"title": title})
    if how == "number":
        int(title)
    if how == "group":
        raise ExceptionGroup(title, [ValueError(title)])
    raise RuntimeError(title) from LookupError(title)


def failing(act: Any, *args: Any, **kwargs: Any) -> BaseException:
    try:
        act(*args, **kwargs)
    except Exception as error:
        return error
    raise AssertionError("it did not fail")


@pytest.mark.expects_log
@pytest.mark.parametrize("how", ["value", "key", "sql", "number", "group", "chain"])
def test_no_word_of_the_dossier_comes_into_log_or_report(
    workspace: LocalWorkspace, log: logging.Logger, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.do(signals.add_signal, title=MARK, text=MARK)
    error = failing(workspace.do, break_on, how=how, title=MARK)
    log.error("unexpected", exc_info=error)
    logging.getLogger("sqlalchemy.engine").error("parameters %s", MARK, exc_info=error)
    report = logs.full_report(error, "1.0")
    for told in (written(), report, capsys.readouterr().err):
        assert MARK not in told
    assert "break_on" in report and type(error).__name__ in report
    assert "break_on" in written()


@pytest.mark.expects_log
def test_readers_and_refusals_are_as_discreet(workspace: LocalWorkspace, log: logging.Logger) -> None:
    def reader(_session: object) -> None:
        raise UserError(f"“{MARK}” is er niet.", code="gone")

    error = failing(workspace.read, reader)
    log.warning("refused", exc_info=error)
    assert MARK not in written() + logs.full_report(error, "1.0")
    assert "UserError gone" in written()


@settings(max_examples=50)
@given(st.text(min_size=12, max_size=60))
def test_whatever_an_error_says_is_left_out(words: str) -> None:
    report = logs.report_of(failing(_raise, words))
    assert words not in report and report.endswith("ValueError")


def _raise(words: str) -> None:
    raise ValueError(words)


def test_our_own_messages_hold_codes_and_numbers_only() -> None:
    """What is given to a log call in the source is a code, a name of a type or of an icon."""
    import ast

    harmless = {"code", "verb", "name", "exc_info"}
    source = Path(logs.__file__).parents[1]
    for file in source.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            called = node.func
            logger = isinstance(called.value, ast.Name) and called.value.id in ("log", "_log", "logger")
            if logger and called.attr in ("debug", "info", "warning", "error", "exception", "critical"):
                first, *rest = node.args
                assert isinstance(first, ast.Constant), f"{file}:{node.lineno}"
                for one in rest:
                    word = one.attr if isinstance(one, ast.Attribute) else one.id if isinstance(one, ast.Name) else ""
                    assert word in harmless, f"{file}:{node.lineno}"


def test_a_home_that_cannot_be_written_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bestand").write_text("")
    monkeypatch.setattr(logs, "folder", lambda: tmp_path / "bestand" / "logs")
    before = list(logging.getLogger().handlers)
    logs.begin()
    assert logging.getLogger().handlers == before and sys.version_info >= (3, 11)
