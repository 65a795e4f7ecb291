"""Reading a list into a register: what is read, whom it means, what is asked, and that it is done as shown or not."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from programmes.models import Attendance, Participant
from programmes.registers import list_reading
from schools.models import Contact
from tests.factories import AttendanceFactory, ContactFactory, SchoolFactory
from tests.programmes.registering import HEADED, apply, confirm, marks_of, read, said

pytestmark = pytest.mark.django_db


def matched(answer):
    """Line, whom it was matched to, and what their mark would be."""
    return [(step.line.number, str(step.known), step.before, step.after) for step in answer.context["plan"].matched]


def asked(answer):
    return {step.line.said.name: [o.words for o in step.offers] for step in answer.context["plan"].unmatched}


def problems(answer):
    return [(problem.number, problem.value, problem.advice) for problem in answer.context["plan"].problems]


def upload(content, name="list.csv"):
    return SimpleUploadedFile(name, content)


def workbook(*rows):
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


# What is read


def lines(text):
    return [(line.number, *vars(line.said).values(), line.mark) for line in list_reading.parse(text)[0]]


ANN, BOB = ("Ann Lee", "ann@elm.example", "Elm", "attended"), ("Bob Ray", "", "Oak Park", "absent")


@pytest.mark.parametrize(
    "text",
    [
        "Name\tE-mail\tSchool\tAttended\nAnn Lee\tANN@elm.example\tElm\tYes\nBob Ray\t\tOak Park\tNo",
        "School;Surname;First name;Present;Email\nElm;Lee;Ann;x;ann@elm.example\nOak Park;Ray;Bob;absent;",
        'name,email,organisation,status\n"Lee, Ann",ann@elm.example,Elm,attended\nBob  Ray,,Oak Park,did not attend\n',
        "Ann Lee\tann@elm.example\tElm\tyes\nBob Ray\t\tOak Park\tabsent",
        "ann@elm.example,Ann Lee,Elm,1\r\nBob Ray,Oak Park,n\r\n",
        "\ufeffName\tE-mail\tSchool\tAttended\nAnn Lee\tann@elm.example\tElm\ty\nBob Ray\t\tOak Park\t0",
    ],
    ids=["from Excel", "semicolons, two names", "commas", "no headings", "no headings, address first", "marked UTF-8"],
)
def test_a_list_is_read_however_its_columns_stand(text):
    assert [line[1:] for line in lines(text)] == [ANN, BOB]


def test_names_alone_are_a_list_and_were_all_there():
    assert lines("Ann Lee\n\nBob Ray\n") == [
        (1, "Ann Lee", "", "", "attended"),
        (3, "Bob Ray", "", "", "attended"),
    ]


def test_a_line_knows_its_number_also_after_a_cell_of_several_lines():
    assert [line[0] for line in lines('Name\tSchool\n"Ann\nLee"\tElm\nBob\tElm')] == [2, 4]


@pytest.mark.parametrize(
    ("word", "mark"),
    [("Apologies", "excused"), ("EXCUSED", "excused"), ("✓", "attended"), ("FALSE", "absent"), ("", "")],
)
def test_words_of_attendance_are_understood(word, mark):
    assert lines(f"Name\tSchool\tAttended\nAnn Lee\tElm\t{word}") == [(2, "Ann Lee", "", "Elm", mark)]


def test_a_workbook_is_read_by_its_first_sheet_with_anything_in_it():
    book, out = Workbook(), io.BytesIO()
    sheet = book.create_sheet("List")
    sheet.append(["Name", "E-mail", "School", "Attended"])
    sheet.append(["Ann Lee", "ann@elm.example", 100955, True])
    sheet.append([None, None, None, None])
    sheet.append(["Bob Ray", None, "Oak Park", "=1+1"])
    book.save(out)

    assert lines(list_reading.text_of(out.getvalue())) == [
        (2, "Ann Lee", "ann@elm.example", "100955", "attended"),
        (3, "Bob Ray", "", "Oak Park", ""),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_in_whichever_encoding(encoding):
    assert lines(list_reading.text_of("Name\tSchool\nZoë\tElm".encode(encoding)))[0][1] == "Zoë"


# Whom it means


def test_lines_are_matched_by_address_then_by_name_and_school(staff, session, join, elm, oak):
    join("Ann Lee", elm, email="ann@elm.example")
    bob = join("Bob Ray", oak)
    AttendanceFactory(session=session, participant=bob, mark="absent")
    ContactFactory(name="Cat Day", school=elm)
    ContactFactory(name="Bob Ray", school=elm)

    text = HEADED + "A. Lee\tANN@elm.example\tOak Park\tyes\nbob  ray\t\toak park\tyes\nCat Day\t\t100955\texcused"
    answer = read(staff, session, text)

    assert matched(answer) == [
        (2, "Ann Lee, Elm", "", "attended"),
        (3, "Bob Ray, Oak Park", "absent", "attended"),
        (4, "Cat Day, Elm", "", "excused"),
    ]
    assert asked(answer) == {}
    assert (Participant.objects.count(), Attendance.objects.count()) == (2, 1)  # reading writes nothing


def test_applied_it_marks_and_puts_on_the_run_and_read_again_changes_nothing(staff, session, join, elm, oak):
    ann, bob = join("Ann Lee", elm), join("Bob Ray", oak)
    AttendanceFactory(session=session, participant=bob, mark="absent", marked_from="register")
    ContactFactory(name="Cat Day", school=elm)
    text = (
        HEADED
        + "Ann Lee\t\tElm\tyes\nBob Ray\t\tOak Park\tno\nCat Day\t\tElm\tapologies\nDan New\td@elm.example\tElm\tyes"
    )

    answer = apply(staff, session, text)

    assert said(answer) == ["Applied: 3 marks, 2 people put on the run."]
    assert marks_of(session) == [
        ("Ann Lee", "attended", "list"),
        ("Bob Ray", "absent", "register"),
        ("Cat Day", "excused", "list"),
        ("Dan New", "attended", "list"),
    ]
    dan = Contact.objects.get(name="Dan New")
    assert (dan.email, dan.school, dan.took_part.get().school) == ("d@elm.example", elm, elm)
    before = list(Attendance.objects.order_by("pk").values())
    again = read(staff, session, text)
    assert again.context["plan"].is_empty
    assert said(confirm(staff, session, again)) == ["The register says all of this already. Nothing was left to write."]
    assert list(Attendance.objects.order_by("pk").values()) == before
    assert (Contact.objects.count(), Participant.objects.count()) == (4, 4)
    assert ann in Participant.objects.all()


def test_apply_pressed_twice_writes_once(staff, session, elm):
    shown = read(staff, session, HEADED + "Ann Lee\t\tElm\tyes\nBob Ray\t\tElm\tyes")

    confirm(staff, session, shown)
    again = confirm(staff, session, shown)

    assert (again.status_code, Contact.objects.count(), Attendance.objects.count()) == (302, 2, 2)


def test_unmatched_lines_are_asked_about(staff, session, join, elm, oak):
    join("Anne Lee", elm)
    ContactFactory(name="Ann Lee", school=oak)

    answer = read(
        staff, session, HEADED + "Ann Lee\t\tElm\tyes\nBob Ray\t\tOke Park\tyes\nCat Day\t\tElm\tyes\nDan\t\t\tyes"
    )

    out = "Leave this one out"
    assert asked(answer) == {
        "Ann Lee": ["Anne Lee, Elm", "Ann Lee, Oak Park", "A new person at Elm", out],
        "Bob Ray": ["A new person at Oak Park", "A new person of no school", out],
        "Cat Day": ["A new person at Elm", out],
        "Dan": ["A new person of no school", out],
    }
    assert [step.line.said.name for step in answer.context["plan"].unmatched if step.is_open] == [
        "Ann Lee",
        "Bob Ray",
        "Dan",
    ]


def test_answers_are_applied(staff, session, join, elm, oak):
    anne = join("Anne Lee", elm)
    text = HEADED + "Ann Lee\t\tElm\tyes\nBob Ray\t\tOke Park\tabsent\nCat Day\t\tElm\tyes\nDan\t\t\tyes"

    apply(
        staff,
        session,
        text,
        **{"Ann Lee": f"contact-{anne.contact_id}", "Bob Ray": f"new-school-{oak.pk}", "Cat Day": "out", "Dan": "new"},
    )

    assert marks_of(session) == [
        *(("Anne Lee", "attended", "list"), ("Bob Ray", "absent", "list"), ("Dan", "attended", "list"))
    ]
    assert [person.school for person in Participant.objects.order_by("contact__sort_name")] == [elm, oak, None]


def test_an_undecided_line_stops_all_and_answers_are_kept(staff, session, join, elm):
    join("Anne Lee", elm)
    join("Bobb Ray", elm)
    shown = read(staff, session, HEADED + "Ann Lee\t\tElm\tyes\nBob Ray\t\tElm\tyes")

    answer = confirm(staff, session, shown, **{"Ann Lee": "out"})

    assert answer.status_code == 409
    assert "say of each line marked below who it is" in answer.content.decode()
    assert [step.chosen for step in answer.context["plan"].unmatched] == ["out", ""]
    assert Attendance.objects.count() == 0


@pytest.mark.parametrize("value", ["contact-999999", "new-school-0", "x" * 5000, "\0", "<b>"])
def test_an_invented_answer_is_no_answer(staff, session, join, elm, value):
    join("Anne Lee", elm)
    stranger = ContactFactory(name="Somebody Else")

    answer = apply(staff, session, HEADED + "Ann Lee\t\tElm\tyes", **{"Ann Lee": value})

    assert (answer.status_code, stranger.took_part.count(), Attendance.objects.count()) == (409, 0, 0)


def test_a_school_named_beside_a_line_is_looked_for_and_kept(staff, session, elm):
    text = HEADED + "Ann Lee\t\tThe big one\tyes"
    key = read(staff, session, text).context["plan"].unmatched[0].line.key

    shown = read(staff, session, text, **{f"school-{key}": "Elm"})
    confirm(staff, session, shown)

    assert asked(shown) == {"Ann Lee": ["A new person at Elm", "Leave this one out"]}
    assert Participant.objects.get().school == elm


def test_what_changed_meanwhile_is_shown_again_and_nothing_written(staff, session, join, elm):
    ann = join("Ann Lee", elm)
    shown = read(staff, session, HEADED + "Ann Lee\t\tElm\tyes\nBob Ray\t\tElm\tyes")
    AttendanceFactory(session=session, participant=ann, mark="absent")

    answer = confirm(staff, session, shown, **{"Bob Ray": "out"})

    assert answer.status_code == 409
    assert "changed since it was read" in answer.content.decode()
    assert matched(answer) == [(2, "Ann Lee, Elm", "absent", "attended")]
    assert [step.chosen for step in answer.context["plan"].unmatched] == ["out"]
    assert marks_of(session) == [("Ann Lee", "absent", "register")]
    confirm(staff, session, answer)
    assert marks_of(session) == [("Ann Lee", "attended", "list")]


def test_a_list_changed_on_the_form_is_shown_before_it_is_applied(staff, session, elm):
    shown = read(staff, session, HEADED + "Ann Lee\t\tElm\tyes")

    answer = read(
        staff, session, HEADED + "Bob Ray\t\tElm\tyes", apply="1", fingerprint=shown.context["plan"].fingerprint
    )

    assert (answer.status_code, Contact.objects.count()) == (409, 0)


def test_the_same_person_twice_in_a_list_is_one(staff, session, join, elm):
    join("Ann Lee", elm, email="ann@elm.example")
    text = HEADED + "Ann Lee\t\tElm\tyes\nA Lee\tann@elm.example\t\tyes\nNew One\t\tElm\tyes\nNew One\t\tElm\tyes"

    apply(staff, session, text)

    assert [row[:2] for row in marks_of(session)] == [("Ann Lee", "attended"), ("New One", "attended")]


def test_lines_that_contradict_each_other_are_a_problem(staff, session, join, elm):
    join("Ann Lee", elm)

    answer = read(staff, session, HEADED + "Ann Lee\t\tElm\tyes\nann lee\t\tElm\tno")

    assert problems(answer) == [(3, "ann lee", "Line 2 says otherwise of the same person. Keep one of the two.")]


def test_a_line_that_says_nothing_of_attendance_leaves_the_mark(staff, session, join, elm):
    ann = join("Ann Lee", elm)
    AttendanceFactory(session=session, participant=ann, mark="excused")

    apply(staff, session, HEADED + "Ann Lee\t\tElm\t\nBob Ray\t\tElm\t")

    assert [row[:2] for row in marks_of(session)] == [("Ann Lee", "excused")]
    assert Participant.objects.count() == 2


def test_before_its_day_people_are_put_on_the_run_and_only_the_excused_marked(staff, session, elm):
    session.held_on = timezone.localdate() + timedelta(days=1)
    session.save()

    apply(staff, session, HEADED + "Ann Lee\t\tElm\tyes\nBob Ray\t\tElm\tapologies\nCat Day\t\tElm\tno")

    assert [row[:2] for row in marks_of(session)] == [("Bob Ray", "excused")]
    assert Participant.objects.count() == 3


def test_a_cancelled_session_takes_no_list(staff, session, elm):
    shown = read(staff, session, HEADED + "Ann Lee\t\tElm\tyes")
    session.is_cancelled = True
    session.save()

    assert read(staff, session, HEADED + "Ann Lee\t\tElm\tyes").status_code == 409
    assert confirm(staff, session, shown).status_code == 409
    assert Contact.objects.count() == 0


# Bad input


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Paste the list, or choose a file."),
        (" \n\t\n", "Paste the list, or choose a file."),
        ("Name\tSchool\n", "There is nobody in this list."),
        ("School\tE-mail\nElm\tann@elm.example", "No column is headed Name."),
        ("x" * 100_001, "A list has at most 100,000 letters, and this has 100,001. Read it in parts."),
        ("Ann\n" * 5000, "A list has at most 450 lines, and this has 5,000. Read it in parts."),
        ("Ann\0Lee", "Null characters are not allowed."),
    ],
)
def test_a_list_that_cannot_be_read_is_told_so_by_its_field(staff, session, text, words):
    answer = read(staff, session, text)

    [said_by_field] = answer.context["form"].errors["text"]
    assert answer.status_code == 422
    assert said_by_field.startswith(words)
    assert answer.context["form"]["text"].value() == text


@pytest.mark.parametrize(
    ("line", "value", "advice"),
    [
        ("\tann@elm.example\tElm\tyes", "", "There is no name in this line."),
        ("…\t\tElm\tyes", "…", "Write a name, in the letters of English."),
        (f"{'x' * 201}\t\tElm\tyes", "x" * 100, "This is longer than 200 letters."),
        ("Ann\tann at elm\tElm\tyes", "ann at elm", "This is no e-mail address."),
        (f"Ann\t{'x' * 250}@elm.example\tElm\tyes", "x" * 100, "This is longer than 254 letters."),
        (f"Ann\t\t{'x' * 201}\tyes", "x" * 100, "This is longer than 200 letters."),
        ("Ann\t\tElm\tperhaps", "perhaps", "Write attended, absent or excused."),
    ],
)
def test_what_is_wrong_is_said_of_its_line_and_nothing_can_be_applied(staff, session, elm, line, value, advice):
    text = f"{HEADED}Bob Ray\t\tElm\tyes\n{line}"

    shown = read(staff, session, text)

    assert problems(shown) == [(3, value, advice)]
    assert shown.context["form"]["text"].value() == text
    assert (confirm(staff, session, shown).status_code, Contact.objects.count()) == (409, 0)


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '=HYPERLINK("x")', "+44", "Robert'); drop table--"])
def test_hostile_names_are_kept_as_they_are_and_run_nowhere(staff, session, elm, name):
    answer = read(staff, session, f"{HEADED}{name}\t\tElm\tyes")
    confirm(staff, session, answer)

    assert "<script>alert" not in answer.content.decode()
    assert Contact.objects.get().name == name


def zipped(**entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


LARGE = "The workbook is larger than a list of people. Save only the list in it."
DAMAGED = "The workbook cannot be read. Open it in Excel and save it as “Excel Workbook (.xlsx)”."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (
            b"\x89PNG\r\n\x1a\n\0\0",
            "This is no list that the portal can read. It reads Excel workbooks (.xlsx) and .csv files.",
        ),
        (
            b"%PDF-1.7\n\x00\x01",
            "This is no list that the portal can read. It reads Excel workbooks (.xlsx) and .csv files.",
        ),
        (
            b"\xd0\xcf\x11\xe0old",
            "This is an old Excel file (.xls), or one with a password. Save it as .xlsx without a password.",
        ),
        (b"PK\x03\x04broken", DAMAGED),
        (zipped(word__document="<w/>"), DAMAGED),
        (zipped(bomb="0" * 13_000_000), LARGE),
        (zipped(**{f"part{n}": "" for n in range(501)}), LARGE),
        (b"x" * (2 * 1024 * 1024 + 1), "The file is larger than 2 MB. Save only the list in it."),
        (workbook([]), "The workbook is empty."),
    ],
    ids=["empty", "picture", "PDF", "old Excel", "damaged", "no workbook", "bomb", "many parts", "large", "blank"],
)
def test_a_file_that_is_no_list_is_told_so_by_its_field(staff, session, content, words):
    answer = read(staff, session, file=upload(content))

    assert (answer.status_code, answer.context["form"].errors["file"]) == (422, [words])


def test_a_workbook_with_entities_is_not_expanded(staff, session):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>'
    book = workbook(["Name"], ["Ann"])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            after.writestr(name, bomb if name == "xl/workbook.xml" else before.read(name))

    answer = read(staff, session, file=upload(out.getvalue(), "list.xlsx"))

    assert answer.context["form"].errors["file"] == [DAMAGED]


def test_a_sheet_that_goes_on_for_ever_is_read_as_far_as_a_list_may(staff, session):
    book = workbook(["Name"], *(["Ann"] for _ in range(2000)))

    answer = read(staff, session, file=upload(book, "list.xlsx"))

    assert answer.context["form"].errors["text"] == [
        "A list has at most 450 lines, and this has 470. Read it in parts."
    ]


def test_an_uploaded_list_stands_in_the_box_to_be_mended(staff, session, elm):
    shown = read(staff, session, file=upload(workbook(["Name", "School"], ["Ann Lee", "Elm"]), "list.xlsx"))

    assert shown.context["form"]["text"].value() == "Name\tSchool\nAnn Lee\tElm\n"
    confirm(staff, session, shown)
    assert marks_of(session) == [("Ann Lee", "attended", "list")]


# What it costs


def test_a_list_of_many_costs_no_more_queries_than_one(staff, session, join, elm, django_assert_num_queries):
    def text(count):
        people = (f"Person {n}\tp{n}@elm.example\tElm\tyes" for n in range(count))
        return HEADED + "\n".join([*people, "Misspelt\t\tElmm\tyes"])

    SchoolFactory(name="Elms")
    with django_assert_num_queries(10):
        one = read(staff, session, text(1))
    with django_assert_num_queries(10):
        many = read(staff, session, text(50))
    with django_assert_num_queries(20):
        confirm(staff, session, many, Misspelt="out")
    assert len(one.context["plan"].steps) == 2
    assert Attendance.objects.count() == 50


def test_the_longest_list_can_be_answered_in_one_form(staff, session):
    shown = read(staff, session, "Name\tSchool\n" + "\n".join(f"Person {n:03}\tNowhere {n}" for n in range(450)))

    fields = shown.content.decode().count("<select") + shown.content.decode().count("<input")

    assert len(shown.context["plan"].unmatched) == 450
    assert fields < 1000
