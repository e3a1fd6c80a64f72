"""What verbs print: human text, or one JSON value on stdout; messages and refusals in one shape."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from wijkraad_app.kernel.errors import UserError

Result = Mapping[str, Any] | Sequence[Mapping[str, Any]]


def show(result: Result, *, as_json: bool, text: str | None = None) -> None:
    """Print a verb's result: ``text`` for people, or the JSON value."""
    if as_json:
        _print(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        _print(text if text is not None else readable(result))


def refuse(error: UserError, *, as_json: bool) -> int:
    """Say why nothing was done; returns the exit code 1."""
    if as_json:
        _print(json.dumps({"error": {"code": error.code, "message": error.message}}, ensure_ascii=False))
    else:
        sys.stderr.write(error.message + "\n")
    return 1


def say(text: str) -> None:
    """A message beside the result, on stderr."""
    sys.stderr.write(text + "\n")


def _print(text: str) -> None:
    """A file name from disk need not be text: what isn't becomes a question mark."""
    sys.stdout.write(text.encode("utf-8", "replace").decode("utf-8") + "\n")


def readable(result: Result) -> str:
    """A plain listing of a result for people."""
    if isinstance(result, Mapping):
        return "\n".join(f"{name}: {_cell(value)}" for name, value in result.items())
    return "\n".join("  ".join(_cell(value) for value in row.values()) for row in result)


def _cell(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "".join(f"\n  - {_cell(one)}" for one in value) or "–"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_cell(one)}" for name, one in value.items())
    return "–" if value is None or value == "" else str(value)
