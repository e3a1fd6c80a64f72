"""Documents for a word processor: the same blocks that `pdf` draws, as ODT and DOCX. No Qt, no SQL.

`writing.write(document, "odt")` gives the bytes. Both writers walk the `parts` that `flattening` makes of a document;
they use only the standard library, fetch nothing, and give the same bytes for the same document.
"""
