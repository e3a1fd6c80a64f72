"""Files inside a PDF, as PDF/A-3 has them: each with its kind, its date and what it is to the document (6.8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from .blocks import Attachment
from .metadata import pdf_date


def embed(pdf: Any, attachments: Sequence[Attachment], when: datetime) -> None:
    """Add the files in their order; ``when`` in UTC."""
    from pikepdf import Array, Dictionary, Name, NameTree

    if not attachments:
        return
    tree = NameTree.new(pdf)
    specs = [pdf.make_indirect(_spec(pdf, one, when)) for one in attachments]
    for number, (one, spec) in enumerate(zip(attachments, specs, strict=True), 1):
        tree[f"{number:03} {one.name}"] = spec
    pdf.Root.Names = Dictionary(EmbeddedFiles=tree.obj)
    pdf.Root.AF = Array(specs)
    pdf.Root.PageMode = Name.UseAttachments


def _spec(pdf: Any, one: Attachment, when: datetime) -> Any:
    from pikepdf import Dictionary, Name, String

    stream = pdf.make_stream(one.data, Type=Name.EmbeddedFile, Subtype=Name("/" + one.media_type))
    stream.Params = Dictionary(Size=len(one.data), ModDate=String(pdf_date(when)))
    spec = Dictionary(Type=Name.Filespec, F=String(one.name), UF=String(one.name), AFRelationship=Name.Supplement)
    spec.Desc, spec.EF = String(one.about), Dictionary(F=stream, UF=stream)
    return spec
