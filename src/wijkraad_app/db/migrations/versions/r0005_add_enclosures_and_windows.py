"""Add enclosures of letters, and the window of envelopes

Revision 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

from wijkraad_app.db import base

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "enclosure",
        sa.Column("id", base.Id(length=16), nullable=False),
        sa.Column("advice", base.Id(length=16), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("how", sa.String(length=10), nullable=False),
        sa.Column("alt", sa.Text(), nullable=False),
        sa.Column("file", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("created_at", base.Instant(timezone=True), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("enclosure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_enclosure_advice"), ["advice"], unique=False)
    with op.batch_alter_table("council", schema=None) as batch_op:
        batch_op.add_column(sa.Column("address_window", sa.String(length=10), nullable=False, server_default=""))
