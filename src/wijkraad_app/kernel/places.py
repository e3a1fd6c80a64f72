"""What sort of place a file lies in: a network drive or a folder that a service keeps the same on several computers.

Both break the promise that one program writes at a time: a lock may not be seen elsewhere, and a service copies a file
that is half written. Nothing here is certain; it decides on a warning only.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path, PurePath

NETWORK, SYNCED = "network", "synced"
_NETWORK_TYPES = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "davfs", "fuse.davfs2", "fuse.sshfs",
     "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs", "glusterfs", "fuse.glusterfs", "ceph"}
)  # fmt: skip
_SERVICES = (
    ("onedrive", "OneDrive"), ("dropbox", "Dropbox"), ("nextcloud", "Nextcloud"), ("owncloud", "ownCloud"),
    ("google drive", "Google Drive"), ("googledrive", "Google Drive"), ("my drive", "Google Drive"),
    ("mijn drive", "Google Drive"), ("icloud drive", "iCloud Drive"), ("icloudrive", "iCloud Drive"),
    ("mobile documents", "iCloud Drive"), ("pcloud drive", "pCloud"), ("pclouddrive", "pCloud"), ("mega", "MEGA"),
    ("stack", "STACK"), ("proton drive", "Proton Drive"), ("sync", "Sync"),
)  # fmt: skip
_MARKS = (
    (".dropbox", "Dropbox"), (".nextcloudsync.log", "Nextcloud"), (".owncloudsync.log", "ownCloud"),
    (".stfolder", "Syncthing"), (".tmp.drivedownload", "Google Drive"),
    (".849c9593-d756-4e56-8d6e-42412f2a707b", "OneDrive"),
)  # fmt: skip
_WHOLE_NAME = frozenset({"mega", "stack", "sync"})
_REMOTE_DRIVE = 4


@dataclass(frozen=True, slots=True)
class Risk:
    """``kind`` is `NETWORK` or `SYNCED`; ``name`` is the service, "" for a network drive."""

    kind: str
    name: str = ""


def risk_of(path: Path) -> Risk | None:
    """What is risky about where ``path`` lies; None for an ordinary folder of this computer."""
    folder = path if path.is_dir() else path.parent
    with_links = Path(*folder.resolve().parts)
    return synced(with_links) or synced(folder) or (Risk(NETWORK) if _on_network(with_links) else None)


def synced(folder: Path) -> Risk | None:
    """A folder that a known service keeps in step, by its name or by the marks the service leaves."""
    by_name = service_in(folder)
    if by_name:
        return Risk(SYNCED, by_name)
    for above in (folder, *folder.parents):
        for mark, name in _MARKS:
            try:
                if (above / mark).exists():
                    return Risk(SYNCED, name)
            except OSError:
                continue
    return None


def service_in(folder: PurePath) -> str:
    """The service that names of folders like this belong to, "" for none: "OneDrive - Gemeente Rietdam"."""
    for part in folder.parts:
        plain = part.casefold()
        for begins, name in _SERVICES:
            whole = begins in _WHOLE_NAME
            if plain == begins or (not whole and plain.startswith((begins + " ", begins + "-", begins + "("))):
                return name
    return ""


def _on_network(folder: Path) -> bool:
    if sys.platform == "win32":
        return _windows_network(folder)
    if sys.platform.startswith("linux"):
        try:
            table = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            return False
        return mounted_on_network(str(folder), table)
    return False


def mounted_on_network(folder: str, table: str) -> bool:
    """Whether the mount that holds ``folder`` is of a network, by the lines of /proc/self/mountinfo."""
    best, kind = -1, ""
    for line in table.splitlines():
        before, between, after = line.partition(" - ")
        fields = before.split()
        if not between or len(fields) < 5 or not after.split():
            continue
        point = fields[4].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        inside = folder == point or folder.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= best:
            best, kind = len(point), after.split()[0]
    return kind in _NETWORK_TYPES


def _windows_network(folder: Path) -> bool:
    import ctypes

    if str(folder).startswith("\\\\"):
        return True
    libraries = vars(ctypes)["windll"]
    return bool(libraries.kernel32.GetDriveTypeW(folder.anchor) == _REMOTE_DRIVE)
