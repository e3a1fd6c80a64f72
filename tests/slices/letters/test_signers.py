"""Who signs: a refusal with its reason, a signature or refusal withdrawn, someone else in their place."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import service as advices
from wijkraad_app.features.council import service as council
from wijkraad_app.features.letters import flow, queries, service
from wijkraad_app.features.letters.queries import Signer
from wijkraad_app.features.letters.rules import LetterState, SignerState, lapsing
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.pdf import conformance

from .test_service import DAY, WORDS, advice, code, drawn, keys, state

__all__ = ["advice", "keys"]
WHY = "Het derde punt is anders besloten."
MONDAY = date(2026, 11, 23)


@pytest.fixture
def letter(workspace: LocalWorkspace, advice: UUID) -> UUID:
    return flow.make_letter(workspace, advice, DAY)


@pytest.fixture
def bea(workspace: LocalWorkspace, advice: UUID) -> UUID:
    return workspace.do(council.add_person, name="Bea Smit", role="deputy_chair")


def who(workspace: LocalWorkspace, advice: UUID) -> list[tuple[str, str]]:
    return [(one.name, one.state.value) for one in workspace.read(queries.signers, advice, DAY)]


def signer(workspace: LocalWorkspace, advice: UUID, field: str) -> Signer:
    return next(one for one in workspace.read(queries.signers, advice, DAY) if one.field == field)


def sign(workspace: LocalWorkspace, letter: UUID, keys: dict[str, Path], *fields: str) -> None:
    for field in fields:
        flow.sign_letter(workspace, letter, field, keys[field], WORDS)


def refuse(workspace: LocalWorkspace, letter: UUID, field: str = "secretary") -> None:
    workspace.do(service.refuse_to_sign, letter=letter, field=field, reason=f" {WHY} ")


def withdraw(workspace: LocalWorkspace, letter: UUID, field: str) -> None:
    workspace.do(service.withdraw_signature, letter=letter, field=field, reason=WHY)


def sign_code(workspace: LocalWorkspace, letter: UUID, field: str, key: Path) -> str:
    with pytest.raises(UserError) as refused:
        flow.sign_letter(workspace, letter, field, key, WORDS)
    return refused.value.code


# --- refusing --------------------------------------------------------------------------------
def test_a_refusal_is_kept_with_its_reason_and_day_and_can_be_undone(
    workspace: LocalWorkspace, advice: UUID, letter: UUID
) -> None:
    refuse(workspace, letter)
    found = signer(workspace, advice, "secretary")
    assert (found.state, found.reason, found.day) == (SignerState.REFUSED, WHY, MONDAY)
    assert workspace.read(queries.letter, letter).state is LetterState.READY
    workspace.undo()
    assert who(workspace, advice) == [("Ans Verhoeven", "waiting"), ("Marijke van Duin", "waiting")]


def test_nobody_signs_while_a_signer_refuses(
    workspace: LocalWorkspace, advice: UUID, letter: UUID, keys: dict[str, Path]
) -> None:
    refuse(workspace, letter)
    before = workspace.read(queries.letter, letter)
    assert sign_code(workspace, letter, "chair", keys["chair"]) == "signer_refused"
    assert code(workspace, service.register_paper, letter=letter, scan=b"%PDF-1.7 scan") == "signer_refused"
    assert workspace.read(queries.letter, letter) == before
    workspace.do(service.withdraw_refusal, letter=letter, field="secretary")
    found = signer(workspace, advice, "secretary")
    assert (found.state, found.reason, found.day) == (SignerState.WAITING, "", None)
    sign(workspace, letter, keys, "chair", "secretary")
    assert who(workspace, advice) == [("Ans Verhoeven", "signed"), ("Marijke van Duin", "signed")]


def test_a_withdrawn_refusal_is_undone(workspace: LocalWorkspace, advice: UUID, letter: UUID) -> None:
    refuse(workspace, letter)
    workspace.do(service.withdraw_refusal, letter=letter, field="secretary")
    workspace.undo()
    assert signer(workspace, advice, "secretary").reason == WHY


def test_a_refusal_needs_a_reason_and_someone_who_has_not_signed(
    workspace: LocalWorkspace, letter: UUID, keys: dict[str, Path]
) -> None:
    def refused(field: str, reason: str = WHY) -> str:
        return code(workspace, service.refuse_to_sign, letter=letter, field=field, reason=reason)

    assert refused("chair", "  ") == "no_reason"
    assert refused("signer4") == "no_such_signer"
    sign(workspace, letter, keys, "chair")
    assert refused("chair") == "signed_already"
    refuse(workspace, letter)
    assert refused("secretary") == "refused_already"


def test_what_was_sent_or_signed_on_paper_is_neither_refused_nor_withdrawn(
    workspace: LocalWorkspace, letter: UUID, bea: UUID
) -> None:
    def codes() -> set[str]:
        at = {"letter": letter, "field": "chair"}
        return {
            code(workspace, service.refuse_to_sign, reason=WHY, **at),
            code(workspace, service.withdraw_refusal, **at),
            code(workspace, service.withdraw_signature, reason=WHY, **at),
            code(workspace, service.change_signer, person=bea, pdf=b"%PDF", **at),
        }

    workspace.do(service.register_paper, letter=letter, scan=b"%PDF-1.7 scan")
    assert codes() == {"on_paper"}
    workspace.do(service.register_sent, letter=letter, day=MONDAY)
    assert codes() == {"letter_sent"}


def test_a_letter_made_anew_after_a_refusal_asks_everyone_again(
    workspace: LocalWorkspace, advice: UUID, letter: UUID
) -> None:
    refuse(workspace, letter)
    flow.make_letter(workspace, advice, DAY)
    assert {state for _name, state in who(workspace, advice)} == {"waiting"}


# --- withdrawing -----------------------------------------------------------------------------
def test_a_withdrawn_last_signature_brings_back_the_file_of_before(
    workspace: LocalWorkspace, advice: UUID, letter: UUID, keys: dict[str, Path], tmp_path: Path
) -> None:
    sign(workspace, letter, keys, "chair")
    half = workspace.read(queries.letter_file, letter)
    sign(workspace, letter, keys, "secretary")
    whole = workspace.read(queries.letter_file, letter)
    withdraw(workspace, letter, "secretary")
    row = workspace.read(queries.letter, letter)
    assert row.state is LetterState.SIGNING and row.waiting == ("secretary",)
    assert workspace.read(queries.letter_file, letter) == half and flow.judge(workspace, letter).signatures
    found = signer(workspace, advice, "secretary")
    assert (found.state, found.reason, found.day) == (SignerState.WITHDRAWN, WHY, MONDAY)
    assert state(workspace, advice) == "adopted"
    assert code(workspace, service.register_sent, letter=letter, day=MONDAY) == "not_signed"
    (tmp_path / "oud.pdf").write_bytes(whole)
    with pytest.raises(UserError) as refused:
        flow.take_back(workspace, letter, tmp_path / "oud.pdf")
    assert refused.value.code == "signature_withdrawn"
    sign(workspace, letter, keys, "secretary")
    assert flow.judge(workspace, letter).valid and state(workspace, advice) == "signed"
    assert signer(workspace, advice, "secretary").reason == ""


def test_with_the_first_signature_those_over_it_lapse(
    workspace: LocalWorkspace, advice: UUID, letter: UUID, keys: dict[str, Path], tmp_path: Path
) -> None:
    plain = workspace.read(queries.letter_file, letter)
    sign(workspace, letter, keys, "chair", "secretary")
    file = flow.export_letter(workspace, advice, tmp_path / "beide.pdf")
    withdraw(workspace, letter, "chair")
    row = workspace.read(queries.letter, letter)
    assert row.state is LetterState.READY and row.signatures == () and row.waiting == ("chair", "secretary")
    assert workspace.read(queries.letter_file, letter) == plain
    assert who(workspace, advice) == [("Ans Verhoeven", "withdrawn"), ("Marijke van Duin", "waiting")]
    with pytest.raises(UserError) as refused:
        flow.take_back(workspace, letter, file)
    assert refused.value.code == "signature_withdrawn"
    workspace.undo()
    row = workspace.read(queries.letter, letter)
    assert row.state is LetterState.SIGNED and len(row.signatures) == 2 and state(workspace, advice) == "signed"
    assert workspace.read(queries.letter_file, letter) == file.read_bytes()
    assert who(workspace, advice) == [("Ans Verhoeven", "signed"), ("Marijke van Duin", "signed")]


def test_proof_for_later_goes_with_the_signature_it_stood_behind(
    workspace: LocalWorkspace, letter: UUID, keys: dict[str, Path]
) -> None:
    sign(workspace, letter, keys, "chair")
    half = workspace.read(queries.letter_file, letter)
    sign(workspace, letter, keys, "secretary")
    pdf = workspace.read(queries.letter_file, letter) + b"% bewijs"
    workspace.do(service.preserve_letter, letter=letter, pdf=pdf)
    withdraw(workspace, letter, "secretary")
    assert workspace.read(queries.letter_file, letter) == half


def test_only_what_is_there_is_withdrawn_and_only_with_a_reason(
    workspace: LocalWorkspace, letter: UUID, keys: dict[str, Path]
) -> None:
    at = {"letter": letter, "field": "chair"}
    assert code(workspace, service.withdraw_signature, reason=WHY, **at) == "nothing_to_withdraw"
    assert code(workspace, service.withdraw_refusal, **at) == "nothing_to_withdraw"
    sign(workspace, letter, keys, "chair")
    assert code(workspace, service.withdraw_signature, reason=" ", **at) == "no_reason"
    assert code(workspace, service.withdraw_refusal, **at) == "nothing_to_withdraw"


FIELDS = ("chair", "secretary", "signer3", "signer4")


@given(st.integers(1, 4), st.data())
def test_what_lapses_is_all_from_the_withdrawn_signature_on(count: int, data: st.DataObject) -> None:
    order = FIELDS[:count]
    signed = order[: data.draw(st.integers(0, count))]
    field = data.draw(st.sampled_from(FIELDS))
    gone = lapsing(order, signed, field)
    assert (*signed[: len(signed) - len(gone)], *gone) == signed
    assert (not gone) == (field not in signed) and gone[:1] in ((), (field,))


# --- someone else ----------------------------------------------------------------------------
def test_the_deputy_signs_in_place_of_the_chair_by_their_own_role(
    workspace: LocalWorkspace, advice: UUID, letter: UUID, bea: UUID, keys: dict[str, Path], tmp_path: Path
) -> None:
    before = workspace.read(queries.letter_file, letter)
    assert [one.name for one in workspace.read(queries.who_can_sign, letter)] == ["Bea Smit"]
    new = flow.change_signer(workspace, letter, "chair", bea)
    assert (new.name, new.office) == ("Bea Smit", "deputy_chair")
    file = workspace.read(queries.letter_file, letter)
    closing = drawn(file).partition("Met vriendelijke groet")[2]
    assert "Bea Smit plaatsvervangend voorzitter" in closing and "Ans Verhoeven" not in closing
    assert conformance.problems(file) == ()
    key = tmp_path / "bea.p12"
    flow.issue_key(workspace, "Bea Smit", "plaatsvervangend voorzitter", key, WORDS)
    sign(workspace, letter, {"chair": key, "secretary": keys["secretary"]}, "chair", "secretary")
    assert flow.judge(workspace, letter).valid
    assert workspace.read(queries.signers, advice, DAY)[0].name == "Bea Smit"
    assert before != file


def test_another_signer_is_undone_with_the_letter_drawn_for_them(
    workspace: LocalWorkspace, advice: UUID, letter: UUID, bea: UUID
) -> None:
    before = workspace.read(queries.letter_file, letter)
    refuse(workspace, letter, "chair")
    flow.change_signer(workspace, letter, "chair", bea)
    assert who(workspace, advice) == [("Bea Smit", "waiting"), ("Marijke van Duin", "waiting")]
    workspace.undo()
    assert who(workspace, advice) == [("Ans Verhoeven", "refused"), ("Marijke van Duin", "waiting")]
    assert workspace.read(queries.letter_file, letter) == before


def test_who_signs_stays_once_somebody_signed(
    workspace: LocalWorkspace, letter: UUID, bea: UUID, keys: dict[str, Path]
) -> None:
    sign(workspace, letter, keys, "chair")
    with pytest.raises(UserError) as refused:
        flow.change_signer(workspace, letter, "secretary", bea)
    assert refused.value.code == "signing_began"
    given = {"letter": letter, "field": "secretary", "person": bea, "pdf": b"%PDF"}
    assert code(workspace, service.change_signer, **given) == "signing_began"


def test_only_a_member_who_does_not_sign_yet_takes_the_place(
    workspace: LocalWorkspace, advice: UUID, letter: UUID
) -> None:
    guest = workspace.do(council.add_person, name="Gast")
    workspace.do(council.add_person, name="Nieuw", role="aspirant")
    secretary = signer(workspace, advice, "secretary").person
    assert secretary is not None and workspace.read(queries.who_can_sign, letter) == ()
    for person, refusal in ((guest, "not_a_member"), (secretary, "signs_already")):
        with pytest.raises(UserError) as refused:
            flow.change_signer(workspace, letter, "chair", person)
        assert refused.value.code == refusal


def test_after_a_typing_error_was_corrected_signers_can_still_step_back(
    workspace: LocalWorkspace, advice: UUID, letter: UUID, keys: dict[str, Path]
) -> None:
    sign(workspace, letter, keys, "chair")
    workspace.do(advices.correct_typo, advice=advice, reason="Typefout", title="Veiliger oversteken")
    withdraw(workspace, letter, "chair")
    assert workspace.read(queries.letter, letter).state is LetterState.READY
