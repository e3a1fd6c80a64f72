"""Sticks and other disks that can be taken out, known again by their id or name wherever they are plugged in.

Linux: the mount table and ``/dev/disk/by-label`` and ``by-uuid``, whose names escape odd signs; Windows: the drives
and their volume labels; macOS: the names under ``/Volumes``.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

_MEDIA = ("/media/", "/run/media/", "/mnt/")
_OCTAL = re.compile(r"\\([0-7]{3})")
_HEX = re.compile(r"\\x([0-9a-fA-F]{2})")
_WINDOWS_REMOVABLE = 2


@dataclass(frozen=True, slots=True)
class Volume:
    """A disk that can be taken out and is there now. ``label`` and ``id`` are "" where it has none."""

    root: Path
    label: str
    id: str

    @property
    def name(self) -> str:
        """What people call it."""
        return self.label or self.root.name or str(self.root)


@dataclass(frozen=True, slots=True)
class Place:
    """A folder to keep copies in: a path, or a path on a stick (``label`` and ``id`` as `Volume`)."""

    folder: str
    label: str = ""
    id: str = ""

    @property
    def on_stick(self) -> bool:
        return bool(self.label or self.id)

    @property
    def name(self) -> str:
        """What people call it."""
        return self.label or PurePath(self.folder).name or self.folder

    def path(self, volumes: Iterable[Volume]) -> Path | None:
        """Where it is now; None while the stick isn't there, or the folder is gone."""
        if not self.on_stick:
            found = Path(self.folder)
            return found if found.is_dir() else None
        stick = next((one for one in volumes if self._is(one)), None)
        return stick.root / self.folder if stick is not None else None

    def _is(self, volume: Volume) -> bool:
        """A stick with an id is known by that alone: many are called the same."""
        return self.id == volume.id if self.id else self.label == volume.label

    def stored(self) -> dict[str, str]:
        """For the preferences; `stored_place` reads it."""
        return {"folder": self.folder, "label": self.label, "id": self.id}


def stored_place(value: Any) -> Place | None:
    """The place that was stored; None for what isn't one."""
    try:
        return Place(str(value["folder"]), str(value["label"]), str(value["id"]))
    except (TypeError, KeyError):
        return None


def place_of(folder: Path, volumes: Iterable[Volume]) -> Place:
    """A folder as a place: on a stick when it lies on one that can be told from others."""
    inside = [one for one in volumes if folder.is_relative_to(one.root) and (one.label or one.id)]
    if not inside:
        return Place(str(folder))
    stick = max(inside, key=lambda one: len(one.root.parts))
    return Place(folder.relative_to(stick.root).as_posix(), stick.label, stick.id)


def connected() -> tuple[Volume, ...]:
    """The disks that can be taken out and are there now; none where the system doesn't say."""
    if sys.platform == "win32":
        return windows_volumes(_windows_drives())
    if sys.platform == "darwin":
        return tuple(Volume(root, root.name, "") for root in _entries(Path("/Volumes")) if not root.is_symlink())
    return linux_volumes(_read(Path("/proc/self/mounts")), _links("by-label"), _links("by-uuid"), _removable())


# --- Linux ---------------------------------------------------------------------------------
def mounts(table: str) -> tuple[tuple[str, str], ...]:
    """Device and mount point of each line of a mount table (fstab(5)): blanks and the like are octal there."""
    rows = (line.split(" ") for line in table.splitlines())
    return tuple((_plain(row[0]), _plain(row[1])) for row in rows if len(row) >= 3 and row[0].startswith("/dev/"))


def unescaped(name: str) -> str:
    r"""A name under ``/dev/disk/by-label`` as the user gave it: ``MIJN\x20STICK`` is "MIJN STICK" (udev's encoding)."""
    raw = _HEX.sub(lambda found: chr(int(found[1], 16)), name)
    with suppress(UnicodeError):
        return raw.encode("latin-1").decode("utf-8")
    return raw


def linux_volumes(
    table: str, labels: Mapping[str, str], ids: Mapping[str, str], removable: Iterable[str] = ()
) -> tuple[Volume, ...]:
    """From a mount table, what names which device (device → escaped name), and the devices that can be taken out.

    What is mounted under ``/media``, ``/run/media`` or ``/mnt`` counts as such too.
    """
    known, found = set(removable), {}
    for device, point in mounts(table):
        if device in known or point.startswith(_MEDIA):
            found[point] = Volume(Path(point), unescaped(labels.get(device, "")), unescaped(ids.get(device, "")))
    return tuple(found.values())


def _plain(field: str) -> str:
    raw = _OCTAL.sub(lambda found: chr(int(found[1], 8)), field)
    with suppress(UnicodeError):
        return raw.encode("latin-1").decode("utf-8")
    return raw


def _links(kind: str) -> dict[str, str]:
    """Device → name."""
    return {os.path.realpath(link): link.name for link in _entries(Path("/dev/disk") / kind)}


def _removable() -> set[str]:
    """Devices whose disk, or the disk they are a part of, says that it can be taken out."""
    found = set()
    for disk in _entries(Path("/sys/block")):
        if _read(disk / "removable").strip() == "1":
            found |= {f"/dev/{disk.name}", *(f"/dev/{part.name}" for part in _entries(disk) if (part / "dev").exists())}
    return found


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


# --- Windows -------------------------------------------------------------------------------
def windows_volumes(drives: Iterable[tuple[str, int, str, int]]) -> tuple[Volume, ...]:
    r"""From drives as Windows lists them: root ("E:\\"), type (2 can be taken out), volume label, serial number."""
    return tuple(
        Volume(Path(root), label, f"{serial:08X}" if serial else "")
        for root, kind, label, serial in drives
        if kind == _WINDOWS_REMOVABLE
    )


def _windows_drives() -> list[tuple[str, int, str, int]]:
    import ctypes

    windows: Any = getattr(ctypes, "windll")  # noqa: B009 - only there on Windows
    there, found = windows.kernel32.GetLogicalDrives(), []
    for number in range(26):
        if there >> number & 1:
            root = f"{chr(65 + number)}:\\"
            label, serial = ctypes.create_unicode_buffer(261), ctypes.c_uint32()
            told = windows.kernel32.GetVolumeInformationW(root, label, 261, ctypes.byref(serial), None, None, None, 0)
            kind = windows.kernel32.GetDriveTypeW(root)
            found.append((root, kind, label.value if told else "", serial.value if told else 0))
    return found
