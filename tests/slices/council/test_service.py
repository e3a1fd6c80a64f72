"""Each verb of the council: what it does, what it refuses, and that undo brings back what was there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest

from tests.unit.council.test_rules import png
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.council import queries, service
from wijkraad_app.features.council.readers import read_people
from wijkraad_app.features.council.rules.members import NewMember
from wijkraad_app.features.council.rules.voting import Rules
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.ids import new_id

pytestmark = pytest.mark.usefixtures("monday")

MEMBERS = (
    NewMember("Marijke van Duin", "chair", "marijke@singels.example", "06 12 34 56 78", start=date(2024, 1, 1)),
    NewMember("Kees Brouwer", "secretary", "kees@singels.example"),
    NewMember("Anna Bos", "member"),
    NewMember("Piet Oud", "member", end=date(2025, 12, 31)),
)


@pytest.fixture
def council(workspace: LocalWorkspace, monday: datetime) -> LocalWorkspace:
    workspace.do(service.set_up_council, name="De Singels", preset="WK034406", members=MEMBERS)
    return workspace


def seen(workspace: LocalWorkspace) -> Any:
    """Everything the queries of the slice return."""
    people = workspace.read(queries.people_ids)
    return (
        workspace.read(queries.council),
        workspace.read(queries.members),
        [workspace.read(queries.person_card, person) for person in people],
        [workspace.read(queries.organisation, one.id) for one in workspace.read(queries.organisations)],
        workspace.read(queries.theme_tree),
    )


def refused(workspace: LocalWorkspace, verb: Callable[..., Any], **fields: Any) -> str:
    before = seen(workspace)
    with pytest.raises(UserError) as error:
        workspace.do(verb, **fields)
    assert seen(workspace) == before
    return error.value.code


def undone(workspace: LocalWorkspace, verb: Callable[..., Any], **fields: Any) -> Any:
    """Do, undo, redo; returns what the verb returned. The rows are as before and as after."""
    before = seen(workspace)
    result = workspace.do(verb, **fields)
    after = seen(workspace)
    assert after != before
    workspace.undo()
    assert seen(workspace) == before
    workspace.redo()
    assert seen(workspace) == after
    return result


# --- the council -------------------------------------------------------------
def test_a_new_council_gets_what_usually_holds(workspace: LocalWorkspace) -> None:
    undone(workspace, service.set_up_council, name=" De  Singels ", preset="binnenstad", members=MEMBERS)
    row = workspace.read(queries.council)
    assert row is not None
    assert (row.name, row.body, row.ward, row.ward_code) == ("De Singels", "Wijkraad", "Binnenstad", "WK034406")
    assert (row.term_count, row.term_unit, row.term_agreed, row.notice_days) == (8, "weeks", True, 7)
    assert row.addressee_lines.endswith("3500 CE  UTRECHT")
    assert (row.salutation, row.copies_to, row.place) == ("Geacht college,", "Gemeenteraad van Utrecht", "Utrecht")


def test_a_platform_has_no_agreed_term(workspace: LocalWorkspace) -> None:
    workspace.do(service.set_up_council, name="Oost", body_kind="wijkplatform", municipality="Zeist", ward="Oost")
    row = workspace.read(queries.council)
    assert row is not None
    assert (row.formal_right, row.term_agreed, row.ward, row.ward_code) == (False, False, "Oost", "")
    assert row.addressee_lines == "College van burgemeester en wethouders\nvan de gemeente Zeist"


def test_a_dossier_has_one_council(council: LocalWorkspace) -> None:
    assert refused(council, service.set_up_council, name="Nog een") == "exists"
    council.undo()
    assert refused(council, service.set_up_council, name=" ") == "no_name"
    assert refused(council, service.set_up_council, name="Oost", preset="dorp") == "unknown_preset"
    assert refused(council, service.update_council, name="Oost") == "no_council"


def test_the_council_can_be_changed_field_by_field(council: LocalWorkspace) -> None:
    anna = council.read(queries.people_ids, query="anna")[0]
    undone(
        council, service.update_council, accent="c8691b", contact=anna, term_count=6, sender_lines="Singel 1\n1234 AB",
        reference_pattern=" WR-{year}-{number:03} ", quorum_rule="number", quorum_number=4,
    )  # fmt: skip
    row = council.read(queries.council)
    assert row is not None
    assert (row.accent, row.contact, row.term_count) == ("#C8691B", anna, 6)
    assert row.reference_pattern == "WR-{year}-{number:03}"


def test_letters_follow_another_municipality_until_someone_changed_them(council: LocalWorkspace) -> None:
    undone(council, service.update_council, municipality="Zeist")
    row = council.read(queries.council)
    assert (row.place, row.copies_to) == ("Zeist", "")
    assert row.addressee_lines == "College van burgemeester en wethouders\nvan de gemeente Zeist"
    council.do(service.update_council, addressee_lines="De burgemeester", copies_to="Gemeenteraad")
    council.do(service.update_council, municipality="Utrecht")
    row = council.read(queries.council)
    assert (row.place, row.addressee_lines, row.copies_to) == ("Utrecht", "De burgemeester", "Gemeenteraad")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": " "}, "no_name"),
        ({"mail": "singels"}, "bad_mail"),
        ({"accent": "blauw"}, "bad_colour"),
        ({"address_window": "boven"}, "bad_window"),
        ({"reference_pattern": "{year}"}, "bad_pattern"),
        ({"term_count": 0}, "bad_term"),
        ({"quorum_rule": "number"}, "bad_quorum"),
        ({"notice_days": 365}, "bad_notice"),
        ({"letter_language": "fr"}, "bad_language"),
        ({"contact": new_id()}, "not_found"),
        ({"name": "x" * 201}, "too_long"),
    ],
)
def test_what_cant_be_is_refused(council: LocalWorkspace, fields: dict[str, Any], code: str) -> None:
    assert refused(council, service.update_council, **fields) == code


def test_the_logo_comes_goes_and_comes_back(council: LocalWorkspace) -> None:
    assert council.read(queries.logo) is None
    undone(council, service.set_logo, data=png())
    assert council.read(queries.logo) == png()
    undone(council, service.remove_logo)
    assert council.read(queries.logo) is None
    assert refused(council, service.set_logo, data=b"<svg/>") == "logo_vector"


def test_the_house_style_is_ready_for_paper(council: LocalWorkspace) -> None:
    council.do(service.update_council, accent="#FFDD00", sender_lines="Singel 1\n\n1234 AB  UTRECHT", phone="030 1")
    council.do(service.set_logo, data=png())
    house = council.read(queries.house)
    assert (house.sender, house.lines, house.logo) == (
        "Wijkraad De Singels",
        ("Singel 1", "1234 AB  UTRECHT", "030 1"),
        png(),
    )
    assert house.accent != "#FFDD00" and house.window == ""
    undone(council, service.update_council, address_window="right")
    assert council.read(queries.house).window == "right"


def test_the_rail_shows_whose_dossier_it_is_and_who_works(council: LocalWorkspace) -> None:
    anna = council.read(queries.people_ids, query="anna")[0]
    shown = council.read(queries.identity, anna)
    assert (shown.name, shown.kind, shown.person, shown.accent) == ("De Singels", "Wijkraad", "Anna Bos", "#24548F")
    council.undo()
    assert council.read(queries.identity) == queries.Identity()


# --- people ------------------------------------------------------------------
def test_members_are_named_by_role(council: LocalWorkspace) -> None:
    council.do(service.add_person, name="Zeger Aal", role="deputy_chair")
    council.do(service.add_person, name="Ali Demir", role="aspirant")
    rows = council.read(queries.members)
    assert [row.name for row in rows] == ["Marijke van Duin", "Zeger Aal", "Kees Brouwer", "Anna Bos", "Ali Demir"]
    assert [row.votes for row in rows][-1] is False
    assert [row.name for row in council.read(queries.members, date(2025, 6, 1))].count("Piet Oud") == 1


def test_chair_and_secretary_sign_and_the_deputy_stands_in(council: LocalWorkspace) -> None:
    signers = council.read(queries.signers)
    assert (signers.chair.name, signers.secretary.name) == ("Marijke van Duin", "Kees Brouwer")
    council.do(service.end_membership, membership=signers.chair.membership, end=date(2026, 10, 1))
    assert council.read(queries.signers).chair is None
    council.do(service.add_person, name="Zeger Aal", role="deputy_chair")
    assert council.read(queries.signers).chair.name == "Zeger Aal"


def test_someone_is_added_changed_and_removed(council: LocalWorkspace) -> None:
    school = council.do(service.add_organisation, name="De Brug", sort="school")
    person = undone(
        council, service.add_person, name=" Ditte  Postma", mail="ditte@brug.example", function="directeur",
        organisation=school, role="member", start=date(2026, 1, 1),
    )  # fmt: skip
    card = council.read(queries.person_card, person)
    assert (card.name, card.organisation_name, card.role, len(card.memberships)) == (
        "Ditte Postma", "De Brug", "member", 1,
    )  # fmt: skip
    undone(council, service.update_person, person=person, phone="030 2", notes="Belt liever")
    assert refused(council, service.update_person, person=person, mail="ditte") == "bad_mail"
    assert refused(council, service.update_person, person=person, name="") == "no_name"
    assert refused(council, service.add_person, name="X", role="koning") == "unknown_role"
    undone(council, service.remove_person, person=person)
    assert council.read(queries.person_card, person) is None
    assert council.read(queries.person_names, [person]) == {person: "Ditte Postma"}


def test_someone_who_is_named_elsewhere_stays(council: LocalWorkspace) -> None:
    anna = council.read(queries.people_ids, query="anna")[0]
    council.do(service.update_council, contact=anna)
    assert refused(council, service.remove_person, person=anna) == "in_use"


def test_a_membership_is_added_changed_ended_and_removed(council: LocalWorkspace) -> None:
    anna = council.read(queries.people_ids, query="anna")[0]
    membership = undone(council, service.add_membership, person=anna, role="treasurer", start=date(2026, 1, 1))
    assert council.read(queries.person_card, anna).role == "treasurer"
    undone(council, service.update_membership, membership=membership, role="aspirant")
    assert not council.read(queries.person_card, anna).memberships[0].votes
    assert refused(council, service.update_membership, membership=membership, end=date(2025, 1, 1)) == "term_order"
    assert refused(council, service.end_membership, membership=membership, end=date(2025, 1, 1)) == "term_order"
    undone(council, service.end_membership, membership=membership, end=date(2026, 11, 1))
    assert council.read(queries.person_card, anna).role == "member"
    undone(council, service.remove_membership, membership=membership)
    assert refused(council, service.add_membership, person=anna, role="koning") == "unknown_role"


def test_pasted_members_come_in_as_one_step_without_doubles(council: LocalWorkspace) -> None:
    rows = [
        *MEMBERS,
        NewMember("anna  BOS", "member", "anna@singels.example"),
        NewMember("Nieuw", ""),
        NewMember("Nieuw"),
    ]
    found = undone(council, service.import_members, members=rows)
    assert found.skipped == ("Marijke van Duin", "Kees Brouwer", "Anna Bos", "Piet Oud", "anna BOS", "Nieuw")
    assert len(found.added) == 1 and len(found.people) == len(rows)
    assert council.read(queries.person_card, found.added[0]).role == ""
    assert refused(council, service.import_members, members=[NewMember("A"), NewMember("B", mail="b@")]) == "bad_mail"


def test_members_come_straight_from_pasted_text(council: LocalWorkspace) -> None:
    pasted = read_people("Bart Vos\tpenningmeester\tbart@singels.example\nAnna Bos\tlid", date(2026, 11, 23))
    assert council.do(service.import_members, members=pasted).skipped == ("Anna Bos",)
    assert [row.name for row in council.read(queries.members) if row.role == "treasurer"] == ["Bart Vos"]


def test_people_are_found_by_name_function_or_organisation(council: LocalWorkspace) -> None:
    school = council.do(service.add_organisation, name="Basisschool De Brug")
    council.do(service.add_person, name="René Smit", function="conciërge", organisation=school)
    names = {row.id: row.name for row in council.read(queries.people_rows, council.read(queries.people_ids))}
    assert [names[one] for one in council.read(queries.people_ids)] == [
        "Marijke van Duin", "Kees Brouwer", "Anna Bos", "Piet Oud", "René Smit",
    ]  # fmt: skip
    for words in ("rene", "concierge", "brug smit"):
        assert [names[one] for one in council.read(queries.people_ids, query=words)] == ["René Smit"]
    assert len(council.read(queries.people_ids, only_members=True)) == 3
    assert names[council.read(queries.people_ids, sort="name", descending=True)[0]] == "René Smit"
    assert council.read(queries.people_count) == 5


def test_members_may_work_here_and_everyone_when_there_are_none(workspace: LocalWorkspace) -> None:
    workspace.do(service.add_person, name="Bea")
    assert [name for _id, name in workspace.read(queries.who_works)] == ["Bea"]
    workspace.do(service.add_person, name="Cor", role="member")
    assert [name for _id, name in workspace.read(queries.who_works)] == ["Cor"]


# --- organisations and themes ------------------------------------------------
def test_an_organisation_is_added_changed_and_removed(council: LocalWorkspace) -> None:
    school = undone(council, service.add_organisation, name="De Brug", sort="school", mail="info@brug.example")
    undone(council, service.update_organisation, organisation=school, name="OBS De Brug", address="Brugstraat 1")
    assert refused(council, service.update_organisation, organisation=school, mail="x") == "bad_mail"
    assert refused(council, service.add_organisation, name="") == "no_name"
    person = council.do(service.add_person, name="Ditte", organisation=school)
    assert council.read(queries.organisation, school).people == ((person, "Ditte"),)
    assert refused(council, service.remove_organisation, organisation=school) == "in_use"
    council.do(service.update_person, person=person, organisation=None)
    undone(council, service.remove_organisation, organisation=school)
    assert council.read(queries.organisation_ids) == ()


def test_themes_stand_in_two_levels(council: LocalWorkspace) -> None:
    traffic = undone(council, service.add_theme, name="Verkeer")
    green = council.do(service.add_theme, name="Groen")
    bikes = council.do(service.add_theme, name="Fietsen", parent=traffic)
    tree = council.read(queries.theme_tree)
    assert [(row.name, row.depth) for row in tree] == [("Verkeer", 0), ("Fietsen", 1), ("Groen", 0)]
    assert refused(council, service.add_theme, name="Banden", parent=bikes) == "too_deep"
    assert refused(council, service.add_theme, name="groen") == "exists"
    assert refused(council, service.update_theme, theme=traffic, parent=green) == "too_deep"
    undone(council, service.update_theme, theme=bikes, parent=green, name="Fietspaden")
    undone(council, service.remove_theme, theme=green)
    assert [row.name for row in council.read(queries.theme_tree)] == ["Verkeer"]


def test_a_council_says_who_signs_its_letters_in_which_order(council: LocalWorkspace) -> None:
    assert council.read(queries.signing_roles) == ("chair", "secretary")
    undone(council, service.update_council, signing_order="secretary chair treasurer")
    roles, day = council.read(queries.signing_roles), date(2026, 11, 24)
    assert roles == ("secretary", "chair", "treasurer")
    found = council.read(queries.signing_holders, roles, day)
    assert [(one.role, one.person is not None) for one in found][2] == ("treasurer", False)
    for wrong, code in (("", "no_signer"), ("chair chair", "signs_twice"), ("chair baas", "unknown_role"),
                        ("chair deputy_chair secretary treasurer member", "many_signers")):  # fmt: skip
        assert refused(council, service.update_council, signing_order=wrong) == code


def test_the_deputy_signs_as_deputy_where_there_is_no_chair(workspace: LocalWorkspace) -> None:
    members = [NewMember("Bea Bos", "deputy_chair"), NewMember("Cor Bos", "secretary"), NewMember("Cor Bos", "member")]
    workspace.do(service.set_up_council, name="Oost", members=members)
    day = date(2026, 11, 24)
    bea, cor = workspace.read(queries.signing_holders, ("chair", "secretary"), day)
    assert [(bea.role, bea.name), (cor.role, cor.name)] == [("deputy_chair", "Bea Bos"), ("secretary", "Cor Bos")]
    assert workspace.read(queries.role_of, bea.person, day, "secretary") == "deputy_chair"
    assert workspace.read(queries.role_of, cor.person, day, "secretary") == "secretary"
    assert workspace.read(queries.role_of, uuid4(), day, "secretary") is None


def test_a_council_says_how_it_counts_votes(workspace: LocalWorkspace) -> None:
    workspace.do(service.set_up_council, name="Commissie Oost", preset="stadsdeelcommissie")
    row = workspace.read(queries.council)
    assert row is not None
    assert row.voting == Rules(tie="next_meeting")
    workspace.do(
        service.update_council, abstentions="counted", blanks="counted", tie_rule="chair", aside_in_quorum=False
    )
    row = workspace.read(queries.council)
    assert row is not None
    assert row.voting == Rules("counted", "counted", "chair", False)
    for wrong in ({"abstentions": "x"}, {"blanks": ""}, {"tie_rule": "lot"}):
        with pytest.raises(UserError):
            workspace.do(service.update_council, **wrong)
    workspace.undo()
    row = workspace.read(queries.council)
    assert row is not None
    assert row.voting == Rules(tie="next_meeting")
