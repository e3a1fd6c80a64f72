"""Everything an archive takes from a dossier, as plain values."""

from .reading import Replies, Reply, file_names, load_file, records, replies, years
from .schema import fields, schema

__all__ = ["Replies", "Reply", "fields", "file_names", "load_file", "records", "replies", "schema", "years"]
