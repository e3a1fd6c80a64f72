"""Write what each field of an archive means (`wijkraad export`) to resources/archive/schema.json, from the tables."""

from __future__ import annotations

import json

from wijkraad_app import bootstrap
from wijkraad_app.db.base import journaled_models
from wijkraad_app.features.archive.queries import schema
from wijkraad_app.kernel import resources

if __name__ == "__main__":
    bootstrap.load_models()
    text = json.dumps(schema(journaled_models()), ensure_ascii=False, indent=1)
    resources.path("archive", "schema.json").write_text(text + "\n", encoding="utf-8")
