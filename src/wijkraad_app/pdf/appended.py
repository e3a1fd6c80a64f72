"""Is what stands behind the last signature nothing but validation data?

A signer can't cover what is added later; proof that keys were good is. So that nothing else hides there, every byte
behind the signature must belong to an object the file knows, every such object must be new or the catalogue, and the
catalogue may differ in its validation data only (ETSI EN 319 142-1, 5.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

_BLANK = re.compile(rb"[\r\n ]{0,4}")
_END = re.compile(rb"startxref[\r\n ]{1,2}(\d{1,12})[\r\n ]{1,2}%%EOF[\r\n]{0,2}")
_ENTRY = rb"(?:\d{10} \d{5} n|0{10} 65535 f)[\r\n ]{2}"
_TABLE = re.compile(rb"xref[\r\n ]{1,2}(?:\d+ \d+ ?[\r\n]{1,2}(?:%s)+)+trailer[\r\n ]{0,2}" % _ENTRY)
_TRAILER_KEYS = {"/Size", "/Root", "/Info", "/ID", "/Prev"}
MOST_REVISIONS = 8


def only_validation_data(opened: Any, data: bytes, end: int, signed_revision: int) -> bool:
    """Whether ``data[end:]``, behind the revision that was signed last, is validation data and nothing else."""
    later = range(signed_revision + 1, opened.xrefs.total_revisions)
    if not later or len(later) > MOST_REVISIONS or opened.xrefs.hybrid_xrefs_present:
        return False
    at = end
    for revision in later:
        if not _only_adds(opened, revision):
            return False
        at = _past(opened, data, at, revision)
        if at < 0:
            return False
    return at == len(data)


def _only_adds(opened: Any, revision: int) -> bool:
    """Nothing but the catalogue's validation data changes; nothing is freed or written over."""
    from pyhanko.sign.diff_analysis import SuspiciousModification
    from pyhanko.sign.diff_analysis.commons import compare_dicts

    before, after = (opened.get_historical_resolver(one) for one in (revision - 1, revision))
    try:
        compare_dicts(before.root, after.root, frozenset({"/DSS", "/Extensions"}))
    except SuspiciousModification:
        return False
    if opened.xrefs.refs_freed_in_revision(revision) or "/DSS" not in after.root:
        return False
    changed = set(_changed(opened, revision))
    new = opened.xrefs.explicit_refs_in_revision(revision) - changed
    return changed <= {before.root_ref, *_store(before)} and new <= set(_held(opened, after, revision))


def _changed(opened: Any, revision: int) -> Iterator[Any]:
    for ref in opened.xrefs.explicit_refs_in_revision(revision):
        if opened.xrefs.get_introducing_revision(ref) < revision:
            yield ref


def _held(opened: Any, after: Any, revision: int) -> Iterator[Any]:
    """The new objects that validation data consists of, and those in which a revision lists its objects."""
    yield from after.collect_dependencies(after.root.raw_get("/DSS"), since_revision=revision)
    yield from after.collect_dependencies(after.root["/DSS"], since_revision=revision)
    yield from opened.xrefs.object_streams_used_in(revision)
    yield opened.xrefs.get_xref_container_info(revision).stream_ref


def _store(before: Any) -> Iterator[Any]:
    """The objects of earlier validation data that may be written anew with more in them."""
    from pyhanko.pdf_utils.generic import IndirectObject

    if "/DSS" in before.root:
        found = [before.root.raw_get("/DSS"), *(before.root["/DSS"].raw_get(key) for key in before.root["/DSS"])]
        yield from (one.reference for one in found if isinstance(one, IndirectObject))


def _past(opened: Any, data: bytes, at: int, revision: int) -> int:
    """Where a revision that begins at ``at`` ends; -1 when a byte of it belongs to nothing."""
    xrefs = opened.xrefs
    places = sorted(
        (place, ref)
        for ref in xrefs.explicit_refs_in_revision(revision)
        if isinstance(place := xrefs.get_historical_ref(ref, revision), int)
    )
    for place, ref in places:
        if not at <= place <= _past_blank(data, at):
            return -1
        at = _past_object(opened, data, place, ref)
        if at < 0:
            return -1
    at = _past_blank(data, at)
    table = xrefs.get_startxref_for_revision(revision)
    if all(place != table for place, _ref in places):
        at = _past_table(opened, data, at, table, revision)
    end = _END.match(data, at) if at >= 0 else None
    return end.end() if end is not None and int(end[1]) == table else -1


def _past_object(opened: Any, data: bytes, place: int, ref: Any) -> int:
    from pyhanko.pdf_utils import generic

    head = re.compile(rb"%d %d obj[\r\n ]{1,2}" % (ref.idnum, ref.generation)).match(data, place)
    if head is None:
        return -1
    stream = BytesIO(data)
    stream.seek(head.end())
    generic.read_object(stream, container_ref=ref)
    foot = re.compile(rb"[\r\n ]{0,2}endobj[\r\n]{0,2}").match(data, stream.tell())
    return foot.end() if foot is not None else -1


def _past_table(opened: Any, data: bytes, at: int, table: int, revision: int) -> int:
    from pyhanko.pdf_utils import generic

    head = _TABLE.match(data, at)
    if head is None or at != table:
        return -1
    stream = BytesIO(data)
    stream.seek(head.end())
    inside: Any = generic.TrailerReference
    trailer = generic.read_object(stream, container_ref=inside(opened))
    if not isinstance(trailer, generic.DictionaryObject) or not set(trailer) <= _TRAILER_KEYS:
        return -1
    earlier = opened.get_historical_resolver(revision - 1).trailer_view
    if any(trailer.raw_get(key) != earlier.raw_get(key) for key in ("/Root", "/Info") if key in earlier):
        return -1
    return _past_blank(data, stream.tell())


def _past_blank(data: bytes, at: int) -> int:
    """A few line ends and spaces, as writers leave them; more could hide something."""
    found = _BLANK.match(data, at)
    return found.end() if found is not None else at
