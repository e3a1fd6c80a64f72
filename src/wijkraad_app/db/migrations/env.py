"""Alembic runs this: one transaction on the connection that `upgrade` gives."""

from alembic import context

from wijkraad_app.db.base import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    # Alembic thinks that SQLite can't undo DDL and would commit after each revision; our connections can.
    transactional_ddl=True,
    transaction_per_migration=False,
    on_version_apply=context.config.attributes.get("applied", ()),
    # The tables of full text are no models: a new revision must not drop them.
    include_name=lambda name, kind, _parents: kind != "table" or name in Base.metadata.tables,
)
with context.begin_transaction():
    context.run_migrations()
connection.commit()
