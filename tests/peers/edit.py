#!/usr/bin/python3
"""Edits sheets in LibreOffice as a person does: /usr/bin/python3 edit.py

Starts one LibreOffice with Chinese habits (2019年12月20日 is a date), then takes jobs from stdin, a line of JSON each, and
answers each with a line: {} when done, {"error": why} when not. It ends when stdin does.

    {"open": "a.xlsx", "save": "b.csv", "as": "csv-gbk", "edits": [
        ["set", "C5", "text as typed"], ["sort", "A4:AB9", 2, true], ["insert", 5, 1], ["delete", 5, 1],
        ["delete column", "N"], ["insert column", "N"], ["move column", "G", "B"], ["unprotect"]]}

Rows are counted from 1, the column of a sort from 0 within its range; edits are on the first sheet.
"""
import json, os, pathlib, subprocess, sys, tempfile, time
import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table import CellRangeAddress
from com.sun.star.table import TableSortField

SAVE = {
    "xlsx": ("Calc MS Excel 2007 XML", ""),
    "xls": ("MS Excel 97", ""),
    "ods": ("calc8", ""),
    # the number of the encoding, since a name is not understood; cells as they are shown
    "csv": ("Text - txt - csv (StarCalc)", "44,34,76,1,,0,false,true"),
    "csv-gbk": ("Text - txt - csv (StarCalc)", "44,34,67,1,,0,false,true"),
    "csv-gb18030": ("Text - txt - csv (StarCalc)", "44,34,85,1,,0,false,true"),
    "pdf": ("calc_pdf_Export", ""),
    "paper": ("writer_pdf_Export", ""),  # of a document
}
HABITS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale"><value>zh-CN</value></prop></item>
</oor:items>"""


def value(name, what):
    made = PropertyValue()
    made.Name, made.Value = name, what
    return made


def start(profile):
    user = pathlib.Path(profile, "user")
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(HABITS)
    pipe = f"duban{os.getpid()}"
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={user.parent.as_uri()}", "--headless", "--norestore", "--nologo",
         "--nodefault", f"--accept=pipe,name={pipe};urp;"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(1800):
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return office, there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
        except Exception:
            if office.poll() is not None:
                break
            time.sleep(0.1)
    sys.exit("LibreOffice does not start")


def rows(sheet, first, count):
    return CellRangeAddress(sheet.RangeAddress.Sheet, 0, first - 1, sheet.Columns.Count - 1, first + count - 2)


def edit(sheet, what, *rest):
    if what == "set":
        at, text = rest
        cell = sheet.getCellRangeByName(at)
        before = cell.FormulaLocal
        cell.FormulaLocal = text
        if cell.FormulaLocal == before != text:
            raise ValueError(f"{at} is locked")
    elif what == "sort":
        at, column, ascending = rest
        field = TableSortField()
        field.Field, field.IsAscending = column, ascending
        sheet.getCellRangeByName(at).sort(
            (value("SortFields", uno.Any("[]com.sun.star.table.TableSortField", (field,))), value("ContainsHeader", False)))
    elif what == "insert":
        sheet.Rows.insertByIndex(rest[0] - 1, rest[1])
    elif what == "delete":
        sheet.Rows.removeByIndex(rest[0] - 1, rest[1])
    elif what in ("insert column", "delete column"):
        at = sheet.getCellRangeByName(f"{rest[0]}1").CellAddress.Column
        (sheet.Columns.insertByIndex if what.startswith("insert") else sheet.Columns.removeByIndex)(at, 1)
    elif what == "move column":
        column = lambda name: sheet.getCellRangeByName(f"{name}1").CellAddress.Column
        place = column(rest[1])
        sheet.Columns.insertByIndex(place, 1)
        source = column(rest[0]) + (column(rest[0]) >= place)
        sheet.moveRange(sheet.getCellByPosition(place, 0).CellAddress, sheet.Columns.getByIndex(source).RangeAddress)
        sheet.Columns.removeByIndex(source, 1)
    elif what == "unprotect":
        sheet.unprotect("")
    else:
        raise ValueError(f"no such edit: {what}")


def job(desktop, asked):
    path = pathlib.Path(asked["open"])
    habits = [value("Hidden", True)]
    if path.suffix == ".csv":
        habits += [value("FilterName", SAVE["csv"][0]), value("FilterOptions", asked.get("filter", "44,34,76,1"))]
    book = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, tuple(habits))
    try:
        for one in asked.get("edits", []):
            edit(book.Sheets.getByIndex(0), *one)
        name, options = SAVE[asked["as"]]
        book.storeToURL(pathlib.Path(asked["save"]).as_uri(), (value("FilterName", name), value("FilterOptions", options)))
    finally:
        book.close(True)


profile = tempfile.TemporaryDirectory(prefix="duban-office-", ignore_cleanup_errors=True)
office, desktop = start(profile.name)
try:
    print("{}", flush=True)
    for line in sys.stdin:
        try:
            job(desktop, json.loads(line))
            answer = {}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)
finally:
    try:
        desktop.terminate()
        office.wait(20)
    except Exception:
        office.kill()
    profile.cleanup()
