"""Network drives and synced folders are known by what they are called and by what they leave behind."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from wijkraad_app.kernel import places
from wijkraad_app.kernel.places import SYNCED, Risk

TABLE = """22 1 8:1 / / rw - ext4 /dev/sda1 rw
30 22 0:40 / /home/jan/raad\\040delen rw - cifs //server/raad rw
31 22 0:41 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
32 22 8:17 / /media/jan/STICK rw - vfat /dev/sdb1 rw
garbage
"""


@pytest.mark.parametrize(
    ("path", "service"),
    [
        (PurePosixPath("/home/jan/Dropbox/raad"), "Dropbox"),
        (PurePosixPath("/home/jan/Nextcloud/x"), "Nextcloud"),
        (PureWindowsPath(r"C:\Users\Jan\OneDrive - Gemeente Rietdam\Raad"), "OneDrive"),
        (PureWindowsPath(r"G:\Mijn Drive\Raad"), "Google Drive"),
        (PurePosixPath("/Users/jan/Library/Mobile Documents/x"), "iCloud Drive"),
        (PurePosixPath("/home/jan/Documenten/megaplan"), ""),
        (PurePosixPath("/home/jan/Onedriven"), ""),
    ],
)
def test_services_are_known_by_their_folders(path: PurePosixPath, service: str) -> None:
    assert places.service_in(path) == service


def test_a_mark_left_by_the_service_tells(tmp_path: Path) -> None:
    (tmp_path / "Raad" / "diep").mkdir(parents=True)
    (tmp_path / "Raad" / ".stfolder").mkdir()
    assert places.risk_of(tmp_path / "Raad" / "diep" / "a.wijkraad") == Risk(SYNCED, "Syncthing")
    assert places.risk_of(tmp_path / "a.wijkraad") is None


@pytest.mark.parametrize(
    ("folder", "network"),
    [
        ("/home/jan/raad delen/dossier", True),
        ("/home/jan/raad delen", True),
        ("/run/user/1000/gvfs/smb-share:server=x", True),
        ("/home/jan/raad", False),
        ("/media/jan/STICK", False),
        ("/home/jan/raad delenx", False),
    ],
)
def test_the_mount_tells_a_network(folder: str, network: bool) -> None:
    assert places.mounted_on_network(folder, TABLE) is network
    assert not places.mounted_on_network(folder, "")
