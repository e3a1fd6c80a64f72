"""What a PDF holds beside its pages' text, each part as a digest, so that two states of a file can be compared.

Nothing is unpacked: a stream counts by its raw bytes. Loops end at what was seen before, depth at a limit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Literal, TypeAlias

AnnotKind: TypeAlias = Literal["note", "stamp", "link", "mark"]
_KINDS: dict[str, AnnotKind] = {
    "/FreeText": "note",
    "/Text": "note",
    "/Popup": "note",
    "/Stamp": "stamp",
    "/Link": "link",
}
_UPWARDS = {"/Parent", "/Pg", "/Obj", "/ParentTree", "/StructParent", "/StructParents"}
DEEPEST = 120
MOST_NODES = 200_000


@dataclass(frozen=True, slots=True)
class Annot:
    """Something over a page (from 1)."""

    kind: AnnotKind
    page: int = field(compare=False)
    digest: str


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form; ``page`` from 1, 0 when it is on none. ``signature``: it is one to sign."""

    label: str
    value: str
    picture: str
    page: int = field(compare=False)
    signature: bool

    @property
    def signed(self) -> bool:
        """It holds a signature."""
        return self.signature and bool(self.value)

    @property
    def waits(self) -> bool:
        """It still can be signed."""
        return self.signature and not self.value


@dataclass(frozen=True, slots=True)
class Shape:
    """All parts of one state of a file; the texts are digests, "" where a part isn't there."""

    annots: dict[str, Annot]
    fields: dict[str, FormField]
    attachments: dict[str, str]
    programs: str
    xfa: str
    layers: str
    structure: str
    description: str
    language: str
    permissions: str
    fonts: dict[str, str]


def shape_of(data: bytes) -> Shape:
    """Look at one state of a file. Raises whatever pikepdf does for a damaged one."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        root: Any = pdf.Root
        form: Any = root.get("/AcroForm", {})
        pages = [page.obj for page in pdf.pages]
        fields = list(_form_fields(form.get("/Fields", []), set(), 0))
        return Shape(
            annots=dict(_annots(pages)),
            fields=dict(_named(fields, pages)),
            attachments={name: _digest(spec) for name, spec in _named_files(root, pages)},
            programs=_digest([*_actions(root, pages)]),
            xfa=_digest(form.get("/XFA")),
            layers=_digest(root.get("/OCProperties")),
            structure=_digest([root.get("/StructTreeRoot"), root.get("/MarkInfo")]),
            description=_digest([root.get("/Metadata"), pdf.trailer.get("/Info")]),
            language=str(root.get("/Lang", "")),
            permissions=_digest([_permitted(root), *(_lock(one) for one in fields if one.get("/FT") == "/Sig")]),
            fonts=dict(_fonts(pages)),
        )


def _annots(pages: list[Any]) -> Iterator[tuple[str, Annot]]:
    for number, page in enumerate(pages, 1):
        for at, note in enumerate(page.get("/Annots", [])):
            subtype = str(note.get("/Subtype", ""))
            if subtype != "/Widget":
                key = str(note.objgen) if note.is_indirect else f"{number}.{at}"
                yield key, Annot(_KINDS.get(subtype, "mark"), number, _digest(note))


def _form_fields(fields: Any, seen: set[Any], deep: int) -> Iterator[Any]:
    """All fields that end in something; a field in a loop is taken once."""
    for one in fields:
        if one.objgen in seen or deep > DEEPEST:
            continue
        seen.add(one.objgen)
        kids = [kid for kid in one.get("/Kids", []) if "/T" in kid]
        if kids:
            yield from _form_fields(kids, seen, deep + 1)
        else:
            yield one


def _named(fields: list[Any], pages: list[Any]) -> Iterator[tuple[str, FormField]]:
    places = {
        note.objgen: number
        for number, page in enumerate(pages, 1)
        for note in page.get("/Annots", [])
        if note.is_indirect
    }
    for one in fields:
        name = str(one.get("/T", ""))
        picture = _digest([one.get("/AP"), one.get("/Rect"), one.get("/F"), one.get("/MK")])
        signature = one.get("/FT") == "/Sig"
        yield (
            f"{name} {one.objgen}",
            FormField(
                str(one.get("/TU", name)),
                _digest(_value(one, signature)),
                picture,
                places.get(one.objgen, 0),
                signature,
            ),
        )


def _value(one: Any, signature: bool) -> Any:
    """What a field holds; of a signature not what it points to, which is the whole file."""
    value = one.get("/V")
    if signature and value is not None:
        return [value.get(key) for key in ("/Contents", "/ByteRange", "/SubFilter", "/M", "/Name")]
    return value


def _fonts(pages: list[Any]) -> Iterator[tuple[str, str]]:
    for page in pages:
        for font in dict(_inherited(page, "/Resources").get("/Font", {})).values():
            yield str(font.objgen), _digest(font)


def _named_files(root: Any, pages: list[Any]) -> Iterator[tuple[str, Any]]:
    """Attachments of the file and of its pages, by name."""
    import pikepdf

    tree = root.get("/Names", {}).get("/EmbeddedFiles")
    if tree is not None:
        for name, spec in pikepdf.NameTree(tree).items():
            yield str(spec.get("/UF", name)), spec.get("/EF")
    for page in pages:
        for note in page.get("/Annots", []):
            if note.get("/Subtype") == "/FileAttachment":
                yield str(note.get("/FS", {}).get("/UF", "?")), note.get("/FS")


def _actions(root: Any, pages: list[Any]) -> Iterator[Any]:
    """What could run or start something."""
    yield root.get("/OpenAction")
    yield root.get("/AA")
    yield root.get("/Names", {}).get("/JavaScript")
    for page in pages:
        yield page.get("/AA")
        for note in page.get("/Annots", []):
            yield note.get("/AA")
            action = note.get("/A", {})
            yield action if str(action.get("/S", "")) not in ("", "/URI", "/GoTo") else None


def _permitted(root: Any) -> list[Any]:
    """What the first signer left open (DocMDP), whichever signature says it."""
    certified = root.get("/Perms", {}).get("/DocMDP", {})
    return [reference.get("/TransformParams") for reference in certified.get("/Reference", [])]


def _lock(field: Any) -> Any:
    return [field.get("/Lock"), field.get("/SV")]


def _inherited(page: Any, key: str) -> Any:
    for _level in range(DEEPEST):
        if key in page or "/Parent" not in page:
            break
        page = page.Parent
    return page.get(key, {})


def _digest(value: Any) -> str:
    """A digest of a value and all it points to, pages and parents not followed; "" for nothing."""
    if value is None or (isinstance(value, list) and not any(part is not None for part in value)):
        return ""
    hashed, seen = hashlib.sha256(), set[tuple[int, int]]()
    for part in _walked(value, seen, 0):
        hashed.update(part)
        if len(seen) > MOST_NODES:
            break
    return hashed.hexdigest()


def _walked(value: Any, seen: set[tuple[int, int]], deep: int) -> Iterator[bytes]:
    import pikepdf

    if isinstance(value, list):
        for part in value:
            yield b"|"
            yield from _walked(part, seen, deep + 1)
        return
    if not isinstance(value, pikepdf.Object):
        yield repr(value).encode()
        return
    if value.is_indirect:
        yield str(value.objgen).encode()
        if value.objgen in seen or deep > DEEPEST:
            return
        seen.add(value.objgen)
    if isinstance(value, pikepdf.Array):
        yield b"["
        for part in value:
            yield from _walked(part, seen, deep + 1)
        yield b"]"
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        yield from _entries(value, seen, deep)
    else:
        yield value.unparse(resolved=True)


def _entries(value: Any, seen: set[tuple[int, int]], deep: int) -> Iterator[bytes]:
    import pikepdf

    if value.get("/Type") == "/Page":
        return
    for key in sorted(value.keys()):
        if key not in _UPWARDS and not (key == "/P" and value.get("/Type") != "/TransformParams"):
            yield key.encode()
            yield from _walked(value[key], seen, deep + 1)
    if isinstance(value, pikepdf.Stream):
        yield hashlib.sha256(value.read_raw_bytes()).digest()
