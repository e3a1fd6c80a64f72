"""Tables and their columns. Every table is declared one of three classes; a test refuses an undeclared one.

- *journaled*: what people enter; written only through a unit of work, exchanged, undone, never deleted (tombstones);
- *derived*: rebuilt from journaled rows;
- *journal*: the log itself, its blobs and this file's own facts.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import Boolean, DateTime, Dialect, LargeBinary, String, Text, TypeDecorator, Uuid, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, declared_attr, mapped_column
from sqlalchemy.types import TypeEngine

from wijkraad_app.kernel import clock
from wijkraad_app.kernel.ids import id_of, new_id


class Id(TypeDecorator[uuid.UUID]):
    """16 bytes in SQLite, ``uuid`` in PostgreSQL."""

    impl = LargeBinary(16)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Uuid() if dialect.name == "postgresql" else LargeBinary(16))

    def process_bind_param(self, value: uuid.UUID | None, dialect: Dialect) -> Any:
        if value is None or dialect.name == "postgresql":
            return value
        return value.bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> uuid.UUID | None:
        if value is None or isinstance(value, uuid.UUID):
            return value
        return id_of(value)


class Instant(TypeDecorator[datetime]):
    """An instant in UTC. SQLite drops the offset silently, so a naive value is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Parent of all tables; ``__table_class__`` says which of the three classes a table is."""

    __table_class__: ClassVar[str]


class Journaled(Base):
    """A record people enter.

    ``__kind__`` and the attribute names are the stable logical names of the journal: never changed, never
    reused. ``__called__`` is what one such record is called (an English message id), ``__title__`` names the
    attribute that stands for the record in lists; ``__search__`` the attributes that full text covers. Order the
    columns as people think of them.
    """

    __abstract__ = True
    __table_class__ = "journaled"
    __kind__: ClassVar[str]
    __called__: ClassVar[str]
    __title__: ClassVar[str] = "title"
    __search__: ClassVar[tuple[str, ...]] = ()

    @declared_attr.directive
    def __tablename__(cls) -> str:
        return cls.__kind__

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True, default=new_id, sort_order=-3)
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now, sort_order=90)
    deleted: Mapped[bool] = mapped_column(Boolean, default=False, sort_order=91)

    def __init__(self, **fields: Any) -> None:
        """A new record with its id and defaults at once: ids are made before the insert, and the journal holds
        exactly what the table will."""
        super().__init__(**fields)
        for attribute in inspect(type(self)).column_attrs:
            default = attribute.columns[0].default
            if attribute.key not in fields and default is not None:
                setattr(self, attribute.key, default.arg(None) if default.is_callable else default.arg)


class Derived(Base):
    """Rebuilt from journaled rows, never exchanged; written by Core in the same transaction or by a job."""

    __abstract__ = True
    __table_class__ = "derived"


class JournalTable(Base):
    """The log and what belongs to the file itself."""

    __abstract__ = True
    __table_class__ = "journal"


def refers_to(kind: str, *, required: bool = False) -> MappedColumn[Any]:
    """A plain id of a record of ``kind``: checked by services and `check`, not by the database (a child may
    arrive before its parent)."""
    return mapped_column(Id, nullable=not required, index=True, info={"ref": kind})


def long_text() -> MappedColumn[str]:
    """A text that merges character by character (CRDT); the plain text stays in the column. Never null."""
    return mapped_column(Text, default="", info={"long": True})


def short_text(length: int = 200) -> MappedColumn[Any]:
    """A line of text, empty rather than null."""
    return mapped_column(String(length), default="")


def journaled_models() -> dict[str, type[Journaled]]:
    """Every journaled model by its kind, as far as its slice is loaded."""
    return {
        mapper.class_.__kind__: mapper.class_
        for mapper in Base.registry.mappers
        if getattr(mapper.class_, "__table_class__", "") == "journaled"
    }
