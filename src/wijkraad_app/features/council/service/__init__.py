"""What people do with the council's own data: set up and settings, people and memberships, organisations, themes."""

from .council import SetUp, remove_logo, set_logo, set_up_council, update_council
from .members import ImportedMembers, import_members
from .organisations import add_organisation, remove_organisation, update_organisation
from .people import (
    add_membership,
    add_person,
    end_membership,
    remove_membership,
    remove_person,
    update_membership,
    update_person,
)
from .themes import add_theme, remove_theme, update_theme

__all__ = [
    "ImportedMembers",
    "SetUp",
    "add_membership",
    "add_organisation",
    "add_person",
    "add_theme",
    "end_membership",
    "import_members",
    "remove_logo",
    "remove_membership",
    "remove_organisation",
    "remove_person",
    "remove_theme",
    "set_logo",
    "set_up_council",
    "update_council",
    "update_membership",
    "update_organisation",
    "update_person",
    "update_theme",
]
