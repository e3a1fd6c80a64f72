"""The command line as scripts see it: in a process of its own, or through the same way in without starting one."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.own_log import own_log
from wijkraad_app.__main__ import main
from wijkraad_app.kernel import i18n, threads

PASSPHRASES = {"WIJKRAAD_PASSPHRASE": "voorbeeld", "WIJKRAAD_KEY_PASSPHRASE": "sleutelzin"}
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@dataclass(frozen=True, slots=True)
class Said:
    """How a call ended and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


def in_process(*arguments: str | Path, home: Path, **environment: str) -> Said:
    """A process of its own, without a screen: what starting imports, exit codes and streams are the real ones."""
    variables = {name: value for name, value in os.environ.items() if name not in SCREENS}
    variables |= PASSPHRASES | {"WIJKRAAD_HOME": str(home)} | environment
    command = [sys.executable, "-m", "wijkraad_app", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, env=variables, check=False, stdin=subprocess.DEVNULL)
    return _whole(Said(done.returncode, done.stdout, done.stderr))


def here(*arguments: str | Path, home: Path, **environment: str) -> Said:
    """The same in this process, which has imported everything already."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, threads.allowed_here(), own_log():
        for name in SCREENS:
            patch.delenv(name, raising=False)
        for name, value in (PASSPHRASES | {"WIJKRAAD_HOME": str(home)} | environment).items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["wijkraad", *map(str, arguments)])
        patch.setattr(sys, "stdin", io.StringIO())
        patch.setattr(i18n, "_default", "nl")
        with redirect_stdout(out), redirect_stderr(err):
            code = _ended()
    return _whole(Said(code, out.getvalue(), err.getvalue()))


def _ended() -> int:
    """`main`, with the exit code that Python makes of how it ends."""
    try:
        return main()
    except SystemExit as ended:
        assert isinstance(ended.code, int)
        return ended.code


def _whole(said: Said) -> Said:
    assert "Traceback" not in said.stderr + said.stdout
    return said


def value(*arguments: str | Path, home: Path, code: int = 0, **environment: str) -> Any:
    """The one JSON value that a verb writes, called `here`."""
    return _value(here(*arguments, "--json", home=home, **environment), code)


def real_value(*arguments: str | Path, home: Path, code: int = 0, **environment: str) -> Any:
    """The one JSON value that a verb writes, called `in_process`."""
    return _value(in_process(*arguments, "--json", home=home, **environment), code)


def _value(said: Said, code: int) -> Any:
    assert said.returncode == code, said.stdout + said.stderr
    return json.loads(said.stdout)


def dossier(made: Path, *arguments: str | Path, **given: Any) -> Any:
    """A verb on the dossier of the demo, called `here`."""
    return value("-d", made / "dossier.wijkraad", *arguments, home=made / "home", **given)


def real_dossier(made: Path, *arguments: str | Path, **given: Any) -> Any:
    """The same `in_process`: a verb of each group, so that each is seen to start on its own."""
    return real_value("-d", made / "dossier.wijkraad", *arguments, home=made / "home", **given)
