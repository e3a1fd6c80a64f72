"""The mail with a signed letter: to whom, in which words, with which files."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import service as advices
from wijkraad_app.features.council import queries as councils
from wijkraad_app.features.council import service as council
from wijkraad_app.features.letters import documents, flow, queries, service
from wijkraad_app.features.letters.rules import Known, address_in
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.mail import MailDraft, eml, is_address

from .test_service import DAY, WORDS, advice, keys

__all__ = ["advice", "keys"]
KNOWN = (Known("Gemeente Rietdam", "post@rietdam.example"), Known("Rietdam", "x@y.example"))


def drafted(workspace: LocalWorkspace, letter: UUID) -> MailDraft:
    return documents.covering_mail(workspace.read(queries.covering, letter))


@pytest.fixture
def letter(workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path], tmp_path: Path) -> UUID:
    """Signed by both, with a file that travels on its own."""
    ans = workspace.read(councils.members)[0].id
    workspace.do(
        council.update_council,
        addressee_lines="Aan het college\nvan de gemeente Rietdam\nStadhuisplein 1",
        copies_to="Gemeenteraad, griffie@rietdam.example\nWijkwethouder Bakker",
        contact=ans, phone="0123 45 67 89", mail="post@singels.example", salutation="Geacht college,",
    )  # fmt: skip
    workspace.do(council.add_organisation, name="Gemeente Rietdam", mail="info@rietdam.example")
    (tmp_path / "metingen.csv").write_bytes(b"1;2")
    flow.add_enclosure(workspace, advice, tmp_path / "metingen.csv", title="Metingen van mei")
    made = flow.make_letter(workspace, advice, DAY)
    for field in ("chair", "secretary"):
        flow.sign_letter(workspace, made, field, keys[field], WORDS)
    return made


def test_the_mail_names_who_it_goes_to_what_it_holds_and_what_the_signature_is(
    workspace: LocalWorkspace, letter: UUID
) -> None:
    found = workspace.read(queries.covering, letter)
    draft = documents.covering_mail(found)
    assert draft.to == ("Gemeente Rietdam <info@rietdam.example>",) and draft.cc == ("griffie@rietdam.example",)
    assert found.missing == ("Wijkwethouder Bakker",)
    assert draft.subject == "Advies 2026-01: Veilig oversteken"
    assert [file.name for file in draft.attachments] == ["2026-01 Veilig oversteken.pdf", "metingen.csv"]
    assert draft.attachments[0].data == workspace.read(queries.letter_file, letter)
    assert draft.text.startswith("Geacht college,")
    for words in (
        "brief van 24 november 2026 met het advies “Veilig oversteken”", "- metingen.csv: Metingen van mei",
        "Het is geen gekwalificeerde handtekening (eIDAS)", "ondertekenaars soms onbekend", "Vergelijk de vingerafdruk",
        "namens de wijkraad De Singels\n\nAns Verhoeven\n0123 45 67 89\npost@singels.example",
    ):  # fmt: skip
        assert words in draft.text
    message = email.message_from_bytes(eml(draft), policy=email.policy.default)
    assert message["X-Unsent"] == "1" and message["Cc"] == "griffie@rietdam.example"


def test_the_mail_is_in_the_language_of_the_letter(
    workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path]
) -> None:
    other = workspace.do(advices.add_advice, title="Safe crossing")
    workspace.do(advices.add_recommendation, advice=other, text="Make a crossing.")
    workspace.do(advices.update_advice, id=other, language="en")
    workspace.do(advices.adopt, advice=other, by_mail=True)
    made = flow.make_letter(workspace, other, DAY)
    workspace.do(service.register_paper, letter=made, scan=b"%PDF-1.7 scan")
    text = drafted(workspace, made).text
    assert text.startswith("Dear members of the municipal executive,") and "24 November 2026" in text
    assert "signed by hand" in text and "eIDAS" not in text


def test_a_letter_that_not_everyone_signed_gets_no_mail(workspace: LocalWorkspace, advice: UUID) -> None:
    made = flow.make_letter(workspace, advice, DAY)
    with pytest.raises(UserError) as refused:
        drafted(workspace, made)
    assert refused.value.code == "not_signed"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Aan het college van de gemeente Rietdam", "Gemeente Rietdam <post@rietdam.example>"),
        ("Griffie <griffie@rietdam.example>", "griffie@rietdam.example"),
        ("Gemeenteraad van Rietdam", ""),
        ("", ""),
    ],
)
def test_an_address_is_typed_or_known_by_the_whole_name(text: str, address: str) -> None:
    assert address_in(text, KNOWN) == address


@given(st.text(max_size=60))
def test_what_is_found_is_always_an_address(text: str) -> None:
    found = address_in(text, KNOWN)
    assert found == "" or is_address(found)
