"""``python -m wijkraad_app`` and the console script ``wijkraad``."""

from __future__ import annotations

import sys

from wijkraad_app import bootstrap


def main() -> int:
    """Open the window, or run a headless verb; returns the exit code."""
    return bootstrap.main(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
