"""Letters: made from what was adopted, signed in steps, kept only when they continue the file that is known."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import queries as advice_queries
from wijkraad_app.features.advice import service as advices
from wijkraad_app.features.advice.rules.snapshot import Typed
from wijkraad_app.features.conversations import service as conversations
from wijkraad_app.features.council import service as council
from wijkraad_app.features.council.rules.members import NewMember
from wijkraad_app.features.letters import flow, queries, service
from wijkraad_app.features.letters.rules import LetterState, continues
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.pdf import preview
from wijkraad_app.pdf.authority import AuthorityCertificate

WORDS = "wachtzin van de sleutel"
DAY = date(2026, 11, 24)


@pytest.fixture
def advice(workspace: LocalWorkspace, monday: object) -> UUID:
    """An advice adopted by mail, in a council with a chair and a secretary."""
    members = [NewMember("Ans Verhoeven", "chair"), NewMember("Marijke van Duin", "secretary")]
    workspace.do(council.set_up_council, name="Wijkraad De Singels", municipality="Rietdam", members=members)
    made = workspace.do(advices.add_advice, title="Veilig oversteken")
    workspace.do(advices.update_section, id=made, section="occasion", text="Ouders vragen erom.")
    workspace.do(advices.add_recommendation, advice=made, text="Leg een zebrapad aan.")
    workspace.do(advices.adopt, advice=made, by_mail=True)
    return made


@pytest.fixture
def keys(workspace: LocalWorkspace, advice: UUID, tmp_path: Path) -> dict[str, Path]:
    """A key for each of the two, under the council's authority."""
    made = {"chair": tmp_path / "ans.p12", "secretary": tmp_path / "marijke.p12"}
    flow.issue_key(workspace, "Ans Verhoeven", "voorzitter", made["chair"], WORDS)
    flow.issue_key(workspace, "Marijke van Duin", "secretaris", made["secretary"], WORDS)
    return made


def state(workspace: LocalWorkspace, advice: UUID) -> str:
    return workspace.read(advice_queries.advice, advice).state.value


def code(workspace: LocalWorkspace, *arguments: object, **fields: object) -> str:
    with pytest.raises(UserError) as refused:
        workspace.do(*arguments, **fields)  # type: ignore[arg-type]
    return refused.value.code


def test_a_letter_is_made_from_what_was_adopted(workspace: LocalWorkspace, advice: UUID) -> None:
    flow.make_letter(workspace, advice, DAY)
    row = workspace.read(queries.letter_of, advice)
    assert row and row.state is LetterState.READY and row.day == DAY and row.waiting == ("chair", "secretary")
    assert "namens de wijkraad De Singels" in drawn(workspace.read(queries.letter_file, row.id))
    workspace.undo()
    assert workspace.read(queries.letter_of, advice) is None
    workspace.redo()
    assert workspace.read(queries.letter_of, advice) == row


def test_a_draft_gets_no_letter(workspace: LocalWorkspace, advice: UUID) -> None:
    draft = workspace.do(advices.add_advice, title="Nachtbus")
    with pytest.raises(UserError) as refused:
        flow.make_letter(workspace, draft, DAY)
    assert refused.value.code == "not_adopted"


def test_chair_and_secretary_sign_and_it_verifies_as_trusted(
    workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path], tmp_path: Path
) -> None:
    letter = flow.make_letter(workspace, advice, DAY)
    flow.sign_letter(workspace, letter, "chair", keys["chair"], WORDS)
    half = workspace.read(queries.letter, letter)
    assert half.state is LetterState.SIGNING and half.waiting == ("secretary",)
    flow.sign_letter(workspace, letter, "secretary", keys["secretary"], WORDS)
    whole = workspace.read(queries.letter, letter)
    assert whole.state is LetterState.SIGNED and [one.role for one in whole.signatures] == ["voorzitter", "secretaris"]
    assert state(workspace, advice) == "signed"
    verdict = flow.verify(flow.export_letter(workspace, advice, tmp_path / "brief.pdf"), workspace)
    assert verdict.valid and verdict.complete and verdict.trusted == "yes"
    with pytest.raises(UserError):
        workspace.undo()


@pytest.mark.parametrize("words", ["", "fout"])
def test_a_wrong_passphrase_leaves_the_letter_as_it_was(
    workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path], words: str
) -> None:
    letter = flow.make_letter(workspace, advice, DAY)
    before = workspace.read(queries.letter, letter)
    with pytest.raises(UserError):
        flow.sign_letter(workspace, letter, "chair", keys["chair"], words)
    assert workspace.read(queries.letter, letter) == before


def test_a_letter_signed_elsewhere_comes_back(
    workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path], tmp_path: Path
) -> None:
    from wijkraad_app.pdf import signing

    letter = flow.make_letter(workspace, advice, DAY)
    sent = flow.export_letter(workspace, advice, tmp_path / "brief.pdf")
    back = tmp_path / "terug.pdf"
    signing.sign(sent, back, field="chair", key=keys["chair"], passphrase=WORDS)
    assert flow.take_back(workspace, letter, back).waiting == ("secretary",)
    with pytest.raises(UserError) as refused:
        flow.take_back(workspace, letter, sent)
    assert refused.value.code == "nothing_new"


def test_another_file_is_not_this_letter(
    workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path], tmp_path: Path
) -> None:
    from wijkraad_app.pdf import signing

    letter = flow.make_letter(workspace, advice, DAY)
    other = workspace.do(advices.add_advice, title="Een ander advies")
    workspace.do(advices.add_recommendation, advice=other, text="Plant bomen.")
    workspace.do(advices.adopt, advice=other, by_mail=True)
    sent = flow.export_letter(workspace, other, tmp_path / "ander.pdf")
    signed = tmp_path / "ander-getekend.pdf"
    signing.sign(sent, signed, field="chair", key=keys["chair"], passphrase=WORDS)
    with pytest.raises(UserError) as refused:
        flow.take_back(workspace, letter, signed)
    assert refused.value.code == "other_file"


def test_a_paper_letter_is_never_called_digitally_signed(workspace: LocalWorkspace, advice: UUID) -> None:
    letter = flow.make_letter(workspace, advice, DAY)
    assert code(workspace, service.register_paper, letter=letter, scan=b"GIF89a") == "not_a_pdf"
    workspace.do(service.register_paper, letter=letter, scan=b"%PDF-1.4 scan")
    row = workspace.read(queries.letter, letter)
    assert row.state is LetterState.PAPER and row.signatures == () and state(workspace, advice) == "signed"
    assert code(workspace, service.register_paper, letter=letter, scan=b"%PDF-1.4") == "not_signable"


def test_an_advice_that_was_called_signed_before_still_gets_its_letter(workspace: LocalWorkspace, advice: UUID) -> None:
    workspace.do(advices.mark_signed, advice=advice)
    letter = flow.make_letter(workspace, advice, DAY)
    workspace.do(service.register_paper, letter=letter, scan=b"%PDF-1.4 scan")
    assert state(workspace, advice) == "signed"


def test_a_letter_that_two_signed_elsewhere_is_kept_in_two_steps(
    workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path], tmp_path: Path
) -> None:
    from wijkraad_app.pdf import signing

    letter = flow.make_letter(workspace, advice, DAY)
    sent = flow.export_letter(workspace, advice, tmp_path / "brief.pdf")
    half, whole = tmp_path / "half.pdf", tmp_path / "heel.pdf"
    signing.sign(sent, half, field="chair", key=keys["chair"], passphrase=WORDS)
    signing.sign(half, whole, field="secretary", key=keys["secretary"], passphrase=WORDS)
    row = flow.take_back(workspace, letter, whole)
    assert row.state is LetterState.SIGNED and [one.field for one in row.signatures] == ["chair", "secretary"]


def test_the_list_puts_what_asks_for_work_first(workspace: LocalWorkspace, advice: UUID) -> None:
    other = workspace.do(advices.add_advice, title="Een ander advies")
    workspace.do(advices.add_recommendation, advice=other, text="Plant bomen.")
    workspace.do(advices.adopt, advice=other, by_mail=True)
    flow.make_letter(workspace, advice, DAY)
    assert [row.title for row in workspace.read(queries.letter_items)] == ["Een ander advies", "Veilig oversteken"]
    assert [row.title for row in workspace.read(queries.letter_items, "veilig")] == ["Veilig oversteken"]
    assert workspace.read(queries.to_make) == 2


def test_a_letter_says_when_an_answer_is_expected_before_it_was_sent(workspace: LocalWorkspace, advice: UUID) -> None:
    given = workspace.read(queries.adopted_input, advice, date(2026, 11, 23))
    assert given.respond_by == date(2027, 1, 18)


def test_an_adopted_text_that_changed_asks_for_a_new_letter(workspace: LocalWorkspace, advice: UUID) -> None:
    flow.make_letter(workspace, advice, DAY)
    workspace.do(advices.correct_typo, advice=advice, reason="Spelfout", title="Veiliger oversteken")
    opened = workspace.read(queries.opened, advice)
    assert opened is not None and opened.outdated


def test_only_a_signed_letter_is_sent_and_the_term_runs_from_then(workspace: LocalWorkspace, advice: UUID) -> None:
    letter = flow.make_letter(workspace, advice, DAY)
    assert code(workspace, service.register_sent, letter=letter, day=DAY) == "not_signed"
    workspace.do(service.register_paper, letter=letter, scan=b"%PDF-1.4 scan")
    workspace.do(service.register_sent, letter=letter, day=date(2026, 11, 23))
    row = workspace.read(advice_queries.advice, advice)
    assert row.state.value == "sent" and row.due == date(2027, 1, 18)


def test_an_unsigned_letter_is_replaced_and_a_signed_one_is_not(
    workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path]
) -> None:
    first = flow.make_letter(workspace, advice, DAY)
    second = flow.make_letter(workspace, advice, date(2026, 11, 25))
    assert first != second
    flow.sign_letter(workspace, second, "chair", keys["chair"], WORDS)
    with pytest.raises(UserError) as refused:
        flow.make_letter(workspace, advice, DAY)
    assert refused.value.code == "signing_began"


def test_a_letter_that_was_signed_makes_way_for_a_new_one_and_stays_as_replaced(
    workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path], tmp_path: Path
) -> None:
    first = flow.make_letter(workspace, advice, DAY)
    for field in ("chair", "secretary"):
        flow.sign_letter(workspace, first, field, keys[field], WORDS)
    before = workspace.read(queries.letter_file, first)
    second = flow.make_letter(workspace, advice, date(2026, 12, 1), anew=True)
    shown = workspace.read(queries.opened, advice)
    assert shown and shown.letter and shown.letter.id == second and shown.state is LetterState.READY
    assert [(one.id, one.state, len(one.signatures)) for one in shown.replaced] == [(first, LetterState.REPLACED, 2)]
    assert state(workspace, advice) == "adopted"
    assert flow.save_replaced(workspace, first, tmp_path / "oud.pdf").read_bytes() == before
    assert code(workspace, service.register_sent, letter=first, day=DAY) == "not_signed"
    workspace.undo()
    assert workspace.read(queries.letter_of, advice).state is LetterState.SIGNED
    assert state(workspace, advice) == "signed"


def test_a_letter_that_was_sent_is_not_replaced(workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path]) -> None:
    first = flow.make_letter(workspace, advice, DAY)
    for field in ("chair", "secretary"):
        flow.sign_letter(workspace, first, field, keys[field], WORDS)
    workspace.do(service.register_sent, letter=first, day=date(2026, 11, 23))
    with pytest.raises(UserError) as refused:
        flow.make_letter(workspace, advice, DAY, anew=True)
    assert refused.value.code == "letter_sent"


def test_after_a_corrected_typing_error_the_old_letter_is_not_signed_or_sent(
    workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path]
) -> None:
    letter = flow.make_letter(workspace, advice, DAY)
    flow.sign_letter(workspace, letter, "chair", keys["chair"], WORDS)
    workspace.do(advices.correct_typo, advice=advice, reason="Typefout", title="Veiliger oversteken")
    with pytest.raises(UserError) as refused:
        flow.sign_letter(workspace, letter, "secretary", keys["secretary"], WORDS)
    assert refused.value.code == "outdated"
    again = flow.make_letter(workspace, advice, DAY, anew=True)
    flow.sign_letter(workspace, again, "chair", keys["chair"], WORDS)
    assert workspace.read(queries.opened, advice).replaced[0].id == letter


def test_a_changed_source_is_asked_about_before_the_first_signature(
    workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path]
) -> None:
    decision = workspace.do(meetings.add_decision, text="De raad vraagt een zebrapad")
    other = workspace.do(advices.add_advice, title="Met bron")
    workspace.do(advices.insert_evidence, advice=other, kind="decision", source=decision, section="findings")
    workspace.do(advices.adopt, advice=other, by_mail=True)
    workspace.do(meetings.update_decision, id=decision, text="De raad vraagt twee zebrapaden")
    letter = flow.make_letter(workspace, other, DAY)
    (changed,) = workspace.read(queries.opened, other).changed
    assert changed.number == 1 and "een zebrapad" in changed.adopted and "twee zebrapaden" in changed.now
    with pytest.raises(UserError) as refused:
        flow.sign_letter(workspace, letter, "chair", keys["chair"], WORDS)
    assert refused.value.code == "source_changed"
    assert code(workspace, service.register_paper, letter=letter, scan=b"%PDF-1.7 scan") == "source_changed"
    flow.sign_letter(workspace, letter, "chair", keys["chair"], WORDS, asked=True)
    assert workspace.read(queries.opened, other).changed == ()
    flow.sign_letter(workspace, letter, "secretary", keys["secretary"], WORDS)
    assert workspace.read(queries.letter, letter).state is LetterState.SIGNED


def drawn(pdf: bytes) -> str:
    """All words of a PDF, one blank between them."""
    pages = "".join(preview.page_text(pdf, page) for page in range(preview.page_count(pdf)))
    return " ".join(pages.split())


@pytest.fixture
def changed(workspace: LocalWorkspace, advice: UUID) -> UUID:
    """The letter of an advice whose source changed after it was adopted."""
    decision = workspace.do(meetings.add_decision, text="De raad vraagt een zebrapad")
    other = workspace.do(advices.add_advice, title="Met bron")
    workspace.do(advices.insert_evidence, advice=other, kind="decision", source=decision, section="findings")
    workspace.do(advices.adopt, advice=other, by_mail=True)
    letter = flow.make_letter(workspace, other, DAY)
    workspace.do(meetings.update_decision, id=decision, text="De raad vraagt twee zebrapaden")
    return letter


KEPT = "op 23 november 2026 zo gehouden"


def test_the_signed_letter_says_when_its_changed_sources_were_kept(
    workspace: LocalWorkspace, changed: UUID, keys: dict[str, Path]
) -> None:
    assert KEPT not in drawn(workspace.read(queries.letter_file, changed))
    flow.sign_letter(workspace, changed, "chair", keys["chair"], WORDS, asked=True)
    signed = workspace.read(queries.letter_file, changed)
    assert KEPT in drawn(signed) and "een zebrapad" in drawn(signed)
    assert flow.judge(workspace, changed).valid


def test_a_wrong_passphrase_keeps_no_source(workspace: LocalWorkspace, changed: UUID, keys: dict[str, Path]) -> None:
    before = workspace.read(queries.letter_file, changed)
    with pytest.raises(UserError):
        flow.sign_letter(workspace, changed, "chair", keys["chair"], "mis", asked=True)
    assert workspace.read(queries.letter_file, changed) == before


def test_what_leaves_to_be_signed_elsewhere_says_when_its_sources_were_kept(
    workspace: LocalWorkspace, changed: UUID, tmp_path: Path
) -> None:
    advice = workspace.read(queries.advice_of, changed)
    file = flow.export_letter(workspace, advice, tmp_path / "brief.pdf", asked=True)
    assert KEPT in drawn(file.read_bytes())
    assert file.read_bytes() == workspace.read(queries.letter_file, changed)
    workspace.undo()
    assert KEPT not in drawn(workspace.read(queries.letter_file, changed))


def test_what_is_printed_to_sign_says_when_its_sources_were_kept(
    workspace: LocalWorkspace, changed: UUID, tmp_path: Path
) -> None:
    advice = workspace.read(queries.advice_of, changed)
    assert KEPT in drawn(flow.print_letter(workspace, advice, tmp_path / "p.pdf", asked=True).read_bytes())


def test_sources_are_kept_under_no_letter_that_somebody_signed(
    workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path]
) -> None:
    letter = flow.make_letter(workspace, advice, DAY)
    flow.sign_letter(workspace, letter, "chair", keys["chair"], WORDS)
    assert code(workspace, service.keep_sources, letter=letter, pdf=b"%PDF-1.7") == "signing_began"


@pytest.mark.parametrize("stage", ["draft", "adopted", "made"])
def test_words_without_consent_are_blanked_beside_the_text(workspace: LocalWorkspace, advice: UUID, stage: str) -> None:
    words = "Hier steekt niemand alleen over."
    talk = workspace.do(conversations.add_conversation, title="Plein", text=words, consent="by_role")
    quote = workspace.do(
        conversations.mark_quote, conversation=talk, start=0, end=len(words), speaker_role="vader van drie"
    )
    other = workspace.do(advices.add_advice, title="Met citaat")
    workspace.do(advices.insert_evidence, advice=other, kind="quote", source=quote, section="findings", shown=True)
    if stage != "draft":
        workspace.do(advices.adopt, advice=other, by_mail=True)
    if stage == "made":
        flow.make_letter(workspace, other, DAY)
    assert words.rstrip(".") in drawn(flow.preview(workspace, other))
    workspace.do(conversations.set_consent, id=talk, consent="no")
    shown = drawn(flow.preview(workspace, other))
    assert words.rstrip(".") not in shown and "vader van drie" not in shown and "met toestemming" not in shown
    assert shown.count("[citaat zonder toestemming]") == 2, "in the text and in the list of sources"


def test_a_preview_shows_what_is_typed_with_its_sources_and_without_what_may_not_be_printed(
    workspace: LocalWorkspace, advice: UUID
) -> None:
    words = "Hier steekt niemand alleen over."
    talk = workspace.do(conversations.add_conversation, title="Plein", text=words, consent="by_role")
    quote = workspace.do(conversations.mark_quote, conversation=talk, start=0, end=len(words), speaker_role="vader")
    draft = workspace.do(advices.add_advice, title="Plein")
    workspace.do(advices.insert_evidence, advice=draft, kind="quote", source=quote, section="findings", shown=True)
    ask = workspace.do(advices.add_recommendation, advice=draft, text="Oud.")
    kept = workspace.read(advice_queries.draft_content, draft)
    typed = Typed({"occasion": "Nieuwe aanleiding.", "findings": ""}, {ask: kept.findings})
    shown = drawn(flow.preview(workspace, draft, typed))
    assert "Nieuwe aanleiding." in shown and "Oud." not in shown and words.rstrip(".") in shown
    workspace.do(conversations.set_consent, id=talk, consent="no")
    assert words.rstrip(".") not in drawn(flow.preview(workspace, draft, typed))
    assert workspace.read(advice_queries.draft_content, draft) == kept


def test_a_quote_without_consent_leaves_in_no_letter(workspace: LocalWorkspace, advice: UUID, tmp_path: Path) -> None:
    words = "Hier steekt niemand alleen over."
    talk = workspace.do(conversations.add_conversation, title="Plein", text=words, consent="by_role")
    quote = workspace.do(conversations.mark_quote, conversation=talk, start=0, end=len(words))
    other = workspace.do(advices.add_advice, title="Met citaat")
    workspace.do(advices.insert_evidence, advice=other, kind="quote", source=quote, section="findings", shown=True)
    workspace.do(advices.adopt, advice=other, by_mail=True)
    flow.make_letter(workspace, other, DAY)
    kept = flow.export_letter(workspace, other, tmp_path / "mag.pdf").read_bytes()
    drawn = "".join(preview.page_text(kept, page) for page in range(preview.page_count(kept)))
    assert "Bijlage bronnenlijst" in " ".join(drawn.split()) and words.rstrip(".") in drawn
    workspace.do(conversations.set_consent, id=talk, consent="no")
    for write in (
        lambda: flow.export_letter(workspace, other, tmp_path / "brief.pdf"),
        lambda: flow.export_letter(workspace, other, tmp_path / "brief.pdf", public=True),
        lambda: flow.print_letter(workspace, other, tmp_path / "brief.pdf"),
    ):
        with pytest.raises(UserError) as refused:
            write()
        assert refused.value.code == "no_consent" and not (tmp_path / "brief.pdf").exists()


def test_a_revoked_key_does_not_sign_and_what_it_signed_since_does_not_hold(
    workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path], tmp_path: Path
) -> None:
    letter = flow.make_letter(workspace, advice, DAY)
    flow.sign_letter(workspace, letter, "chair", keys["chair"], WORDS)
    file = flow.export_letter(workspace, advice, tmp_path / "brief.pdf")
    key = next(row for row in workspace.read(queries.keys) if row.name == "Marijke van Duin")
    workspace.do(service.revoke_key, key=key.id, day=clock.today())
    with pytest.raises(UserError) as refused:
        flow.sign_letter(workspace, letter, "secretary", keys["secretary"], WORDS)
    assert refused.value.code == "key_revoked"
    assert flow.verify(file, workspace).valid
    with pytest.raises(UserError) as refused:
        flow.sign_file(flow.check(file), tmp_path / "x.pdf", keys["secretary"], WORDS, workspace=workspace)
    assert refused.value.code == "key_revoked" and not (tmp_path / "x.pdf").exists()
    other = next(row for row in workspace.read(queries.keys) if row.name == "Ans Verhoeven")
    workspace.do(service.revoke_key, key=other.id, day=clock.today() + timedelta(days=1))
    assert flow.verify(file, workspace).valid
    workspace.do(service.revoke_key, key=other.id, day=clock.today())
    verdict = flow.verify(file, workspace)
    assert not verdict.valid and verdict.trusted == "no" and "ingetrokken" in verdict.problems[-1]
    assert flow.check(file, workspace).revoked == verdict.problems[-1:]


def test_keys_are_known_by_their_fingerprint_and_can_be_revoked(
    workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path]
) -> None:
    rows = workspace.read(queries.keys)
    assert {row.name for row in rows} == {"Ans Verhoeven", "Marijke van Duin"}
    assert len(workspace.read(queries.roots)) == 1
    workspace.do(service.revoke_key, key=rows[0].id, day=DAY)
    assert workspace.read(queries.keys)[0].revoked_on == DAY
    workspace.undo()
    assert workspace.read(queries.keys)[0].revoked_on is None
    workspace.undo()
    assert len(workspace.read(queries.keys)) == 1


def test_a_signature_is_only_kept_on_the_file_that_is_known(workspace: LocalWorkspace, advice: UUID) -> None:
    letter = flow.make_letter(workspace, advice, DAY)
    known = workspace.read(queries.letter_file, letter)
    given = {
        "letter": letter,
        "field": "chair",
        "signer": "Ans Verhoeven",
        "role": "voorzitter",
        "signed_at": clock.now(),
        "fingerprint": "ab" * 32,
        "complete": False,
    }
    assert code(workspace, service.register_signature, pdf=b"%PDF-1.7 something else", **given) == "other_file"
    workspace.do(service.register_signature, pdf=known + b"% one more revision", **given)
    assert [one.field for one in workspace.read(queries.letter, letter).signatures] == ["chair"]
    with pytest.raises(UserError):
        workspace.undo()


def test_a_key_that_was_registered_is_taken_back(workspace: LocalWorkspace, advice: UUID) -> None:
    authority = AuthorityCertificate("De kast", "-----BEGIN CERTIFICATE-----", "cd" * 32, date(2046, 1, 1))
    key = {"name": "Ans", "role": "voorzitter", "fingerprint": "ab" * 32, "valid_until": date(2030, 1, 1)}
    workspace.do(service.register_key, authority=authority, **key)
    workspace.do(service.register_key, authority=authority, **key | {"name": "Marijke"})
    assert len(workspace.read(queries.roots)) == 1 and len(workspace.read(queries.keys)) == 2
    workspace.undo()
    workspace.undo()
    assert workspace.read(queries.roots) == () and workspace.read(queries.keys) == ()


def test_only_bytes_behind_the_old_ones_continue_a_letter() -> None:
    assert continues(b"abc", b"abcd")
    assert not continues(b"abc", b"abc")
    assert not continues(b"abc", b"abX")
    assert not continues(b"abc", b"ab")


def test_three_sign_in_the_order_of_the_council(workspace: LocalWorkspace, advice: UUID, tmp_path: Path) -> None:
    workspace.do(council.add_person, name="Bea Smit", role="treasurer")
    workspace.do(council.update_council, signing_order="treasurer chair secretary")
    letter = flow.make_letter(workspace, advice, DAY)
    workspace.do(council.update_council, signing_order="chair")
    opened = workspace.read(queries.opened, advice)
    assert opened is not None
    assert [one.name for one in opened.signers] == ["Bea Smit", "Ans Verhoeven", "Marijke van Duin"]
    assert workspace.read(queries.letter, letter).waiting == ("chair", "secretary", "signer3")
    text = drawn(workspace.read(queries.letter_file, letter))
    assert "penningmeester" in text and "voorzitter" in text and "secretaris" in text
    for one in opened.signers:
        key = tmp_path / f"{one.field}.p12"
        flow.issue_key(workspace, one.name, one.role, key, WORDS)
        if one.field == "chair":
            with pytest.raises(UserError) as refused:
                flow.sign_letter(workspace, letter, "secretary", key, WORDS)
            assert refused.value.code == "sign_in_order"
        signed = flow.sign_letter(workspace, letter, one.field, key, WORDS, expected=one.name)
        assert signed.complete == (one.field == "signer3")
        assert flow.judge(workspace, letter).complete == signed.complete
    assert state(workspace, advice) == "signed" and flow.judge(workspace, letter).valid
