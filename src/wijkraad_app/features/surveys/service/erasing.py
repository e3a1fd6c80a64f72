"""What is made anew when words were erased from the replies of a survey."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete
from sqlalchemy.orm import Session

from wijkraad_app.db.erasure import after_cleaning

from ..model import Batch, Response
from ..queries.columns import derive, derive_responses, load_batch


@after_cleaning("batch")
def _derive_anew(session: Session, row: Batch) -> Mapping[str, str]:
    """Replies and columns follow the answers that stay."""
    session.execute(delete(Response).where(Response.batch == row.id))
    answers = load_batch(session, row.answers)
    derive(session, row.survey, row, answers)
    derive_responses(session, row.survey, row.id, answers)
    return {}
