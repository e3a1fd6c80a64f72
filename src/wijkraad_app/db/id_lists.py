"""Ids in the order of a query, for lists of any length."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import LargeBinary, Select, type_coerce
from sqlalchemy.orm import Session

from wijkraad_app.kernel.ids import Ids


def id_list(session: Session, query: Select[UUID]) -> Ids:
    """What ``query`` selects, one id column, read as the bytes that lie in the file."""
    column = type_coerce(query.selected_columns[0], LargeBinary)
    wanted = query.with_only_columns(column, maintain_column_froms=True).execution_options(yield_per=_AT_ONCE)
    return Ids.packed(session.connection().scalars(wanted))


_AT_ONCE = 2_000
"""Rows taken from the file at a time: each is an object for the garbage collector as long as it is there."""
