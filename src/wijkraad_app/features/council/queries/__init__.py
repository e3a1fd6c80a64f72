"""The council, its people, organisations and themes as frozen rows."""

from .council import CouncilRow, Identity, council, house, house_of, identity, logo
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
    "Identity",
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
    "identity",
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
