"""Index the newest signals, and let an undo take back any number of steps

Revision 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("changeset", schema=None) as batch_op:
        for name in ("undoes", "redoes"):
            batch_op.alter_column(name, existing_type=sa.String(length=4000), type_=sa.Text(), existing_nullable=False)
    with op.batch_alter_table("signal", schema=None) as batch_op:
        batch_op.create_index(
            "ix_signal_newest",
            ["received", "created_at", "id"],
            unique=False,
            sqlite_where=sa.text("deleted = 0"),
        )
