"""Terms, quorum, references, names, house style and presets."""

from __future__ import annotations

import struct
import zlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.council.rules import house_style, names, presets, quorum, reference, roles, signing, terms
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import in_language

DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))


def png(width: int = 4, height: int = 4) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\x24\x54\x8f" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


# --- presets -----------------------------------------------------------------
def test_the_ten_wards_of_utrecht_have_their_cbs_codes() -> None:
    wards = presets.municipalities()[0].wards
    assert [ward.code for ward in wards] == [f"WK0344{number:02}" for number in range(1, 11)]
    assert presets.ward("wk034409") == presets.Ward("WK034409", "Leidsche Rijn", "Utrecht")


def test_every_body_has_defaults_that_the_rules_accept() -> None:
    assert [body.key for body in presets.bodies()][-1] == "other"
    for body in presets.bodies():
        terms.check_term_of_response(body.term.count, body.term.unit)
        quorum.check_quorum(body.quorum, 0)


def test_a_preset_names_a_body_a_ward_or_both() -> None:
    assert presets.preset("") == presets.Preset()
    both = presets.preset("dorpsraad, binnenstad")
    assert both.body is not None and both.ward is not None
    assert (both.body.key, both.ward.code) == ("dorpsraad", "WK034406")
    with pytest.raises(UserError, match="dorp"):
        presets.preset("dorp")


def test_a_kind_of_body_of_ones_own_keeps_its_name() -> None:
    assert presets.body_name("Buurtberaad") == "Buurtberaad"
    assert presets.body("Buurtberaad").key == "other"
    with in_language("en"):
        assert presets.body_name("wijkraad") == "Ward council"


# --- terms -------------------------------------------------------------------
def test_eight_weeks_after_the_fourth_of_december() -> None:
    sent = date(2026, 12, 4)
    assert terms.due_date(sent, 8, "weeks") == date(2027, 1, 29)
    assert terms.due_rule(sent, 8, "weeks") == "8 weken na verzending op 4 december 2026"


def test_a_month_ends_on_its_last_day() -> None:
    assert terms.due_date(date(2026, 8, 31), 6, "months") == date(2027, 2, 28)
    assert terms.due_date(date(2027, 8, 31), 6, "months") == date(2028, 2, 29)
    assert terms.due_date(date(2026, 12, 31), 12, "months") == date(2027, 12, 31)


@given(DAYS, st.integers(1, 24))
def test_months_land_in_the_month_counted(sent: date, count: int) -> None:
    due = terms.due_date(sent, count, "months")
    assert (due.year * 12 + due.month) - (sent.year * 12 + sent.month) == count
    assert due.day <= sent.day


@given(DAYS, st.integers(1, 103), st.sampled_from(terms.UNITS))
def test_a_longer_term_is_never_due_earlier(sent: date, count: int, unit: str) -> None:
    assert sent < terms.due_date(sent, count, unit) <= terms.due_date(sent, count + 1, unit)


@pytest.mark.parametrize(("count", "unit"), [(0, "weeks"), (105, "weeks"), (25, "months"), (3, "days")])
def test_a_term_nobody_means_is_refused(count: int, unit: str) -> None:
    with pytest.raises(UserError):
        terms.check_term_of_response(count, unit)


# --- quorum ------------------------------------------------------------------
@given(st.integers(1, 100))
def test_more_than_half_is_more_than_half(members: int) -> None:
    need = quorum.quorum_need(members, "more_than_half")
    assert need * 2 > members >= (need - 1) * 2
    assert quorum.quorum_need(members, "half") in (need, need - 1)


def test_a_fixed_quorum_holds_however_many_members_there_are() -> None:
    assert quorum.quorum_need(3, "number", 5) == 5
    with pytest.raises(UserError):
        quorum.check_quorum("number", 0)


# --- reference ---------------------------------------------------------------
@pytest.mark.parametrize(
    ("pattern", "shown"),
    [("{year}-{number:02}", "2026-07"), ("WR/{number:03}/{year}", "WR/007/2026"), ("{number}", "7")],
)
def test_a_reference_follows_the_pattern(pattern: str, shown: str) -> None:
    assert reference.reference_number(pattern, 2026, 7) == shown


@pytest.mark.parametrize(
    "pattern",
    [
        "{year}",
        "{name}-{number}",
        "{number.__class__}",
        "{number!r}",
        "{number:>99999}",
        "{0}{number}",
        "{number",
        "{}",
    ],
)
def test_only_year_and_number_are_filled_in(pattern: str) -> None:
    with pytest.raises(UserError, match=r"\{year\}|\{number\}"):
        reference.check_pattern(pattern)


@given(st.text(max_size=60))
@settings(max_examples=100)
def test_any_pattern_is_used_or_refused_with_a_sentence(pattern: str) -> None:
    try:
        assert "{" not in reference.reference_number(pattern, 2026, 1)
    except UserError as refused:
        assert refused.message.endswith(".")


@given(st.integers(2000, 2100), st.integers(1, 99999), st.sampled_from(["{year}-{number:02}", "WR {number}/{year}"]))
def test_a_number_is_read_back_from_its_reference(year: int, number: int, pattern: str) -> None:
    given_before = reference.next_reference(pattern, year, [])
    assert reference.number_in(pattern, year, given_before) == 1
    taken = [given_before.replace("01", f"{number:02}") if pattern.startswith("{y") else f"WR {number}/{year}"]
    following = reference.next_reference(pattern, year, taken)
    if reference.number_in(pattern, year, taken[0]) == number:
        assert reference.number_in(pattern, year, following) == number + 1


def test_references_count_per_year_and_survive_an_odd_pattern() -> None:
    assert reference.next_reference("{year}-{number:02}", 2026, ["2026-09", "2025-14", "brief 3"]) == "2026-10"
    assert reference.next_reference("vast", 2026, []) == "2026-01"
    assert reference.next_reference("{year}-{number:02}", 2026, ["2026-04-b"]) == "2026-05"


# --- roles -------------------------------------------------------------------
def test_the_first_and_the_last_day_of_a_term_count() -> None:
    class Term:
        start, end = date(2026, 1, 1), date(2026, 12, 31)

    assert roles.current([Term()], date(2026, 1, 1)) and roles.current([Term()], date(2026, 12, 31))
    assert not roles.current([Term()], date(2027, 1, 1))
    with pytest.raises(UserError):
        roles.check_term(date(2026, 2, 2), date(2026, 2, 1))


def test_the_chair_comes_first_and_an_aspiring_member_has_no_vote() -> None:
    assert sorted(["member", "stranger", "chair", "secretary"], key=roles.rank)[0] == "chair"
    assert roles.votes("member") and not roles.votes("aspirant")
    assert roles.role_label("deputy_chair") == "plaatsvervangend voorzitter"


# --- names -------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("De Singels", "wijkraad", "Wijkraad De Singels"),
        ("Wijkraad De Singels", "wijkraad", "Wijkraad De Singels"),
        ("Wijkplatform Zuid", "wijkraad", "Wijkplatform Zuid"),
        ("Bewoners Noord", "other", "Bewoners Noord"),
        ("", "wijkraad", ""),
    ],
)
def test_paper_names_the_kind_of_council_once(name: str, kind: str, shown: str) -> None:
    assert names.on_paper(name, kind) == shown


@pytest.mark.parametrize("mail", ["a@b.nl", "marijke.van-duin+wijk@wijkraad.example", "jan@bürger.de"])
def test_a_mail_address_is_known(mail: str) -> None:
    assert names.check_mail(f" {mail} ") == mail


@pytest.mark.parametrize(
    "mail", ["jan", "jan@", "@b.nl", "jan@b", "jan @b.nl", "jan@b..nl", "a@b.nl, c@d.nl", "<a@b.nl>"]
)
def test_what_isnt_a_mail_address_is_refused(mail: str) -> None:
    with pytest.raises(UserError):
        names.check_mail(mail)


@given(st.text(max_size=80))
def test_names_of_any_kind_are_compared_without_a_fault(text: str) -> None:
    assert names.same_person(text, "", f"  {text} ", "a@b.nl")
    names.valid_mail(text)


def test_the_same_name_with_another_address_is_someone_else() -> None:
    assert names.same_person("José  Bos", "", "jose bos", "jose@x.nl")
    assert not names.same_person("Jan Bos", "jan@x.nl", "Jan Bos", "jb@y.nl")


@pytest.mark.parametrize(
    ("addressee", "greeting"),
    [
        ("College van burgemeester en wethouders\nvan de gemeente Utrecht", "Geacht college,"),
        ("Gemeenteraad van Utrecht", "Geachte leden van de raad,"),
        ("De wijkwethouder Oost", "Geachte wethouder,"),
        ("Schoolbestuur De Brug", "Geacht bestuur,"),
        ("Mevrouw Jansen", "Geachte heer, mevrouw,"),
    ],
)
def test_the_salutation_fits_the_addressee(addressee: str, greeting: str) -> None:
    assert names.salutation(addressee) == greeting


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_kind_that_stands_beside_a_name_is_left_out_of_it(language: str) -> None:
    with in_language(language):
        assert names.short("Wijkraad De Singels", "wijkraad") == "De Singels"
        assert names.short("De Singels", "wijkraad") == "De Singels"
        assert names.short("Wijkraad", "wijkraad") == "Wijkraad"


def test_the_council_gets_its_article_in_a_sentence() -> None:
    assert names.in_a_sentence("De Singels", "wijkraad") == "de wijkraad De Singels"
    assert names.in_a_sentence("Wijkplatform Oost", "wijkplatform") == "het wijkplatform Oost"
    assert names.in_a_sentence("Buurtberaad", "other") == "Buurtberaad"
    assert names.in_a_sentence("Utrechtse Wijkraad Oost", "wijkraad") == "de Utrechtse Wijkraad Oost"
    with in_language("en"):
        assert names.in_a_sentence("De Singels", "wijkraad") == "Wijkraad De Singels"


# --- house style -------------------------------------------------------------
def test_a_logo_is_known_by_its_bytes() -> None:
    assert house_style.check_logo(png(30, 20)) == house_style.Logo("image/png", 30, 20)
    jpeg = b"\xff\xd8\xff\xe0\x00\x04ab" + b"\xff\xc0\x00\x11\x08\x00\x14\x00\x1e" + b"\x03" * 12
    assert house_style.check_logo(jpeg) == house_style.Logo("image/jpeg", 30, 20)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<?xml version='1.0'?><svg/>", "logo_vector"),
        (b"GIF89a", "not_a_picture"),
        (b"", "not_a_picture"),
        (png()[:20], "not_a_picture"),
        (b"\xff\xd8\xff" + b"\xff" * 40, "not_a_picture"),
        (png(5000, 1), "logo_too_large"),
        (b"\0" * (house_style.LARGEST_LOGO + 1), "logo_too_large"),
    ],
)
def test_what_cant_be_printed_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(UserError) as refused:
        house_style.check_logo(data)
    assert refused.value.code == code


@given(st.binary(max_size=60).map(lambda tail: b"\xff\xd8\xff" + tail))
def test_a_damaged_picture_is_refused_not_a_fault(data: bytes) -> None:
    try:
        house_style.check_logo(data)
    except UserError as refused:
        assert refused.code in ("not_a_picture", "logo_too_large")


@given(st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}"))
def test_an_accent_is_always_readable_on_paper(accent: str) -> None:
    assert house_style.contrast_on_paper(house_style.readable_accent(accent)) >= house_style.READABLE


def test_a_readable_accent_stays_as_it_is() -> None:
    assert house_style.readable_accent("24548f") == "#24548F"
    with pytest.raises(UserError):
        house_style.check_accent("blauw")


@given(st.lists(st.sampled_from(roles.ROLES), min_size=1, max_size=4, unique=True), st.data())
def test_moving_a_signer_keeps_everyone_and_the_order_can_be_kept(order: list[str], data: st.DataObject) -> None:
    role, steps = data.draw(st.sampled_from(order)), data.draw(st.integers(-4, 4))
    after = signing.moved(tuple(order), role, steps)
    assert sorted(after) == sorted(order)
    assert after.index(role) == min(max(order.index(role) + steps, 0), len(order) - 1)
    assert [one for one in after if one != role] == [one for one in order if one != role]
    assert signing.roles_in(signing.check_order(f"  {signing.order_of(after)} ")) == after
