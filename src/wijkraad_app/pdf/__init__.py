"""Every document of the program as a conforming PDF: laid out, tagged, signed, verified. No Qt, no SQL.

Slices build frozen blocks and never see ReportLab::

    from wijkraad_app.pdf import blocks
    blocks.Document(title, blocks, date=aware datetime, author="", subject="", language="nl",
                    house=HouseStyle(sender, place, lines, accent="#24548F", logo=png_or_jpeg_bytes,
                                     window=""),
                    letterhead=True, running="WDS/2026-09", footer="", mark="Openbare versie", example=False,
                    large=False, refs={"evidence id": number})
    blocks: Heading(text, level) Paragraph(text, tone, keep_with_next, close) ItemList((ListItem(text, level,
            ordered, label),)) Rich(kernel.text blocks, top=2) Table(header, rows, columns=(Column(width, align),),
            caption, row_headers, total, small) Quote(text, by) Figure(draw(width_pt) -> Drawing, alt, caption, data)
            KeyValues((KeyValue(label, value, heading),)) Lines(lines) Addressee(lines)
            Notes((Note(number, text, details),))
            SignatureFields((SignatureField("chair", person, role),), paper=False) Spacer(mm) Rule() PageBreak()
    A text is a str or a tuple of kernel.text.Span; "\\n" breaks a line; Span(ref=id) prints the number of a source.
    Blocks can be pickled when `Figure.draw` can (`charts.figure` makes such a one).

    render.render(document) -> bytes                      PDF/A-2a and PDF/UA-1, same input gives same bytes
    letter.letter_document(Letter(...)) -> Document       the letter of an advice, Dutch or English
    charts.bar_chart(BarChart(title, (Bar(label, count, share, low, high, hidden),), n, indicative), width,
                     palette=INK, scale=1.0) -> Drawing   shared with the screen; PAPER is the scale in points
    charts.figure(chart, caption, with_table=) -> Figure  charts.describe(chart) -> str, charts.data_table(chart)
    conformance.problems(data) -> tuple[str, ...]         empty when the file may be signed
    keys.make_authority(organisation, at=None) -> Authority(certificate_pem, key_pem)
    keys.make_key(path, name=, role=, passphrase=, organisation="", authority=None, at=None) -> KeyInfo
    keys.load_key(path, passphrase, at=None) -> SigningKey(info, key, certificate, chain)
    signing.sign(source, target, field=, key=path, passphrase=, timestamp_url=None, at=None, accent=) -> Signed
    signing.fields(path) -> tuple[Field, ...]             name, label, signed, size
    verification.verify(path, trust=(pem or der bytes, ...)) -> Verdict;  verify_bytes(data, trust, name)
    preview.page_count(data), page_sizes(data), page_image(data, page, width) -> (w, h, stride, RGBA), page_text(...)
    files.write_whole(path, data, private=False), files.read_file(path)

All of it may take long and holds the interpreter's lock: never on the window's thread; rendering, signing,
verifying and key work raise there.
"""
