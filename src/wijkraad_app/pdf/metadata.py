"""The description inside a file: XMP that says the same as the Info dictionary (ISO 19005-2 and -3, 6.6)."""

from __future__ import annotations

from datetime import datetime
from html import escape

from .blocks import Document

PRODUCER = "Wijkraad"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
{fields}<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that this file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def xmp(document: Document, when: datetime) -> bytes:
    """The packet for a document; ``when`` in UTC."""
    fields = "".join(
        line
        for value, line in (
            (document.title, _alternatives("dc:title", document.title)),
            (document.author, f"<dc:creator><rdf:Seq>{_item(document.author)}</rdf:Seq></dc:creator>\n"),
            (document.subject, _alternatives("dc:description", document.subject)),
            (document.language, f"<dc:language><rdf:Bag>{_item(document.language)}</rdf:Bag></dc:language>\n"),
        )
        if value
    )
    date = when.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    part = 3 if document.attachments else 2
    return _XMP.format(fields=fields, date=date, producer=PRODUCER, part=part).encode()


def _item(text: str) -> str:
    return f"<rdf:li>{escape(text, quote=False)}</rdf:li>"


def _alternatives(name: str, text: str) -> str:
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text, quote=False)}</rdf:li></rdf:Alt></{name}>\n'


def pdf_date(when: datetime) -> str:
    """A date as the Info dictionary writes it; ``when`` in UTC."""
    return when.strftime("D:%Y%m%d%H%M%S+00'00'")
