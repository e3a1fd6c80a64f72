"""Hypothesis strategies for formatted text, mean on purpose: text full of what Markdown gives a meaning."""

from __future__ import annotations

from hypothesis import strategies as st

from wijkraad_app.kernel.text import Line, Span, Table

_CHARS = st.one_of(
    st.sampled_from("abe 12.-+*_#>[]()<>&|\\`~!:;,=/\n\"'é🎉\u00a0’ "),
    st.characters(codec="utf-8"),
)
_TRAPS = st.sampled_from(
    [
        *("12. ", "- ", "&amp;", "&#35;", "[x](y)", "http://a.b", "<b>", "---", "===", "# ", "|-|-|", "2 * 3 * 4"),
        *("a_b_c", "[[bron:x]]", "![x](y)", "~~~", "```", "[a]: b", "***", "1)", "\\", "\r\n"),
    ]
)
texts = st.text(_CHARS, max_size=60)
_text = st.one_of(st.text(_CHARS, min_size=1, max_size=8), _TRAPS)
_href = st.sampled_from(
    ["", "", "", "https://a.nl/x_(y)?b=1&c=2", "mailto:a@b.nl", "http://x/&lt;<>\\ y", "javascript:x"]
)
_span = st.one_of(st.builds(Span, _text, st.booleans(), st.booleans(), _href), st.builds(Span, ref=st.uuids().map(str)))
_spans = st.lists(_span, max_size=5).map(tuple)
_line = st.builds(
    Line, _spans, st.sampled_from(["para", "para", "heading", "bullet", "number"]), st.integers(0, 10), st.booleans()
)
_table = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        Table, st.lists(st.lists(_spans, min_size=width, max_size=width).map(tuple), max_size=3).map(tuple)
    )
)
documents = st.lists(st.one_of(_line, _line, _line, _table), max_size=6).map(tuple)
