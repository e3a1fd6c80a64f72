"""Sticks are known again wherever they are plugged in."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from wijkraad_app.db.backup.volumes import (
    Place,
    Volume,
    connected,
    linux_volumes,
    mounts,
    place_of,
    stored_place,
    unescaped,
    windows_volumes,
)

TABLE = r"""/dev/sda2 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
/dev/sdb1 /media/kees/MIJN\040STICK vfat rw,nosuid 0 0
/dev/sdc1 /opt/schijf exfat rw 0 0
tmpfs /run/media tmpfs rw 0 0
cut
"""
LABELS = {"/dev/sdb1": r"MIJN\x20STICK", "/dev/sda2": "SYSTEEM"}
IDS = {"/dev/sdb1": "5C2A-1F00", "/dev/sdc1": "AA11-BB22"}
STICK = Volume(Path("/media/kees/MIJN STICK"), "MIJN STICK", "5C2A-1F00")


def test_mounted_sticks_are_found_with_their_names() -> None:
    assert linux_volumes(TABLE, LABELS, IDS) == (STICK,)


def test_a_disk_that_says_it_can_be_taken_out_counts_wherever_it_is_mounted() -> None:
    assert Volume(Path("/opt/schijf"), "", "AA11-BB22") in linux_volumes(TABLE, LABELS, IDS, {"/dev/sdc1"})


def test_names_with_accents_are_read_as_they_were_given() -> None:
    assert unescaped(r"Caf\xc3\xa9\x20\x231") == "Café #1"
    assert mounts(r"/dev/sdb1 /media/k/Caf\303\251\0401 vfat rw 0 0") == (("/dev/sdb1", "/media/k/Café 1"),)


@given(st.text())
def test_any_mount_table_is_read(table: str) -> None:
    assert isinstance(mounts(table), tuple)
    assert isinstance(linux_volumes(table, {}, {}), tuple)


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1).filter(lambda name: "/" not in name))
def test_any_label_comes_back_from_udev_names(name: str) -> None:
    safe = "#+-.:=@_"
    written = "".join(
        sign if (sign.isascii() and (sign.isalnum() or sign in safe)) else "".join(f"\\x{b:02x}" for b in sign.encode())
        for sign in name
    )
    assert unescaped(written) == name


def test_windows_drives_that_can_be_taken_out_are_sticks() -> None:
    drives = [("C:\\", 3, "Windows", 7), ("E:\\", 2, "KINGSTON", 0x5C2A1F00), ("F:\\", 2, "", 0), ("G:\\", 5, "CD", 1)]
    assert [(one.label, one.id) for one in windows_volumes(drives)] == [("KINGSTON", "5C2A1F00"), ("", "")]


def test_a_folder_on_a_stick_is_found_again_at_another_mount_point() -> None:
    place = place_of(STICK.root / "wijkraad", [STICK])
    assert place == Place("wijkraad", "MIJN STICK", "5C2A-1F00")
    assert place.path([]) is None
    moved = Volume(Path("/run/media/anna/MIJN STICK1"), "MIJN STICK", "5C2A-1F00")
    assert place.path([moved]) == moved.root / "wijkraad"


def test_another_stick_of_the_same_name_is_not_taken_for_it() -> None:
    place = place_of(STICK.root, [STICK])
    assert place.path([Volume(Path("/media/kees/MIJN STICK"), "MIJN STICK", "0000-0001")]) is None


def test_a_stick_without_an_id_is_known_by_its_name() -> None:
    assert Place(".", "KLUIS").path([Volume(Path("/Volumes/KLUIS"), "KLUIS", "")]) == Path("/Volumes/KLUIS")


def test_an_ordinary_folder_is_a_place_while_it_is_there(tmp_path: Path) -> None:
    place = place_of(tmp_path / "kopie", [STICK])
    assert not place.on_stick and place.path([]) is None
    (tmp_path / "kopie").mkdir()
    assert place.path([]) == tmp_path / "kopie"


def test_a_stored_place_comes_back_and_anything_else_is_none() -> None:
    place = Place("wijkraad", "MIJN STICK", "5C2A-1F00")
    assert stored_place(place.stored()) == place
    assert stored_place(None) is None and stored_place({"folder": "x"}) is None and stored_place("x") is None


def test_asking_this_computer_never_fails() -> None:
    assert isinstance(connected(), tuple)
