"""The council, its people, organisations and themes as frozen rows."""

from .council import CouncilRow, council, house, house_of, logo
from .organisations import OrganisationRow, organisation, organisation_ids, organisation_rows, organisations
from .people import (
    MemberRow,
    MembershipRow,
    PersonCard,
    PersonRow,
    Signers,
    members,
    people_count,
    people_ids,
    people_rows,
    person_card,
    person_names,
    signers,
    who_works,
)
from .themes import ThemeRow, theme_tree

__all__ = [
    "CouncilRow",
    "MemberRow",
    "MembershipRow",
    "OrganisationRow",
    "PersonCard",
    "PersonRow",
    "Signers",
    "ThemeRow",
    "council",
    "house",
    "house_of",
    "logo",
    "members",
    "organisation",
    "organisation_ids",
    "organisation_rows",
    "organisations",
    "people_count",
    "people_ids",
    "people_rows",
    "person_card",
    "person_names",
    "signers",
    "theme_tree",
    "who_works",
]
