"""A workbook in each of its forms, and files that are none."""

import datetime
import io
import random
import zipfile
from contextlib import suppress

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.formula import ArrayFormula

from spreadsheets.refusals import FileRefused
from tests.workbook.books import folder, moment, places, told, xlsx, zipped
from workbook import imports
from workbook.files import NO_TABLE, WANTED

MEMBERSHIPS = "year,urn,status\n2017-18,100001,member\n"
GRID = [["year", "urn", "status"], ["2017-18", 100001, "member"]]
DAMAGED = "The workbook cannot be read. Open it in Excel and save it as “Excel Workbook (.xlsx)”."
BROKEN = "The file is damaged or incomplete. Save it again, or fetch it again."
TOO_LARGE = "The file unpacks to more than the portal can read (400 MB)."


def rows(path, name="memberships"):
    parsed = imports.read(path)
    assert told(parsed) == []
    return [(row.line, row.year.slug, row.urn, row.status) for row in parsed.tables[name].rows]


def refusal(path):
    with pytest.raises(FileRefused) as refused:
        imports.read(path)
    return str(refused.value)


@pytest.mark.parametrize(
    "files",
    [
        {"memberships.csv": MEMBERSHIPS},
        {"our records/Memberships.CSV": MEMBERSHIPS, "our records/README.md": "# Read me"},
        {"our records\\memberships.csv": MEMBERSHIPS},
        {
            "a/memberships.csv": MEMBERSHIPS,
            "__MACOSX/a/._memberships.csv": b"\0\5\x16\7",
            "a/.DS_Store": b"\0",
            "__MACOSX/a/x.csv": "junk",
        },
    ],
)
def test_zip_is_read_with_the_folder_and_what_a_mac_adds(tmp_path, files):
    assert rows(zipped(tmp_path / "records.zip", files)) == [(2, "2017-18", 100001, "member")]


def test_folder_is_read_without_its_other_files(tmp_path):
    path = folder(tmp_path / "records", memberships=MEMBERSHIPS)
    (path / "README.md").write_text("# Read me")
    (path / ".memberships.csv").write_text("junk")
    (path / "old").mkdir()

    assert rows(path) == [(2, "2017-18", 100001, "member")]


def test_csv_is_read_by_itself(tmp_path):
    assert rows(folder(tmp_path / "records", memberships=MEMBERSHIPS) / "memberships.csv") == [
        (2, "2017-18", 100001, "member")
    ]


def test_unknown_csv_is_told(tmp_path):
    assert places(imports.read(folder(tmp_path / "records", pupils=""))) == [("pupils", None, "", "")]


def test_workbook_is_read_by_content_whatever_its_name(tmp_path):
    assert rows(xlsx(tmp_path / "records.xlsx", memberships=GRID).rename(tmp_path / "records")) == [
        (2, "2017-18", 100001, "member")
    ]


def test_sheet_names_are_matched_without_regard_to_case_and_empty_sheets_passed_over(tmp_path):
    path = xlsx(tmp_path / "records.xlsx", **{" Memberships ": GRID, "Sheet2": [], "Notes": [["Ask Ann"]]})

    assert rows(path) == [(2, "2017-18", 100001, "member")]


def test_unknown_sheet_with_something_in_it_is_told(tmp_path):
    assert places(imports.read(xlsx(tmp_path / "records.xlsx", Pupils=[["name"], ["Ann"]]))) == [
        ("Pupils", None, "", "")
    ]


def test_excel_cells_are_read_as_what_they_are(tmp_path):
    heading = ["year", "urn", "status", "joined_on", "left_on", "reason"]
    dates = [datetime.date(2017, 9, 1), moment(2018, 1, 31, 14, 30)]
    path = xlsx(
        tmp_path / "records.xlsx",
        memberships=[heading, [datetime.date(2011, 12, 1), 100001.0, "Withdrawn", *dates, 7.0]],
    )

    row = imports.read(path).tables["memberships"].rows[0]

    assert (row.year.slug, *row[2:]) == (
        "2011-12",
        100001,
        "withdrawn",
        datetime.date(2017, 9, 1),
        datetime.date(2018, 1, 31),
        "7",
    )


def test_dates_of_a_workbook_that_counts_from_1904_are_right(tmp_path):
    book = Workbook()
    book.epoch = moment(1904, 1, 1)
    sheet = book.active
    sheet.title = "memberships"
    sheet.append([*GRID[0], "joined_on"])
    sheet.append([*GRID[1], datetime.date(2017, 9, 1)])
    book.save(tmp_path / "records.xlsx")

    row = imports.read(tmp_path / "records.xlsx").tables["memberships"].rows[0]

    assert row.joined_on == datetime.date(2017, 9, 1)


def test_percent_format_is_read_as_shown(tmp_path):
    path = xlsx(
        tmp_path / "records.xlsx",
        national=[["as_at", "phase", "good", "outstanding"], ["2017-08-31", "primary", 0.07, 1]],
    )
    book = load_workbook(path)
    book["national"]["C2"].number_format = book["national"]["D2"].number_format = "0%"
    book.save(path)

    row = imports.read(path).tables["national"].rows[0]

    assert (str(row.good), str(row.outstanding)) == ("7.0", "100.0")


def test_formula_without_a_result_is_told_where_it_stands(tmp_path):
    path = xlsx(tmp_path / "records.xlsx", memberships=[*GRID, ["2017-18", "=B2+1", "member"]])

    assert told(imports.read(path)) == [
        (
            "memberships",
            3,
            "urn",
            "a formula",
            "This formula's result is not in the file. Open the workbook in Excel and save it, or paste the values.",
        )
    ]


def test_array_formula_without_a_result_is_told(tmp_path):
    book = Workbook()
    book.active.title = "memberships"
    for row in GRID:
        book.active.append(row)
    book.active["C2"] = ArrayFormula("C2:C2", "=UPPER(A2)")
    book.save(tmp_path / "records.xlsx")

    assert places(imports.read(tmp_path / "records.xlsx")) == [("memberships", 2, "status", "a formula")]


def rewritten(path, part, change):
    """The workbook with one of its parts changed."""
    old = zipfile.ZipFile(path)
    parts = {name: old.read(name) for name in old.namelist()}
    old.close()
    parts[part] = change(parts.get(part, b"").decode()).encode()
    return zipped(path, parts)


SHEET = "xl/worksheets/sheet1.xml"


def with_sheet(tmp_path, change, grid=GRID):
    return rewritten(xlsx(tmp_path / "records.xlsx", memberships=grid), SHEET, change)


def test_formula_is_read_as_its_stored_result(tmp_path):
    path = with_sheet(
        tmp_path,
        lambda xml: xml.replace('<c r="B2" t="n"><v>100001</v>', '<c r="B2"><f>B1+1</f><v>100007</v>'),
    )

    assert rows(path) == [(2, "2017-18", 100007, "member")]


def test_formula_whose_result_is_no_text_is_an_empty_cell(tmp_path):
    grid = [[*GRID[0], "reason"], [*GRID[1], "filled"]]
    cell = '<c r="D2" t="str"><f>IF(1,"","x")</f><v></v></c>'
    path = with_sheet(
        tmp_path, lambda xml: xml.replace('<c r="D2" t="inlineStr"><is><t>filled</t></is></c>', cell), grid
    )

    assert imports.read(path).tables["memberships"].rows[0].reason == ""


def test_texts_that_excel_keeps_apart_are_read(tmp_path):
    path = with_sheet(
        tmp_path,
        lambda xml: xml.replace('<c r="C2" t="inlineStr"><is><t>member</t></is></c>', '<c r="C2" t="s"><v>1</v></c>'),
    )
    names = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    texts = f'<sst xmlns="{names}"><si><t>Not this</t></si><si><r><t>mem</t></r><r><t>ber</t></r></si></sst>'

    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    declared = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    rewritten(path, "[Content_Types].xml", lambda xml: xml.replace("</Types>", declared))
    rewritten(path, "xl/sharedStrings.xml", lambda xml: texts)

    assert rows(path) == [(2, "2017-18", 100001, "member")]


def test_excel_error_is_told(tmp_path):
    path = xlsx(tmp_path / "records.xlsx", memberships=[*GRID, ["2017-18", "#N/A", "member"]])

    assert places(imports.read(path)) == [("memberships", 3, "urn", "#N/A")]


@pytest.mark.parametrize("cells", ["A1:B1", "A2:A3"])
def test_merged_cells_are_told_and_the_table_left(tmp_path, cells):
    path = xlsx(tmp_path / "records.xlsx", memberships=[*GRID, ["2017-18", 100002, "member"]])
    book = load_workbook(path)
    book["memberships"].merge_cells(cells)
    book.save(path)

    result = imports.read(path)

    assert told(result) == [
        ("memberships", None, "", "", f"Cells {cells} are merged. Unmerge them, and fill in each cell by itself.")
    ]
    assert result.unread == {"memberships"}


def test_merged_cells_outside_the_table_do_not_matter(tmp_path):
    path = xlsx(tmp_path / "records.xlsx", memberships=GRID)
    book = load_workbook(path)
    book["memberships"].merge_cells("H20:J20")
    book.save(path)

    assert rows(path) == [(2, "2017-18", 100001, "member")]


def test_size_that_a_sheet_claims_is_not_believed(tmp_path):
    path = with_sheet(tmp_path, lambda xml: xml.replace('ref="A1:C2"', 'ref="A1:XFD1048576"'))

    assert rows(path) == [(2, "2017-18", 100001, "member")]


def test_styled_cells_without_values_around_the_table_do_not_matter(tmp_path):
    blanks = "".join(f'<row r="{n}"><c r="XFD{n}" s="0"/></row>' for n in range(3, 3000))
    path = with_sheet(tmp_path, lambda xml: xml.replace("</sheetData>", f"{blanks}</sheetData>"))

    assert rows(path) == [(2, "2017-18", 100001, "member")]


def test_value_far_from_the_table_is_told(tmp_path):
    far = '<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row>'
    path = with_sheet(tmp_path, lambda xml: xml.replace("</sheetData>", f"{far}</sheetData>"))

    assert told(imports.read(path)) == [
        (
            "memberships",
            None,
            "",
            "",
            "Values stand as far as cell XFD1048576. Delete what is below and beside the table.",
        )
    ]


def a_million_cells(xml):
    cells = "".join(f"<c><v>{n}</v></c>" for n in range(1_000_000))
    return xml.replace("</sheetData>", f'<row r="3">{cells}</row></sheetData>')


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            a_million_cells,
            "A sheet is larger than Excel itself makes one. Save only the tables in it.",
        ),
        (lambda xml: xml.replace("</sheetData>", '<row r="1048577"/></sheetData>'), DAMAGED),
        (lambda xml: xml.replace("</sheetData>", '<row r="-1"/></sheetData>'), DAMAGED),
        (lambda xml: xml.replace("</sheetData>", '<row r="1e999"/></sheetData>'), DAMAGED),
        (lambda xml: xml.replace("</sheetData>", '<row r="1"/></sheetData>'), DAMAGED),
        (lambda xml: xml.replace('r="B2"', 'r="ABCDE2"'), DAMAGED),
        (lambda xml: xml.replace("<v>100001</v>", "<v>one</v>"), DAMAGED),
        (lambda xml: xml[: len(xml) // 2], DAMAGED),
        (lambda xml: f'<!DOCTYPE x [<!ENTITY a "b">]>{xml}', DAMAGED),
        (
            lambda xml: xml.replace(
                "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                "http://purl.oclc.org/ooxml/spreadsheetml/main",
            ),
            "The workbook is saved as “Strict Open XML”. Open it in Excel and save it as “Excel Workbook (.xlsx)”.",
        ),
    ],
    ids=["million cells", "row", "negative", "infinite", "backwards", "column", "number", "half", "entity", "strict"],
)
def test_sheet_that_is_no_sheet_of_excels_is_refused(tmp_path, change, message):
    assert refusal(with_sheet(tmp_path, change)) == message


def test_workbook_without_its_parts_is_refused(tmp_path):
    path = zipped(tmp_path / "records.xlsx", {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})

    assert refusal(path) == DAMAGED


PK = b"PK\x03\x04"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7\n", f"This is a PDF. {WANTED}"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100,
            "This is an old Excel file (.xls), or one with a password. "
            "Open it in Excel and save it as “Excel Workbook (.xlsx)”, without a password.",
        ),
        (b"<html><table></table></html>", f"This is no spreadsheet. {WANTED}"),
        (random.Random(1).randbytes(5000), f"This is no spreadsheet. {WANTED}"),
        (PK + random.Random(2).randbytes(5000), BROKEN),
        (b"PK\x05\x06" + b"\0" * 18, NO_TABLE),
    ],
    ids=["empty", "pdf", "xls", "html", "random", "zip of nothing", "empty zip"],
)
def test_file_that_is_no_spreadsheet_is_refused(tmp_path, content, message):
    (tmp_path / "records.xlsx").write_bytes(content)

    assert refusal(tmp_path / "records.xlsx") == message


def test_path_that_does_not_exist_is_refused(tmp_path):
    assert refusal(tmp_path / "nowhere") == f"There is no file or folder {tmp_path / 'nowhere'}."


def test_folder_without_tables_is_refused(tmp_path):
    assert refusal(tmp_path) == NO_TABLE


def test_zip_without_tables_is_refused(tmp_path):
    assert refusal(zipped(tmp_path / "photos.zip", {"photo.jpg": b"\xff\xd8"})) == NO_TABLE


@pytest.mark.parametrize("name", ["word/document.xml", "xl/workbook.bin", "mimetype"])
def test_other_office_files_are_refused(tmp_path, name):
    assert refusal(zipped(tmp_path / "letter.zip", {"[Content_Types].xml": "", name: ""})) == (
        "This is another kind of file. If it is a spreadsheet, save it as “Excel Workbook (.xlsx)”."
    )


@pytest.mark.parametrize("form", ["xlsx", "zip"])
def test_file_cut_short_anywhere_is_refused(tmp_path, form):
    path = tmp_path / f"records.{form}"
    whole = (
        xlsx(path, memberships=GRID) if form == "xlsx" else zipped(path, {"memberships.csv": MEMBERSHIPS})
    ).read_bytes()

    for length in range(4, len(whole), max(1, len(whole) // 50)):
        path.write_bytes(whole[:length])
        assert refusal(path) == BROKEN


def test_file_with_any_byte_changed_is_read_or_refused(tmp_path):
    path = xlsx(tmp_path / "records.xlsx", memberships=GRID)
    whole, chance = path.read_bytes(), random.Random(3)

    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged)
        with suppress(FileRefused):
            imports.read(path)


def test_parts_with_any_letter_changed_are_read_or_refused(tmp_path):
    path = xlsx(tmp_path / "records.xlsx", memberships=GRID)
    archive = zipfile.ZipFile(path)
    parts = {name: archive.read(name) for name in archive.namelist()}
    archive.close()
    chance = random.Random(4)

    for _ in range(200):
        damaged = {name: bytearray(part) for name, part in parts.items()}
        part = damaged[chance.choice(list(parts))]
        part[chance.randrange(len(part))] = chance.choice(b"<>&\"'/x0 9-\xff")
        zipped(path, {name: bytes(part) for name, part in damaged.items()})
        with suppress(FileRefused):
            imports.read(path)


def test_zip_bomb_is_refused(tmp_path):
    path = zipped(tmp_path / "bomb.zip", {"memberships.csv": b"\0" * 50_000_000})

    assert path.stat().st_size < 100_000
    assert refusal(path) == TOO_LARGE


def test_bomb_in_a_workbook_is_refused(tmp_path):
    path = with_sheet(tmp_path, lambda xml: xml.replace("</sheetData>", f"{' ' * 30_000_000}</sheetData>"))

    assert refusal(path) == TOO_LARGE


def test_workbook_of_too_many_texts_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("spreadsheets.xlsx.MAX_TAGS", 10)

    assert refusal(xlsx(tmp_path / "records.xlsx", memberships=GRID)) == (
        "The workbook is larger than the portal can read. Save only the tables in it."
    )


def test_longest_texts_and_formulas_as_text_come_through_as_told(tmp_path):
    grid = [["slug", "name", "kind"], ["a", "x" * 30_000, "project"], ["b", "=cmd|'/c calc'!A1", "project"]]
    book = Workbook()
    book.active.title = "programmes"
    for row in grid:
        book.active.append(row)
    book.active["B3"].data_type = "s"
    content = io.BytesIO()
    book.save(content)
    (tmp_path / "records.xlsx").write_bytes(content.getvalue())

    result = imports.read(tmp_path / "records.xlsx")

    assert places(result) == [("programmes", 2, "name", "x" * 79 + "…")]
    assert [row.name for row in result.tables["programmes"].rows] == ["=cmd|'/c calc'!A1"]
