"""Ids in the order of a query, for lists of any length."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import LargeBinary, Select, type_coerce
from sqlalchemy.orm import Session

from wijkraad_app.kernel.ids import Ids


def id_list(session: Session, query: Select[UUID]) -> Ids:
    """What ``query`` selects, one id column, read as the bytes that lie in the file."""
    column = type_coerce(query.selected_columns[0], LargeBinary)
    return Ids.packed(session.connection().scalars(query.with_only_columns(column, maintain_column_froms=True)))
