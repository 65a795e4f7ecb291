"""The forms in which an official file comes: text, Excel, OpenDocument, a zip; and files that are none of them."""

import hashlib
import io
import random
import zipfile
from contextlib import suppress

import pytest

from official.reading import files, grids
from official.reading.containers import WANTED
from official.reading.files import NOT_RECOGNISED
from spreadsheets.refusals import FileRefused
from tests.official.reading import reads, workbooks

BROKEN = "The file is damaged or incomplete. Save it again, or fetch it again."
SAMPLES = [reads.GIAS_2018, reads.LINKS, reads.OFSTED_2018, reads.STATISTICS, reads.OFSTED_2026]


def refusal(path):
    with pytest.raises(FileRefused) as refused:
        reads.read(path)
    return str(refused.value)


@pytest.fixture(params=["xlsx", "ods"])
def book(request, tmp_path):
    """Writes a workbook of the one kind or the other."""
    write = {"xlsx": workbooks.xlsx, "ods": workbooks.ods}[request.param]
    return lambda **sheets: write(tmp_path / f"x.{request.param}", **sheets)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem[:30])
@pytest.mark.parametrize("typed", [False, True], ids=["as text", "with types"])
def test_workbook_tells_what_the_text_tells(book, sample, typed):
    rows = reads.grid(sample)

    source, facts = reads.read(book(Sheet1=workbooks.typed(rows) if typed else rows))

    assert (reads.told(source), facts) == ([], reads.read(sample)[1])


def test_sheet_whose_headings_are_recognised_is_read_wherever_it_stands(book):
    rows = reads.grid(reads.OFSTED_2025)

    _, facts = reads.read(book(Contents=[["Contents"], ["Data"]], Empty=[], Data=[[], ["Title"], [], *rows]))

    assert facts == reads.read(reads.OFSTED_2025)[1]


def test_sheet_of_the_latest_inspections_goes_before_that_of_the_year(book):
    year = [reads.header("D1"), reads.row(reads.header("D1"), reads.OFSTED_ROW)]

    path = book(D1_In_year_inspections=year, D2_Most_recent_inspections=reads.grid(reads.OFSTED_2026))
    source, facts = reads.read(path)

    assert source.layout == "Ofsted latest inspections, report cards; in-year sheet not read"
    assert facts == reads.read(reads.OFSTED_2026)[1]


def test_two_sheets_of_the_same_kind_are_refused_by_name(book):
    rows = reads.grid(reads.LINKS)

    assert refusal(book(First=rows, Second=rows)) == (
        "Several official files are in it: First, Second. Choose one of them, and then the others."
    )


def test_blank_tails_of_thousands_of_rows_and_columns_change_nothing(book):
    rows = [[*row, *[None] * 2_000] for row in reads.grid(reads.LINKS)]

    source, facts = reads.read(book(Sheet1=[*rows, *[["", None, " "]] * 3_000]))

    assert (reads.told(source), facts) == ([], reads.read(reads.LINKS)[1])


def test_zip_is_read_with_a_folder_a_note_and_what_a_mac_adds(tmp_path):
    inner = "extract/edubasealldata20180831.csv"
    data = reads.GIAS_2018.read_bytes()
    path = workbooks.zipped(
        tmp_path / "extract.zip",
        {"extract/": "", inner: data, "readme.txt": "Read me", f"__MACOSX/{inner}": data, "extract/.DS_Store": "x"},
    )

    source, facts = reads.read(path)

    assert (source.name, str(source.as_at)) == ("edubasealldata20180831.csv", "2018-08-31")
    assert facts == reads.read(reads.GIAS_2018)[1]
    assert source.digest == hashlib.sha256(data).hexdigest() == reads.read(reads.GIAS_2018)[0].digest


def test_day_is_taken_from_the_zips_name_where_the_files_own_has_none(tmp_path):
    path = workbooks.zipped(tmp_path / "x.zip", {"links.csv": reads.LINKS.read_bytes()})

    assert str(reads.read(path, "links 2025-04-22.zip")[0].as_at) == "2025-04-22"


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_workbook_in_a_zip_is_read(tmp_path, form):
    write = {"xlsx": workbooks.xlsx, "ods": workbooks.ods}[form]
    inner = write(tmp_path / "inner", Sheet1=reads.grid(reads.LINKS))

    _, facts = reads.read(workbooks.zipped(tmp_path / "x.zip", {"links": inner.read_bytes()}))

    assert facts == reads.read(reads.LINKS)[1]


def test_zip_of_several_official_files_is_refused_by_name(tmp_path):
    path = workbooks.zipped(
        tmp_path / "x.zip", {"all.csv": reads.GIAS_2018.read_bytes(), "links.csv": reads.LINKS.read_bytes()}
    )

    assert refusal(path) == (
        "Several official files are in it: all.csv, links.csv. Choose one of them, and then the others."
    )


def test_one_official_file_among_others_is_found(tmp_path):
    others = {"photo.jpg": b"\xff\xd8\x81", "notes.pdf": b"%PDF-1.7", "pupils.csv": "name\nAnn\n", "empty.csv": ""}

    _, facts = reads.read(workbooks.zipped(tmp_path / "x.zip", {**others, "b.csv": reads.LINKS.read_bytes()}))

    assert facts == reads.read(reads.LINKS)[1]


def test_sheet_that_lacks_a_column_is_told_only_where_no_other_is_whole(book):
    lacking = [["URN", "LinkURN"], ["100001", "100002"]]

    assert reads.read(book(First=lacking, Second=reads.grid(reads.LINKS)))[1] == reads.read(reads.LINKS)[1]
    assert refusal(book(First=lacking, Second=[["Notes"]])) == (
        "This looks like GIAS’s file of links, but has no column for LinkType. "
        "Fetch the file again and leave its columns as they are."
    )


def test_zip_inside_a_zip_is_refused(tmp_path):
    inner = workbooks.zipped(tmp_path / "inner.zip", {"links.csv": reads.LINKS.read_bytes()})

    assert refusal(workbooks.zipped(tmp_path / "x.zip", {"inner.zip": inner.read_bytes()})) == (
        "There is a zip inside the zip. Unpack it first."
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty."),
        (
            b"\xd0\xcf\x11\xe0\xa1",
            "This is an old Excel file (.xls), or one with a password. Save it as .xlsx without one.",
        ),
        (b"%PDF-1.7", f"This is a PDF. {WANTED}"),
        (b"<!DOCTYPE html><html>", f"This is a web page. Download the file itself. {WANTED}"),
        (b"PK\x05\x06" + b"\0" * 18, f"There is no file in it. {WANTED}"),
        (b"PK\x03\x04" + random.Random(1).randbytes(500), BROKEN),
        (b"\x81\x8d" * 100, "This is not text that the portal can read. Save it from Excel as “CSV UTF-8”."),
        (b"URN,name\r\n100001,Ash\r\n", NOT_RECOGNISED),
        (b"URN,School name,Pupils,Attendance\r\n100001,Ash,200,95.1\r\n", NOT_RECOGNISED),
        (b"name,establishmentname,linkurn\r\n", NOT_RECOGNISED),
        (b"\n\n\n", NOT_RECOGNISED),
        (b"\0" * 1000, NOT_RECOGNISED),
        (
            b"URN,LinkURN,LinkName\r\n",
            "This looks like GIAS’s file of links, but has no column for LinkType. "
            "Fetch the file again and leave its columns as they are.",
        ),
    ],
    ids=[
        *("empty", "xls", "pdf", "html", "empty zip", "no zip", "no text", "two columns", "other table", "no urn"),
        *("blank lines", "nothing", "column missing"),
    ],
)
def test_what_is_no_official_file_is_refused(tmp_path, content, message):
    (tmp_path / "x.csv").write_bytes(content)

    assert refusal(tmp_path / "x.csv") == message


@pytest.mark.parametrize(
    "names", [["[Content_Types].xml", "word/document.xml"], ["mimetype"], ["xl/workbook.bin", "[Content_Types].xml"]]
)
def test_other_office_files_are_refused(tmp_path, names):
    assert refusal(workbooks.zipped(tmp_path / "x", dict.fromkeys(names, "x"))) == (
        f"This is another kind of file. {WANTED}"
    )


@pytest.mark.parametrize("form", ["xlsx", "ods", "zip"])
def test_file_cut_short_anywhere_is_refused(tmp_path, form):
    rows = reads.grid(reads.LINKS)[:10]
    write = {"xlsx": workbooks.xlsx, "ods": workbooks.ods}.get(form)
    text = "\r\n".join(",".join(row) for row in rows)
    whole = write(tmp_path / "x", Sheet1=rows) if write else workbooks.zipped(tmp_path / "x", {"x.csv": text})
    data = whole.read_bytes()

    for length in range(4, len(data), max(1, len(data) // 25)):
        whole.write_bytes(data[:length])
        assert refusal(whole) == BROKEN


def test_workbook_with_any_byte_changed_is_read_or_refused(book):
    path = book(Sheet1=reads.grid(reads.LINKS)[:10])
    data, chance = path.read_bytes(), random.Random(3)

    for _ in range(150):
        damaged = bytearray(data)
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged)
        with suppress(FileRefused):
            reads.read(path)


def test_zip_bomb_is_refused(tmp_path):
    path = workbooks.zipped(tmp_path / "x.zip", {"x.csv": b"URN," * 20_000_000})

    assert path.stat().st_size < 200_000
    assert refusal(path) == "The file unpacks to more than the portal can read (400 MB)."


def test_headings_alone_give_nothing_and_no_problem(tmp_path):
    path = reads.written(tmp_path / "x.csv", reads.grid(reads.OFSTED_2026)[:3])

    source, facts = reads.read(path)

    assert (facts, source.rows_read, source.problem_count) == ([], 0, 0)


def test_row_of_a_million_columns_is_refused_wherever_it_stands(tmp_path):
    rows = reads.grid(reads.LINKS)
    for n, lines in enumerate([[*rows, ["1"] * 1_000_000], [["x"] * 1_000_000, *rows]]):
        path = reads.written(tmp_path / f"{n}.csv", lines)

        assert refusal(path) == (
            f"Row {(len(rows) + 1, 1)[n]:,} is longer than any row of an official file. Fetch the file again."
        )


def test_row_of_a_million_columns_in_excels_file_is_refused(tmp_path):
    path = workbooks.xlsx(tmp_path / "x.xlsx", Sheet1=reads.grid(reads.LINKS))
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    cells = "".join(f"<c><v>{n}</v></c>" for n in range(1_000_000))  # of one number alone it would be a bomb
    parts[sheet] = parts[sheet].replace(b"</sheetData>", f'<row r="900">{cells}</row></sheetData>'.encode())
    workbooks.zipped(path, parts)

    assert refusal(path) == "A sheet is larger than Excel itself makes one. Save only the tables in it."


def test_formula_without_a_result_is_refused(tmp_path):
    path = workbooks.xlsx(tmp_path / "x.xlsx", Sheet1=[*reads.grid(reads.LINKS), ["=100000+1", "=100000+2"]])

    assert refusal(path) == (
        "The sheet “Sheet1” has formulas whose results are not in the file. "
        "Open it in Excel and save it, or fetch the file again."
    )


def test_unclosed_quotation_mark_is_refused_where_it_stands(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(reads.LINKS.read_bytes() + b'100001,100002,"Ash' + b"\r\nx" * 200_000)

    assert refusal(path) == (
        "Row 86 cannot be read: a quotation mark opens a cell and does not close it. Fetch the file again."
    )


def test_facts_of_another_kind_are_not_given():
    with files.opened(reads.LINKS, "x.csv") as source, pytest.raises(TypeError):
        next(source.establishments())


def test_no_fact_is_given_out_before_the_whole_table_was_found_sound(tmp_path, monkeypatch):
    monkeypatch.setattr(grids, "MAX_RECORD", 300)
    path = reads.written(tmp_path / "x.csv", [*reads.grid(reads.LINKS), ["x" * 400]])

    with files.opened(path, "x.csv") as source, pytest.raises(FileRefused):
        next(source.links())
