"""The same letter for other readers: in large print and for everyone."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from wijkraad_app import bootstrap
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import service as advices
from wijkraad_app.features.conversations import service as conversations
from wijkraad_app.features.letters import flow
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.kernel import threads
from wijkraad_app.pdf import conformance, preview, signing

from .test_service import DAY, WORDS, advice, keys

__all__ = ["advice", "keys"]


def text(file: Path) -> str:
    data = file.read_bytes()
    with threads.allowed_here():
        pages = [preview.page_text(data, page) for page in range(preview.page_count(data))]
    return " ".join(" ".join(pages).split())


def test_a_signed_letter_has_copies_in_large_print_and_for_everyone(
    workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path], tmp_path: Path
) -> None:
    letter = flow.make_letter(workspace, advice, DAY)
    flow.sign_letter(workspace, letter, "chair", keys["chair"], WORDS)
    kept = flow.export_letter(workspace, advice, tmp_path / "brief.pdf").read_bytes()
    large = flow.export_letter(workspace, advice, tmp_path / "groot.pdf", large=True)
    both = flow.export_letter(workspace, advice, tmp_path / "open.pdf", large=True, public=True)
    assert not signing.fields(large) and not signing.fields(both)
    for file in (large, both):
        assert conformance.problems(file.read_bytes()) == ()
        assert "Ans Verhoeven, voorzitter" in text(file) and "Leg een zebrapad aan." in text(file)
    assert "grote letter" in text(large) and "Openbare versie" in text(both)
    assert flow.export_letter(workspace, advice, tmp_path / "brief.pdf").read_bytes() == kept


def test_large_print_is_asked_for_on_the_command_line(
    workspace: LocalWorkspace, advice: UUID, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    meeting = workspace.do(meetings.add_meeting, title="Wijkraad")
    dossier = workspace.path
    workspace.close()
    for words in (
        ["letter", "export", str(advice), str(tmp_path / "brief.pdf")],
        ["agenda", "export", str(meeting), str(tmp_path / "agenda.pdf")],
        ["minutes", "export", str(meeting), str(tmp_path / "verslag.pdf")],
    ):
        file = Path(words[-1])
        assert bootstrap.main([*words, "-d", str(dossier)]) == 0
        usual = file.read_bytes()
        assert bootstrap.main([*words, "-d", str(dossier), "--large-print"]) == 0
        assert file.read_bytes() != usual and conformance.problems(file.read_bytes()) == ()
    capsys.readouterr()


def test_the_public_version_names_no_resident_and_no_contact_data(
    workspace: LocalWorkspace, advice: UUID, tmp_path: Path
) -> None:
    other = workspace.do(advices.add_advice, title="Groen")
    words = "Hier speelt geen kind meer."
    talk = workspace.do(conversations.add_conversation, title="Plein", text=words, consent="by_name")
    quote = workspace.do(
        conversations.mark_quote,
        conversation=talk,
        start=0,
        end=len(words),
        speaker_name="Jan Pot",
        speaker_role="vader",
    )
    workspace.do(advices.insert_evidence, advice=other, kind="quote", source=quote, section="findings", shown=True)
    workspace.do(advices.update_section, id=other, section="occasion", text="Bel Piet op 06 12345678.")
    workspace.do(advices.adopt, advice=other, by_mail=True)
    whole = text(flow.export_letter(workspace, other, tmp_path / "brief.pdf"))
    public = text(flow.export_letter(workspace, other, tmp_path / "open.pdf", public=True))
    assert "Jan Pot" in whole and "06 12345678" in whole
    assert "Jan Pot" not in public and "12345678" not in public
    assert "vader" in public and "[weggelaten: contactgegevens]" in public
