"""What the tests of the whole program share: the folder that the demo makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from .command_line import real_value


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's folder, made once."""
    folder = tmp_path_factory.mktemp("demo")
    result = real_value("demo", folder, home=folder / "home")
    assert result["verified"] is True
    assert sorted(result) == ["agenda", "dossier", "letter", "minutes", "verified"]
    assert all(Path(result[name]).is_absolute() for name in ("agenda", "dossier", "letter", "minutes"))
    return folder
