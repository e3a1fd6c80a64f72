"""What the long runs found, kept in ``soak.json``: one entry a test, with its seed and commit."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "soak.json"


def write(test: str, **figures: object) -> None:
    """Put the figures of one test in place of its earlier ones."""
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    entry = {"test": test, **figures, "commit": commit.stdout.strip(), "when": datetime.now(UTC).isoformat()}
    found = json.loads(FILE.read_text()) if FILE.exists() else []
    others = [one for one in (found if isinstance(found, list) else [found]) if one["test"] != test]
    FILE.write_text(json.dumps([*others, entry], indent=1, ensure_ascii=False) + "\n")
