"""Set up the council and change what it has agreed: house style, letters, terms, quorum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypedDict, Unpack
from uuid import UUID

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import LANGUAGES, N_, _
from wijkraad_app.pdf.attached import is_picture

from ..model import Council, Person
from ..queries.council import the_council
from ..rules import defaults, house_style, names, presets, quorum, reference, signing, terms, voting
from ..rules.members import Joining
from .members import import_members


class CouncilFields(TypedDict, total=False):
    """What `update_council` may change."""

    name: str
    body_kind: str
    municipality: str
    ward: str
    ward_code: str
    formal_right: bool
    letter_language: str
    accent: str
    sender_lines: str
    address_window: str
    place: str
    phone: str
    mail: str
    contact: UUID | None
    addressee_lines: str
    salutation: str
    copies_to: str
    term_count: int
    term_unit: str
    term_agreed: bool
    quorum_rule: str
    quorum_number: int
    notice_days: int
    reference_pattern: str
    example: bool
    abstentions: str
    blanks: str
    tie_rule: str
    signing_order: str
    aside_in_quorum: bool


@dataclass(frozen=True, slots=True)
class SetUp:
    """The council that was made and its members, in the order given."""

    council: UUID
    people: tuple[UUID, ...]


@verb(label=N_("Set up “{name}”"))
def set_up_council(
    uow: UnitOfWork,
    *,
    name: str,
    preset: str = "",
    body_kind: str = "",
    municipality: str = "",
    ward: str = "",
    ward_code: str = "",
    members: Sequence[Joining] = (),
    example: bool = False,
) -> SetUp:
    """Make the council with what usually holds for its kind of body; ``preset`` as `presets.preset` reads it.

    What is given by name goes before the preset. `UserError` ``exists`` when there is a council already.
    """
    uow.describe(name=names.one_line(name))
    if the_council(uow.session) is not None:
        raise UserError(_("This dossier has a council already. Change it in the settings."), code="exists")
    chosen = presets.preset(preset)
    kind = presets.body(body_kind) if body_kind else chosen.body or presets.bodies()[0]
    place = presets.ward(ward_code) or (None if ward else chosen.ward)
    where = municipality or (place.municipality if place else "")
    fields = defaults.usual(kind) | defaults.letters_to(where) | {
        "name": names.check_name(name),
        "body_kind": names.one_line(body_kind) or kind.key,
        "municipality": names.one_line(where),
        "ward": names.one_line(ward) or (place.name if place else ""),
        "ward_code": place.code if place else "",
        "example": example,
    }  # fmt: skip
    made = uow.add(Council(**checked(Council, fields)))
    people = import_members(uow, members=members).people if members else ()
    return SetUp(made.id, people)


@verb(label=N_("Change the settings of “{name}”"))
def update_council(uow: UnitOfWork, **fields: Unpack[CouncilFields]) -> None:
    """Change what the council has agreed. With another municipality, what still was as suggested for the old one
    (place, addressee, salutation, copies) follows it; another kind of body changes nothing else by itself.

    Raises `UserError` for a term, quorum, pattern, colour or mail address that can't be.
    """
    council = _council(uow)
    uow.describe(name=council.name)
    values: dict[str, Any] = {**fields}
    for field, check in _CHECKS.items():
        if field in values:
            values[field] = check(values[field])
    if values.get("contact") is not None:
        uow.get(Person, values["contact"])
    if "municipality" in values:
        values = _followers(council, values["municipality"]) | values
    uow.update(council, **checked(Council, values))
    terms.check_term_of_response(council.term_count, council.term_unit)
    quorum.check_quorum(council.quorum_rule, council.quorum_number)


def _followers(council: Council, municipality: str) -> dict[str, Any]:
    before, after = defaults.letters_to(council.municipality), defaults.letters_to(municipality)
    return {field: value for field, value in after.items() if getattr(council, field) == before[field]}


def _language(code: str) -> str:
    if code not in LANGUAGES:
        raise UserError(_("Letters can be in Dutch or English."), code="bad_language")
    return code


def _notice(days: int) -> int:
    if not 0 <= days <= 90:
        raise UserError(_("Choose 0 to 90 days."), code="bad_notice")
    return days


_CHECKS: dict[str, Any] = {
    "name": names.check_name,
    "mail": names.check_mail,
    "accent": house_style.check_accent,
    "address_window": house_style.check_window,
    "reference_pattern": reference.check_pattern,
    "letter_language": _language,
    "notice_days": _notice,
    "abstentions": voting.check_counting,
    "blanks": voting.check_counting,
    "tie_rule": voting.check_tie,
    "signing_order": signing.check_order,
}


@verb(label=N_("Change the logo of “{name}”"))
def set_logo(uow: UnitOfWork, *, data: bytes) -> str:
    """Keep a PNG or JPEG as the council's logo; returns its digest. Raises what `house_style.check_logo` raises."""
    council = _council(uow)
    uow.describe(name=council.name)
    kind = house_style.check_logo(data).media_type
    if not is_picture(data):
        raise UserError(_("The logo can't be read. Choose a PNG or JPEG picture."), code="logo_unreadable")
    council.logo = uow.store_blob(data, kind)
    return council.logo


@verb(label=N_("Remove the logo of “{name}”"))
def remove_logo(uow: UnitOfWork) -> None:
    """Print the council's name without a picture."""
    council = _council(uow)
    uow.describe(name=council.name)
    council.logo = ""


def _council(uow: UnitOfWork) -> Council:
    council = the_council(uow.session)
    if council is None:
        raise UserError(_("Set up the council first."), code="no_council")
    return council
