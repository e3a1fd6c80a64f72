"""What is erased is gone: from rows, journal, index, files and the bytes on disk, also in an older copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from wijkraad_app.db import backup, check, erasure, fulltext, history, unsaved
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.conversations.model import Conversation
from wijkraad_app.kernel.errors import UserError

from .dossier_bytes import all_bytes
from .test_check import tamper
from .test_journal import add, change, problems, seen

NAME = "Willemijn Kwakkelstein"
PHONE = "06-48151623"


@verb(label="Erase for a test", undo=erasure.NOT_UNDONE)
def take_out(uow: UnitOfWork, *, words: str) -> erasure.Erased:
    wanted = erasure.wanted([words])
    return erasure.erase(uow, found(uow.session, wanted), wanted)


def found(session: object, wanted: erasure.Wanted) -> erasure.Found:
    return erasure.find(session, wanted, read_file=read_file, keep={}, rewritable=frozenset({"text/plain"}))  # type: ignore[arg-type]


def read_file(data: bytes, _media_type: str) -> str:
    return data.decode(errors="replace")


@verb(label="Keep a file with “{title}”")
def keep_file(uow: UnitOfWork, *, title: str, data: bytes, media_type: str) -> UUID:
    uow.describe(title=title)
    return uow.add(Conversation(title=title, place=uow.store_blob(data, media_type))).id


def hits(workspace: LocalWorkspace, word: str) -> int:
    return len(workspace.read(fulltext.find, word))


def fill(workspace: LocalWorkspace) -> UUID:
    """The name as it is typed letter by letter, in a title, a long text and a label; and taken out again."""
    row = workspace.do(add, title=f"Gesprek met {NAME}", text="Begin.")
    workspace.do(change, id=row, text=f"Begin. {NAME} woont op 14 en belt met 06 4815 1623.", place="plein")
    workspace.do(change, id=row, text="Begin. Zij woont op 14.")
    workspace.do(change, id=row, text=f"Begin. Mevrouw {NAME.upper()} woont op 14.", neighbourhood="Zuid")
    workspace.do(add, title="Een ander gesprek", text="Over bomen.")
    return row


def holds(path: Path, *words: str, passphrase: str | None = None) -> list[str]:
    found = all_bytes(path, passphrase).lower()
    forms = [(word, word.lower().encode(code)) for word in words for code in ("utf-8", "utf-16-le")]
    return [word for word, form in forms if form in found]


def test_a_name_is_gone_from_rows_history_index_labels_and_bytes(workspace: LocalWorkspace) -> None:
    row = fill(workspace)
    workspace.do(unsaved.keep, key="line", text=f"{NAME} zegt ook nog")
    assert holds(workspace.path, "Kwakkelstein")
    workspace.do(take_out, words=NAME)
    assert holds(workspace.path, "Kwakkelstein", "Willemijn") == []
    assert workspace.path.with_name(workspace.path.name + "-wal").stat().st_size == 0
    assert workspace.read(seen)[1] == ("Gesprek met …", "Begin. Mevrouw … woont op 14.", "plein")
    assert hits(workspace, "kwakkel") == 0
    assert hits(workspace, "bomen") == 1
    told = repr(workspace.read(history.of, row))
    assert "kwakkel" not in told.lower()
    assert problems(workspace) == []


def test_the_index_forgets_the_words(workspace: LocalWorkspace) -> None:
    fill(workspace)
    for number in range(40):
        workspace.do(add, title=f"Gesprek {number}", text=f"Over {number} bomen en kwakkelwinters.")
    workspace.do(take_out, words=NAME)
    vocabulary = "CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, search_text, row)"
    with workspace.dossier.engine.connect() as connection:
        connection.execute(text(vocabulary))
        terms = {row[0] for row in connection.execute(text("SELECT term FROM temp.terms"))}
    assert "kwakkelwinters" in terms and "kwakkelstein" not in terms
    assert b"elstein" not in all_bytes(workspace.path)
    assert hits(workspace, "bomen") == 41


def test_a_number_is_found_however_it_is_written(workspace: LocalWorkspace) -> None:
    fill(workspace)
    workspace.do(take_out, words=PHONE)
    assert holds(workspace.path, "4815 1623") == []
    assert problems(workspace) == []


def test_work_goes_on_after_an_erasure(workspace: LocalWorkspace, reopened: Callable[[], LocalWorkspace]) -> None:
    row = fill(workspace)
    workspace.do(take_out, words=NAME)
    reopened()
    workspace.do(change, id=row, text="Begin. Mevrouw … woont nu op 16.", title="Gesprek")
    workspace.undo()
    assert workspace.read(seen)[1][:2] == ("Gesprek met …", "Begin. Mevrouw … woont op 14.")
    with pytest.raises(UserError) as refused:
        workspace.undo()
    assert refused.value.code == "not_undoable"
    assert problems(workspace) == []


def test_nothing_is_written_where_the_words_are_not(workspace: LocalWorkspace) -> None:
    fill(workspace)
    before = workspace.read(history.of, workspace.do(add, title="x"))
    assert workspace.read(found, erasure.wanted(["Niemand hier"])).places == []
    assert len(before) == 1


def test_short_words_are_refused(workspace: LocalWorkspace) -> None:
    with pytest.raises(UserError) as refused:
        workspace.do(take_out, words="Bo")
    assert refused.value.code == "too_short"


def test_files_are_cleaned_or_go(workspace: LocalWorkspace) -> None:
    text_file = f"Vraag;Antwoord\nWie?;{NAME}\n".encode()
    workspace.do(keep_file, title="Uitvoer", data=text_file, media_type="text/plain")
    workspace.do(keep_file, title="Scan", data=b"%PDF " + NAME.encode(), media_type="application/pdf")
    workspace.do(keep_file, title="Kaart", data=b"niets", media_type="application/pdf")
    workspace.do(take_out, words=NAME)
    kept = dict(workspace.read(lambda session: session.execute(text("SELECT title, place FROM conversation")).all()))
    assert kept["Scan"] == ""
    assert kept["Kaart"] != ""
    from wijkraad_app.db import blobs

    assert workspace.read(blobs.load, kept["Uitvoer"]) == "Vraag;Antwoord\nWie?;…\n".encode()
    assert problems(workspace) == []


def test_an_older_copy_that_is_opened_loses_it_again_and_keeps_the_rest(
    workspace: LocalWorkspace, tmp_path: Path
) -> None:
    fill(workspace)
    workspace.dossier.checkpoint()
    for name in ("voor", "ook voor"):
        shutil.copy(workspace.path, tmp_path / f"{name}.wijkraad")
    workspace.do(take_out, words=NAME)
    older = workspaces.open_(tmp_path / "voor.wijkraad")
    try:
        assert older.read(seen) == workspace.read(seen)
        assert older.read(check.problems) == []
        assert hits(older, "kwakkel") == 0
    finally:
        older.close()
    assert holds(tmp_path / "voor.wijkraad", "Kwakkelstein") == []
    workspaces.open_(tmp_path / "ook voor.wijkraad", write=False).close()
    assert holds(tmp_path / "ook voor.wijkraad", "Kwakkelstein") != []


def test_a_backup_that_is_restored_loses_it_again_at_once(workspace: LocalWorkspace, tmp_path: Path) -> None:
    fill(workspace)
    kept = backup.create(workspace.dossier, tmp_path / "kopie.wijkraad")
    workspace.do(take_out, words=NAME)
    assert holds(kept, "Kwakkelstein")
    back = backup.restore(kept, tmp_path / "terug.wijkraad")
    assert holds(back, "Kwakkelstein", "Willemijn") == []
    again = workspaces.open_(back)
    assert again.read(seen) == workspace.read(seen)
    assert again.read(check.problems) == []
    again.close()


def test_a_copy_from_half_way_is_cleaned_as_it_was_then(workspace: LocalWorkspace, tmp_path: Path) -> None:
    row = workspace.do(add, title="A", text=f"Eerst {NAME}, later niet.")
    workspace.dossier.checkpoint()
    shutil.copy(workspace.path, tmp_path / "voor.wijkraad")
    workspace.do(change, id=row, text=f"{NAME} staat nu vooraan en het is langer.", title="B")
    workspace.do(take_out, words=NAME)
    older = workspaces.open_(tmp_path / "voor.wijkraad")
    assert older.read(seen) == [("A", "Eerst …, later niet.", "")]
    assert older.read(check.problems) == []
    older.close()


def test_a_dossier_with_a_passphrase_holds_nothing_of_it_either(tmp_path: Path) -> None:
    made = workspaces.create(tmp_path / "geheim.wijkraad", "een goede zin")
    fill(made)
    made.dossier.checkpoint()
    assert holds(made.path, "Kwakkelstein", passphrase="een goede zin")
    made.do(take_out, words=NAME)
    assert holds(made.path, "Kwakkelstein", passphrase="een goede zin") == []
    made.close()


def test_what_is_made_empty_without_an_erasure_is_tampering(workspace: LocalWorkspace) -> None:
    fill(workspace)
    workspace.do(take_out, words=NAME)
    assert problems(workspace) == []
    tamper(workspace, "UPDATE change_item SET content = NULL WHERE kind = 'conversation' AND seq = 5")
    assert len(problems(workspace)) >= 1


def test_a_row_changed_after_an_erasure_is_named(workspace: LocalWorkspace) -> None:
    fill(workspace)
    workspace.do(take_out, words=NAME)
    tamper(workspace, "UPDATE conversation SET text = text || ' erbij' WHERE place = 'plein'")
    assert len(problems(workspace)) == 1


def test_the_list_of_this_computer_holds_no_content(workspace: LocalWorkspace, tmp_path: Path) -> None:
    fill(workspace)
    workspace.do(take_out, words=NAME)
    (kept,) = (tmp_path / "home").rglob("erasures/*.json")
    assert "kwakkel" not in kept.read_text().lower()
    assert kept.stat().st_mode & 0o077 == 0


def test_a_copy_from_before_two_erasures_in_one_text_loses_both_again(
    workspace: LocalWorkspace, tmp_path: Path
) -> None:
    workspace.do(add, title="Gesprek", text=f"{NAME} en Piet Pietersen wonen op 14.")
    workspace.dossier.checkpoint()
    copy = Path(shutil.copy(workspace.path, tmp_path / "van eerder.wijkraad"))
    workspace.do(take_out, words=NAME)
    workspace.do(take_out, words="Piet Pietersen")
    reopened = workspaces.open_(copy)
    try:
        assert [text for _title, text, _place in reopened.read(seen)] == ["… en … wonen op 14."]
    finally:
        reopened.close()


def test_a_dossier_whose_id_is_lost_after_opening_is_damaged(workspace: LocalWorkspace) -> None:
    def without_id(session: Session) -> None:
        session.execute(text("DELETE FROM meta WHERE key = 'id'"))
        with pytest.raises(UserError) as refused:
            erasure.missing(session)
        assert refused.value.code == "damaged"
        session.rollback()

    workspace.read(without_id)
