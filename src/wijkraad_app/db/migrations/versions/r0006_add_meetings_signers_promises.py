"""Add what meetings, signers and promises need

Revision 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

from wijkraad_app.db import base

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "aside",
        sa.Column("id", base.Id(length=16), nullable=False),
        sa.Column("item", base.Id(length=16), nullable=False),
        sa.Column("person", base.Id(length=16), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("created_at", base.Instant(timezone=True), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("aside", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aside_item"), ["item"], unique=False)
        batch_op.create_index(batch_op.f("ix_aside_person"), ["person"], unique=False)

    op.create_table(
        "correspondence",
        sa.Column("id", base.Id(length=16), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("party", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("handling", sa.String(length=300), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("file", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("item", base.Id(length=16), nullable=True),
        sa.Column("created_at", base.Instant(timezone=True), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("correspondence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_correspondence_item"), ["item"], unique=False)

    op.create_table(
        "erratum",
        sa.Column("id", base.Id(length=16), nullable=False),
        sa.Column("meeting", base.Id(length=16), nullable=False),
        sa.Column("item", base.Id(length=16), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("decision", base.Id(length=16), nullable=True),
        sa.Column("created_at", base.Instant(timezone=True), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("erratum", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_erratum_decision"), ["decision"], unique=False)
        batch_op.create_index(batch_op.f("ix_erratum_item"), ["item"], unique=False)
        batch_op.create_index(batch_op.f("ix_erratum_meeting"), ["meeting"], unique=False)

    op.create_table(
        "letter_signer",
        sa.Column("id", base.Id(length=16), nullable=False),
        sa.Column("letter", base.Id(length=16), nullable=False),
        sa.Column("position", sa.String(length=60), nullable=False),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("person", base.Id(length=16), nullable=True),
        sa.Column("role", sa.String(length=100), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("created_at", base.Instant(timezone=True), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("letter_signer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_signer_letter"), ["letter"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_signer_person"), ["person"], unique=False)

    op.create_table(
        "minutes_comment",
        sa.Column("id", base.Id(length=16), nullable=False),
        sa.Column("meeting", base.Id(length=16), nullable=False),
        sa.Column("item", base.Id(length=16), nullable=True),
        sa.Column("position", sa.String(length=60), nullable=False),
        sa.Column("sender", sa.String(length=200), nullable=False),
        sa.Column("received", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("created_at", base.Instant(timezone=True), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("minutes_comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_minutes_comment_item"), ["item"], unique=False)
        batch_op.create_index(batch_op.f("ix_minutes_comment_meeting"), ["meeting"], unique=False)

    op.create_table(
        "privacy_choice",
        sa.Column("id", base.Id(length=16), nullable=False),
        sa.Column("meeting", base.Id(length=16), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("sort", sa.String(length=20), nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.Column("instead", sa.String(length=200), nullable=False),
        sa.Column("created_at", base.Instant(timezone=True), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("privacy_choice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_privacy_choice_meeting"), ["meeting"], unique=False)

    op.create_table(
        "promise",
        sa.Column("id", base.Id(length=16), nullable=False),
        sa.Column("advice", base.Id(length=16), nullable=True),
        sa.Column("meeting", base.Id(length=16), nullable=True),
        sa.Column("recommendation", base.Id(length=16), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("page", sa.String(length=20), nullable=False),
        sa.Column("created_at", base.Instant(timezone=True), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("promise", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_promise_advice"), ["advice"], unique=False)
        batch_op.create_index(batch_op.f("ix_promise_meeting"), ["meeting"], unique=False)
        batch_op.create_index(batch_op.f("ix_promise_recommendation"), ["recommendation"], unique=False)

    op.create_table(
        "proposed_item",
        sa.Column("id", base.Id(length=16), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(length=300), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("introducer", sa.String(length=200), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.String(length=200), nullable=False),
        sa.Column("wished", sa.Date(), nullable=True),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject", base.Id(length=16), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("item", base.Id(length=16), nullable=True),
        sa.Column("position", sa.String(length=60), nullable=False),
        sa.Column("created_at", base.Instant(timezone=True), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("proposed_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposed_item_item"), ["item"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposed_item_subject"), ["subject"], unique=False)

    op.create_table(
        "school_holiday",
        sa.Column("id", base.Id(length=16), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("created_at", base.Instant(timezone=True), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "series",
        sa.Column("id", base.Id(length=16), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("online", sa.String(length=500), nullable=False),
        sa.Column("start", sa.Time(), nullable=True),
        sa.Column("end", sa.Time(), nullable=True),
        sa.Column("frequency", sa.String(), nullable=False),
        sa.Column("interval", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("skip_months", sa.String(length=40), nullable=False),
        sa.Column("skip_days", sa.Text(), nullable=False),
        sa.Column("template", sa.String(length=60), nullable=False),
        sa.Column("created_at", base.Instant(timezone=True), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "speaker",
        sa.Column("id", base.Id(length=16), nullable=False),
        sa.Column("meeting", base.Id(length=16), nullable=False),
        sa.Column("item", base.Id(length=16), nullable=True),
        sa.Column("position", sa.String(length=60), nullable=False),
        sa.Column("person", base.Id(length=16), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("resident", sa.Boolean(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("spoken", sa.Integer(), nullable=False),
        sa.Column("since", base.Instant(timezone=True), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", base.Instant(timezone=True), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("speaker", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_speaker_item"), ["item"], unique=False)
        batch_op.create_index(batch_op.f("ix_speaker_meeting"), ["meeting"], unique=False)
        batch_op.create_index(batch_op.f("ix_speaker_person"), ["person"], unique=False)

    op.create_table(
        "template",
        sa.Column("id", base.Id(length=16), nullable=False),
        sa.Column("sort", sa.String(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("position", sa.String(length=60), nullable=False),
        sa.Column("created_at", base.Instant(timezone=True), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "vote",
        sa.Column("id", base.Id(length=16), nullable=False),
        sa.Column("decision", base.Id(length=16), nullable=False),
        sa.Column("person", base.Id(length=16), nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.Column("created_at", base.Instant(timezone=True), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("vote", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vote_decision"), ["decision"], unique=False)
        batch_op.create_index(batch_op.f("ix_vote_person"), ["person"], unique=False)

    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sort", sa.String(), nullable=False, server_default="action"))
        batch_op.add_column(sa.Column("progress", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("reminded_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("confirmed", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("noted", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("subject_kind", sa.String(length=40), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("subject", base.Id(length=16), nullable=True))
        batch_op.create_index(batch_op.f("ix_action_subject"), ["subject"], unique=False)

    with op.batch_alter_table("annex", schema=None) as batch_op:
        batch_op.add_column(sa.Column("file_name", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("public", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("shown", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("noted", sa.Integer(), nullable=True))

    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.add_column(sa.Column("by_name", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("council", schema=None) as batch_op:
        batch_op.add_column(sa.Column("abstentions", sa.String(), nullable=False, server_default="ignored"))
        batch_op.add_column(sa.Column("blanks", sa.String(), nullable=False, server_default="ignored"))
        batch_op.add_column(sa.Column("tie_rule", sa.String(), nullable=False, server_default="rejected"))
        batch_op.add_column(sa.Column("aside_in_quorum", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("speaking_minutes", sa.Integer(), nullable=False, server_default="5"))
        batch_op.add_column(sa.Column("signing_order", sa.String(), nullable=False, server_default="chair secretary"))

    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sort", sa.String(), nullable=False, server_default="decision"))
        batch_op.add_column(sa.Column("amends", base.Id(length=16), nullable=True))
        batch_op.add_column(sa.Column("blank", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("present", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("needed", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("members", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("outcome_reason", sa.String(length=500), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("confirmed", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("noted", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("subject_kind", sa.String(length=40), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("subject", base.Id(length=16), nullable=True))
        batch_op.create_index(batch_op.f("ix_decision_amends"), ["amends"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_subject"), ["subject"], unique=False)

    with op.batch_alter_table("enclosure", schema=None) as batch_op:
        batch_op.add_column(sa.Column("position", sa.String(length=60), nullable=False, server_default=""))

    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("purpose", sa.String(length=300), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("asked", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("state", sa.String(length=20), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("deferred_to", base.Id(length=16), nullable=True))
        batch_op.add_column(sa.Column("merged_into", base.Id(length=16), nullable=True))
        batch_op.add_column(sa.Column("continues", base.Id(length=16), nullable=True))
        batch_op.add_column(sa.Column("added_at", sa.Time(), nullable=True))
        batch_op.add_column(sa.Column("ended", sa.Time(), nullable=True))
        batch_op.add_column(sa.Column("closed_notes", sa.Text(), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_item_continues"), ["continues"], unique=False)
        batch_op.create_index(batch_op.f("ix_item_deferred_to"), ["deferred_to"], unique=False)
        batch_op.create_index(batch_op.f("ix_item_merged_into"), ["merged_into"], unique=False)

    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.add_column(sa.Column("series", base.Id(length=16), nullable=True))
        batch_op.add_column(sa.Column("series_day", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("online", sa.String(length=500), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("minutes_sent_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("minutes_pdf", sa.String(length=64), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("closed_from", sa.Time(), nullable=True))
        batch_op.create_index(batch_op.f("ix_meeting_series"), ["series"], unique=False)
