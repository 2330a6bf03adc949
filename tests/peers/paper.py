"""Prints a document as python-docx reads it, as JSON: paper.py PAPER.docx"""
import json, sys
import docx
from docx.oxml.ns import qn

paper = docx.Document(sys.argv[1])
section = paper.sections[0]
fonts = lambda style: style.element.rPr.rFonts.get(qn("w:eastAsia"))
print(json.dumps({
    "title": paper.core_properties.title,
    "paragraphs": [[one.style.name, one.text] for one in paper.paragraphs],
    "tables": [{
        "rows": [[cell.text for cell in row.cells] for row in table.rows],
        "repeated": [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows],
    } for table in paper.tables],
    "margins": [round(it.mm, 1) for it in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)],
    "size": [round(section.page_width.mm), round(section.page_height.mm)],
    "footers": [[one.text.replace("—", "-"), str(one.alignment)] for foot in (section.footer, section.even_page_footer) for one in foot.paragraphs],
    "two_sided": paper.settings.odd_and_even_pages_header_footer,
    "fonts": {name: fonts(paper.styles[name]) for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Body Text")},
}, ensure_ascii=False))
