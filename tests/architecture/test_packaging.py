"""What people install: parts that may be shipped, and a dossier that opens by a double click."""

from __future__ import annotations

import configparser
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(PACKAGING))
    yield import_module("parts")
    sys.modules.pop("parts", None)


def test_every_part_may_be_shipped(parts: ModuleType) -> None:
    found = parts.runtime_parts()
    assert len(found) > 30
    assert [part.name for part in found if not parts.allowed(part.licence)] == []


@pytest.mark.parametrize("licence", ["", "GPL-3.0-only", "GNU General Public License v3 (GPLv3)", "AGPL-3.0"])
def test_the_gpl_alone_is_found(parts: ModuleType, licence: str) -> None:
    assert not parts.allowed(licence)


@pytest.mark.parametrize("licence", ["LGPL-3.0-only OR GPL-2.0-only", "MIT", "Apache-2.0 AND MIT", "LGPL-2.1"])
def test_other_terms_are_fine(parts: ModuleType, licence: str) -> None:
    assert parts.allowed(licence)


def test_the_menu_opens_the_type_of_a_dossier() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(PACKAGING / "linux" / "wijkraad.desktop", encoding="utf-8")
    kind = ElementTree.parse(PACKAGING / "linux" / "wijkraad.xml").getroot()[0]
    assert entry["Desktop Entry"]["mimetype"] == kind.get("type") + ";"
    assert entry["Desktop Entry"]["exec"] == "wijkraad %f"
