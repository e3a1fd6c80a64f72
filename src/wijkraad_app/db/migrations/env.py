"""Alembic runs this: one transaction on the connection that `upgrade` gives."""

from alembic import context

from wijkraad_app.db.base import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=Base.metadata, render_as_batch=True, transaction_per_migration=False
)
with context.begin_transaction():
    context.run_migrations()
connection.commit()
