"""The pages become a whole file: structure tree, annotations, fields, metadata, colour (PDF/A-2a, PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from wijkraad_app.kernel import resources
from wijkraad_app.kernel.i18n import _

from . import stamp
from .blocks import SIGNERS, Document
from .embedding import embed
from .ink import A4
from .mending import mend_unicode_maps
from .metadata import PRODUCER, pdf_date, xmp
from .reading import ARCHIVES
from .tags import Annotation, Elem, Marked, Value

# What a signature fixes beyond the text: the first leaves the others to sign, the last ones only the archive.
_ORDER = (*SIGNERS, *ARCHIVES)


def finish(source: bytes, root: Elem, annotations: Sequence[Annotation], document: Document, when: datetime) -> bytes:
    """Add to ReportLab's pages what makes them conform; deterministic."""
    import pikepdf

    out = BytesIO()
    with pikepdf.open(BytesIO(source)) as pdf:
        tree = _Tree(pdf, annotations)
        tree.build(root)
        _catalogue(pdf, document)
        embed(pdf, document.attachments, when)
        _describe(pdf, document, when)
        mend_unicode_maps(pdf)
        pdf.remove_unreferenced_resources()
        pdf.save(
            out,
            force_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=True,
            recompress_flate=True,
            deterministic_id=True,
        )
    return out.getvalue()


class _Tree:
    """Writes the structure tree, its parent tree and the annotations it owns (ISO 32000-1, 14.7)."""

    def __init__(self, pdf: Any, annotations: Sequence[Annotation]) -> None:
        self.pdf = pdf
        self.pages = [page.obj for page in pdf.pages]
        self.annotations = annotations
        self.written: dict[int, Any] = {}
        self.owners: dict[int, Any] = {}
        self.marked: list[dict[int, Any]] = [{} for _page in self.pages]
        self.idents: dict[str, Any] = {}
        self.fonts: dict[tuple[float, float], Any] = {}

    def build(self, root: Elem) -> None:
        from pikepdf import Array, Dictionary, Name, String

        for offset, annotation in enumerate(self.annotations):
            self.written[id(annotation)] = self._annotation(annotation, len(self.pages) + offset)
        top = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        top.K = self._elem(root, top)
        top.ParentTree = self.pdf.make_indirect(Dictionary(Nums=self._parents()))
        top.ParentTreeNextKey = len(self.pages) + len(self.annotations)
        if self.idents:
            names = [part for ident in sorted(self.idents) for part in (String(ident), self.idents[ident])]
            top.IDTree = Dictionary(Names=Array(names), Limits=Array([names[0], names[-2]]))
            top.IDTree = Dictionary(Kids=Array([self.pdf.make_indirect(top.IDTree)]))
        self.pdf.Root.StructTreeRoot = top
        self._aim_notes()
        self._form()

    def _elem(self, elem: Elem, parent: Any) -> Any:
        from pikepdf import Array, Dictionary, Name, String

        made = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + elem.tag), P=parent))
        if elem.alt:
            made.Alt = String(elem.alt)
        if elem.ident:
            made.ID = String(elem.ident)
            self.idents[elem.ident] = made
        if elem.attrs:
            owned = [_attributes(owner, values) for owner, values in elem.attrs.items()]
            made.A = owned[0] if len(owned) == 1 else Array(owned)
        kids = [self._kid(kid, made) for kid in elem.kids if not (isinstance(kid, Elem) and kid.is_empty())]
        if kids:
            # A single child is not wrapped: pyHanko takes a field's element for changed when it is an array.
            made.K = kids[0] if len(kids) == 1 else Array(kids)
        return made

    def _kid(self, kid: Elem | Marked | Annotation, owner: Any) -> Any:
        from pikepdf import Dictionary, Name

        if isinstance(kid, Elem):
            return self._elem(kid, owner)
        page = self.pages[kid.page]
        if isinstance(kid, Annotation):
            self.owners[id(kid)] = owner
            return Dictionary(Type=Name.OBJR, Obj=self.written[id(kid)], Pg=page)
        self.marked[kid.page][kid.mcid] = owner
        if "/Pg" not in owner:
            owner.Pg = page
        same = owner.Pg.objgen == page.objgen
        return kid.mcid if same else Dictionary(Type=Name.MCR, Pg=page, MCID=kid.mcid)

    def _parents(self) -> Any:
        from pikepdf import Array, Name

        nums = Array([])
        for number, page in enumerate(self.pages):
            owners = self.marked[number]
            nums.append(number)
            nums.append(self.pdf.make_indirect(Array([owners[mcid] for mcid in range(len(owners))])))
            page.StructParents = number
            page.Tabs = Name.S
        for offset, annotation in enumerate(self.annotations):
            nums.append(len(self.pages) + offset)
            nums.append(self.owners[id(annotation)])
        return nums

    def _annotation(self, annotation: Annotation, key: int) -> Any:
        from pikepdf import Array, Dictionary, Name

        page = self.pages[annotation.page]
        box = Array([round(value, 2) for value in annotation.box])
        made = self.pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=box, P=page, StructParent=key))
        (self._field if annotation.name else self._link)(made, annotation)
        if "/Annots" not in page:
            page.Annots = Array([])
        page.Annots.append(made)
        return made

    def _link(self, made: Any, annotation: Annotation) -> None:
        from pikepdf import Array, Dictionary, Name, String

        made.Subtype, made.F, made.Border = Name.Link, 4, Array([0, 0, 0])
        made.Contents = String(annotation.contents)
        if annotation.uri:
            made.A = Dictionary(S=Name.URI, URI=String(annotation.uri))

    def _field(self, made: Any, annotation: Annotation) -> None:
        from pikepdf import Dictionary, Name, String

        made.Subtype, made.FT, made.F = Name.Widget, Name.Sig, 4 | 128
        made.T, made.TU = String(annotation.name), String(annotation.contents)
        left, low, right, top = annotation.box
        if right > left:
            made.AP = Dictionary(N=self._empty_look(right - left, top - low))
        lock = self._lock(annotation.name)
        if lock is not None:
            made.Lock = lock

    def _lock(self, name: str) -> Any:
        from pikepdf import Array, Dictionary, Name, String

        present = [one.name for one in self.annotations if one.name]
        later = [other for other in _ORDER[_ORDER.index(name) + 1 :] if other in present]
        if not later or name in ARCHIVES:
            return None
        fields = Array([String(other) for other in later])
        lock = Dictionary(Type=Name.SigFieldLock, Action=Name.Exclude, Fields=fields)
        return self.pdf.make_indirect(lock)

    def _empty_look(self, width: float, height: float) -> Any:
        import pikepdf

        size = (round(width, 2), round(height, 2))
        if size not in self.fonts:
            with pikepdf.open(BytesIO(stamp.empty(*size, _("the signature comes here")))) as look:
                self.fonts[size] = self.pdf.copy_foreign(look.pages[0].as_form_xobject())
        return self.fonts[size]

    def _aim_notes(self) -> None:
        from pikepdf import Array, Dictionary, Name

        for annotation in self.annotations:
            if annotation.note:
                note = self.idents.get(f"note-{annotation.note}")
                if note is None:
                    raise ValueError(f"source {annotation.note} is cited but not listed")
                target = Array([_first_page(note), Name.FitH, round(A4[1])])
                self.written[id(annotation)].A = Dictionary(S=Name.GoTo, D=target)

    def _form(self) -> None:
        from pikepdf import Array, Dictionary

        fields = [self.written[id(one)] for one in self.annotations if one.name]
        if fields:
            self.pdf.Root.AcroForm = self.pdf.make_indirect(Dictionary(Fields=Array(fields), SigFlags=1))


def _first_page(elem: Any) -> Any:
    while "/Pg" not in elem:
        elem = elem.K[0] if elem.K._type_name == "array" else elem.K
    return elem.Pg


def _attributes(owner: str, values: dict[str, Value]) -> Any:
    from pikepdf import Dictionary, Name

    made = Dictionary(O=Name("/" + owner))
    for key, value in values.items():
        made["/" + key] = _value(value)
    return made


def _value(value: Value) -> Any:
    from pikepdf import Array, Name, String

    if isinstance(value, str):
        return Name(value) if value.startswith("/") else String(value)
    return Array([round(number, 2) for number in value]) if isinstance(value, list) else value


def _catalogue(pdf: Any, document: Document) -> None:
    from pikepdf import Array, Dictionary, Name, String

    profile = pdf.make_stream(resources.path("icc", "sRGB.icc").read_bytes(), N=3)
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, DestOutputProfile=profile)
    intent.OutputConditionIdentifier = intent.Info = String("sRGB IEC61966-2.1")
    pdf.Root.OutputIntents = Array([intent])
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String({"nl": "nl-NL", "en": "en-GB"}.get(document.language, document.language))
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _describe(pdf: Any, document: Document, when: datetime) -> None:
    from pikepdf import Name

    pdf.Root.Metadata = pdf.make_stream(xmp(document, when), Type=Name.Metadata, Subtype=Name.XML)
    del pdf.trailer["/Info"]
    for key, value in (
        ("/Title", document.title),
        ("/Author", document.author),
        ("/Subject", document.subject),
        ("/Creator", PRODUCER),
        ("/Producer", PRODUCER),
        ("/CreationDate", pdf_date(when)),
        ("/ModDate", pdf_date(when)),
    ):
        if value:
            pdf.docinfo[key] = value
