"""Add known margins to answers

Revision 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

from wijkraad_app.db import base

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("option", schema=None) as batch_op:
        batch_op.add_column(sa.Column("target", sa.String(length=24), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("joined", base.Id(length=16), nullable=True))
        batch_op.create_index(batch_op.f("ix_option_joined"), ["joined"], unique=False)
