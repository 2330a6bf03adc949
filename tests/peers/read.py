"""Prints a workbook as openpyxl reads it, as JSON: read.py BOOK.xlsx"""
import datetime, json, sys
import openpyxl
from openpyxl.utils import get_column_letter

book = openpyxl.load_workbook(sys.argv[1])
text = lambda what: what.isoformat() if isinstance(what, (datetime.date, datetime.datetime)) else what


def sheet(one):
    return {
        "name": one.title,
        "state": one.sheet_state,
        "cells": [[text(cell.value) for cell in row] for row in one.iter_rows()],
        "types": [[cell.data_type if cell.value is not None else "" for cell in row] for row in one.iter_rows()],
        "locked": [[cell.protection.locked for cell in row] for row in one.iter_rows()],
        "frozen": one.freeze_panes,
        "filter": one.auto_filter.ref,
        # neighbours that look the same are kept as one
        "columns": {get_column_letter(at): {"width": it.width, "hidden": it.hidden}
                    for it in one.column_dimensions.values() for at in range(it.min, it.max + 1)},
        "merged": [str(merged) for merged in one.merged_cells.ranges],
        "checks": [
            {"at": str(it.sqref), "type": it.type, "style": it.errorStyle or "stop", "first": it.formula1,
             "second": it.formula2, "says": it.error}
            for it in one.data_validations.dataValidation
        ],
        "lamps": sorted(
            ([rule.priority, str(of.sqref), rule.formula[0]] for of in one.conditional_formatting for rule in of.rules)),
        "protected": one.protection.sheet,
        "password": one.protection.password,
        # openpyxl has these the wrong way round, as the format does: false is allowed
        "may": [it for it in ("sort", "autoFilter", "insertRows", "formatColumns") if not getattr(one.protection, it)],
        "print": {
            "orientation": one.page_setup.orientation, "paper": one.page_setup.paperSize,
            "fit": [one.sheet_properties.pageSetUpPr and one.sheet_properties.pageSetUpPr.fitToPage,
                    one.page_setup.fitToWidth, one.page_setup.fitToHeight],
            "rows": one.print_title_rows, "area": one.print_area, "footer": one.oddFooter.center.text,
        },
    }


properties = book.properties
print(json.dumps({
    "title": properties.title, "author": properties.creator, "created": text(properties.created),
    "custom": {it.name: it.value for it in book.custom_doc_props.props},
    "sheets": [sheet(one) for one in book.worksheets],
}, ensure_ascii=False))
