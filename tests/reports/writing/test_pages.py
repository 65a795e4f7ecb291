"""The pages on which a report is written, by who may write it."""

import datetime
import html
import re

import pytest
from django.urls import reverse

from accounts.permissions import Role
from reports.dates import ReportDates
from reports.models import Quote, Report, ReportSection, RowNote, SectionReader
from reports.writing import actions
from tests.factories import YEAR, MembershipFactory, SchoolFactory, UserFactory, VisitFactory
from thep.versions import version_of

VISITED = f"visits.{YEAR.slug}.all.schools"
WRITTEN = ("title", "text", "is_shown")


@pytest.fixture
def staff(client, db):
    client.force_login(UserFactory(name="Sam Staff"))
    return client


@pytest.fixture
def other(db):
    return UserFactory(name="Olive Other")


@pytest.fixture
def report(db) -> Report:
    VisitFactory(school=SchoolFactory(name="Elm"), visited_on=datetime.date(2018, 3, 1))
    MembershipFactory(school=SchoolFactory(name="Oak"))
    return actions.begin(dates=ReportDates(YEAR, YEAR, datetime.date(2018, 7, 31)), by=None)


@pytest.fixture
def foreword(report) -> ReportSection:
    return report.sections.get(title="Foreword")


def at(name: str, *numbers: int) -> str:
    return reverse(f"report-{name}", args=[YEAR, *numbers])


def typed(section: ReportSection, **more: str) -> dict[str, str]:
    return {"title": section.title, "text": "", "is_shown": "on", "opened_with": version_of(section, WRITTEN)} | more


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_report_nobody_has_begun_is_begun_with_one_press_and_once(staff):
    assert "Nobody has begun to write it yet." in words(staff.get(at("draft")))
    for _ in range(2):
        assert staff.post(at("begin")).url == at("draft")
    assert Report.objects.count() == 1


def test_the_draft_lists_its_sections_in_their_order_and_what_is_printed_of_each(staff, report):
    report.sections.filter(figures="visits").update(is_shown=False)
    page = staff.get(at("draft"))
    told = {part.section.title: (part.is_empty, part.section.is_shown) for part, _ in page.context["parts"]}
    assert [*told][:3] == ["Foreword", "The director’s report", "Membership"]
    assert (told["Foreword"], told["Membership"], told["Visits to schools"]) == (
        (True, True),
        (False, True),
        (False, False),
    )


def test_each_section_leads_to_its_page_and_its_buttons_to_what_they_do(staff, report, foreword):
    """All buttons belong to one form, which carries the token once."""
    page = words(staff.get(at("draft")))
    (line,) = re.findall(rf'<li id="section-{foreword.pk}".*?</li>', page)
    assert f'<a href="{at("section", foreword.pk)}">Foreword</a>' in line
    assert re.findall(r'<button [^>]*form="(\w+)" formaction="([^"]*)" name="(\w+)" value="(\w+)"', line) == [
        ("order", at("section-move", foreword.pk), "to", "2"),
        ("order", at("section-printed", foreword.pk), "printed", "no"),
    ]
    tokens = re.findall(r'<form id="order" method="post"><input type="hidden" name="(\w+)"', page)
    assert tokens == ["csrfmiddlewaretoken"]


def test_a_draft_asks_as_much_whatever_the_checks_find(staff, report, django_assert_num_queries):
    """What the checks know is stored with the names of the schools, and no table is laid out for a list of sections."""
    staff.get(at("draft"))
    with django_assert_num_queries(11):
        staff.get(at("draft"))
    for _ in range(3):
        SchoolFactory(phase=None)
    staff.get(at("draft"))
    with django_assert_num_queries(11):
        staff.get(at("draft"))


def test_sections_are_moved_left_out_added_and_removed(staff, report, foreword):
    staff.post(at("section-move", foreword.pk), {"to": "2"})
    foreword.refresh_from_db()
    assert foreword.position == 2
    staff.post(at("section-printed", foreword.pk), {"printed": "no"})
    foreword.refresh_from_db()
    assert foreword.is_shown is False
    added = staff.post(at("section-add"), {"title": "Looking ahead"})
    assert added.url == at("section", report.sections.get(title="Looking ahead").pk)
    staff.post(at("section-remove", foreword.pk))
    assert report.sections.filter(pk=foreword.pk).exists() is False


@pytest.mark.parametrize("to", ["", "first", None])
def test_a_place_that_is_none_moves_nothing(staff, foreword, to):
    answer = staff.post(at("section-move", foreword.pk), {} if to is None else {"to": to})
    foreword.refresh_from_db()
    assert (answer.status_code, foreword.position) == (404, 1)


def test_a_section_without_a_name_is_not_added(staff, report):
    before = report.sections.count()
    answer = staff.post(at("section-add"), {"title": " "})
    assert (answer.status_code, report.sections.count()) == (422, before)
    assert "Name it." in words(answer)


def test_title_and_dates_are_changed_and_every_figure_is_of_them(staff, report):
    form = staff.get(at("draft")).context["form"]
    sent = {"title": "Our year", "membership_year": "2018-19", "as_at": "2018-06-30"}
    staff.post(at("dates"), {**sent, "opened_with": form["opened_with"].value()})
    report.refresh_from_db()
    assert (report.title, report.dates) == ("Our year", ReportDates(YEAR, YEAR + 1, datetime.date(2018, 6, 30)))


@pytest.mark.parametrize(("field", "value"), [("as_at", "soon"), ("as_at", "1066-10-14"), ("membership_year", "2018")])
def test_dates_that_are_none_change_nothing_and_what_was_typed_stands(staff, report, field, value):
    sent = {"title": "Our year", "membership_year": "2018-19", "as_at": "2018-06-30", field: value}
    answer = staff.post(at("dates"), sent)
    report.refresh_from_db()
    assert (answer.status_code, report.title) == (422, "End-of-year report 2017–18")
    assert "Our year" in words(answer)


def test_words_are_saved_with_their_live_figures(staff, foreword):
    text = f"We visited {{{{ {VISITED} }}}} school."
    assert staff.post(at("section", foreword.pk), typed(foreword, text=text)).url == at("draft")
    foreword.refresh_from_db()
    assert foreword.text == text
    assert f'data-figure="{VISITED}" data-value="1"' in words(staff.get(at("preview")))


def test_a_live_figure_that_is_none_is_told_and_nothing_typed_is_lost(staff, foreword):
    answer = staff.post(at("section", foreword.pk), typed(foreword, text="We visited {{ visits.2017-18.all.school }}."))
    foreword.refresh_from_db()
    assert (answer.status_code, foreword.text) == (422, "")
    assert f"Did you mean “{VISITED}”?" in words(answer)
    assert "We visited {{ visits.2017-18.all.school }}." in words(answer)


def test_html_in_words_is_printed_as_it_was_typed(staff, foreword):
    staff.post(at("section", foreword.pk), typed(foreword, text="<script>alert(1)</script> & <b>bold</b>"))
    page = words(staff.get(at("preview")))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;bold&lt;/b&gt;" in page
    assert "<script>alert" not in page


def test_what_somebody_else_wrote_meanwhile_is_shown_before_it_is_written_over(staff, foreword):
    sent = typed(foreword, text="Mine.")
    ReportSection.objects.filter(pk=foreword.pk).update(text="Theirs.")
    answer = staff.post(at("section", foreword.pk), sent)
    foreword.refresh_from_db()
    assert (answer.status_code, foreword.text) == (422, "Theirs.")
    assert "Theirs." in words(answer)
    again = answer.context["form"]["opened_with"].value()
    staff.post(at("section", foreword.pk), {**sent, "opened_with": again})
    foreword.refresh_from_db()
    assert foreword.text == "Mine."


def test_what_is_typed_is_kept_as_it_is_typed_and_its_problems_told(staff, foreword):
    sent = {"title": "Foreword", "text": "We visited {{ vis", "version": version_of(foreword, WRITTEN)}
    answer = staff.post(at("section-autosave", foreword.pk), sent)
    foreword.refresh_from_db()
    assert foreword.text == "We visited {{ vis"
    assert answer.json()["problems"] == ["We visited {{ vis: A live figure stands between {{ and }}, on one line."]
    assert answer.json()["version"] == version_of(foreword, WRITTEN)


def test_keeping_writes_over_nobody(staff, foreword):
    sent = {"title": "Foreword", "text": "Mine.", "version": version_of(foreword, WRITTEN)}
    ReportSection.objects.filter(pk=foreword.pk).update(text="Theirs.")
    answer = staff.post(at("section-autosave", foreword.pk), sent)
    foreword.refresh_from_db()
    assert (answer.status_code, foreword.text) == (409, "Theirs.")


@pytest.mark.parametrize("wrong", [{"title": " "}, {"title": "x" * 201}, {"text": "x" * 60_001}])
def test_what_is_no_section_is_not_kept(staff, foreword, wrong):
    sent = {"title": "Foreword", "text": "Mine.", "version": version_of(foreword, WRITTEN)} | wrong
    answer = staff.post(at("section-autosave", foreword.pk), sent)
    foreword.refresh_from_db()
    assert (answer.status_code, foreword.text) == (422, "")


def test_who_else_has_a_section_open_is_said(staff, client, foreword, other):
    staff.post(at("section-autosave", foreword.pk))
    client.force_login(other)
    assert client.post(at("section-autosave", foreword.pk)).json() == {"readers": ["Sam Staff"]}
    assert "Sam Staff has this section open too." in words(client.get(at("section", foreword.pk)))
    SectionReader.objects.update(seen_at=datetime.datetime(2018, 1, 1, tzinfo=datetime.UTC))
    assert client.post(at("section-autosave", foreword.pk)).json() == {"readers": []}


def keep(staff, foreword, text):
    foreword.refresh_from_db()
    sent = {"title": "Foreword", "text": text, "version": version_of(foreword, WRITTEN)}
    return staff.post(at("section-autosave", foreword.pk), sent).json()


def test_keeping_says_how_the_words_are_printed_and_each_number_leads_to_its_rows(staff, foreword):
    look = keep(staff, foreword, f"# Thanks\n\nTo **all** <b>{{{{ {VISITED} }}}}</b>.")["look"]
    assert "<h3>Thanks</h3><p>To <strong>all</strong> &lt;b&gt;<a" in look
    (address,) = re.findall(r'href="([^"]+)"', look)
    assert f'data-figure="{VISITED}" data-value="1"' in words(staff.get(html.unescape(address)))
    assert keep(staff, foreword, " ")["look"] == ""


def test_a_note_stands_in_the_portals_place_until_it_is_emptied(staff, report):
    membership = report.sections.get(figures="membership")
    key = "membership.1.primary-text"
    assert "The portal’s own: " in words(staff.get(at("section-notes", membership.pk)))
    staff.post(at("section-notes", membership.pk), {key: "Oak has joined."})
    assert list(RowNote.objects.values_list("line", "text")) == [("membership.1.primary", "Oak has joined.")]
    assert "Oak has joined." in words(staff.get(at("preview")))
    staff.post(at("section-notes", membership.pk), {key: ""})
    assert RowNote.objects.count() == 0


def test_a_note_with_a_live_figure_that_is_none_saves_no_note_at_all(staff, report):
    membership = report.sections.get(figures="membership")
    sent = {"membership.1.primary-text": "{{ nothing }}", "membership.1.nursery-text": "Fine."}
    answer = staff.post(at("section-notes", membership.pk), sent)
    assert (answer.status_code, RowNote.objects.count()) == (422, 0)
    assert "Fine." in words(answer)


def test_a_section_of_words_has_no_notes(staff, foreword):
    assert staff.get(at("section-notes", foreword.pk)).status_code == 404


def test_a_quote_is_printed_with_consent_alone_and_added_once(staff, foreword):
    said = {"words": "It helped.", "role": "Headteacher", "phase": "primary", "source": "survey"}
    for _ in range(2):
        staff.post(at("quote-add", foreword.pk), said)
    quote = Quote.objects.get()
    assert "It helped." not in words(staff.get(at("preview")))
    opened = staff.get(at("quote", foreword.pk, quote.pk)).context["form"]["opened_with"].value()
    agreed = {"has_consent": "on", "consent_note": "By e-mail.", "opened_with": opened}
    staff.post(at("quote", foreword.pk, quote.pk), said | agreed)
    page = words(staff.get(at("preview")))
    assert ("It helped." in page, "Primary headteacher" in page, "By e-mail." in page) == (True, True, False)
    staff.post(at("quote-remove", foreword.pk, quote.pk))
    assert Quote.objects.count() == 0


def test_consent_says_how_it_was_given(staff, foreword):
    answer = staff.post(at("quote-add", foreword.pk), {"words": "It helped.", "has_consent": "on"})
    assert (answer.status_code, Quote.objects.count()) == (422, 0)
    assert "Say how consent was given" in words(answer)


def test_earlier_words_are_put_back(staff, foreword):
    for text in ("First.", "Second."):
        foreword.refresh_from_db()
        staff.post(at("section", foreword.pk), typed(foreword, text=text))
    versions = staff.get(at("section-versions", foreword.pk)).context["versions"]
    assert [(version.text, version.by) for version in versions] == [
        ("Second.", "Sam Staff"),
        ("First.", "Sam Staff"),
        ("", ""),
    ]
    staff.post(at("section-versions", foreword.pk), {"version": versions[1].number})
    foreword.refresh_from_db()
    assert foreword.text == "First."
    assert staff.post(at("section-versions", foreword.pk), {"version": "1"}).status_code == 404


def test_figures_are_found_by_words_of_their_names_and_offered_to_the_editor(staff, report):
    found = staff.get(at("figures"), {"q": "visited all 2017"}).context["figures"]
    assert VISITED in [figure.key for figure in found]
    assert "No figure is called so." in words(staff.get(at("figures"), {"q": "zzz"}))
    told = {one["key"]: one for one in staff.get(at("figures"), {"json": ""}).json()["figures"]}
    assert told[VISITED] == {
        "key": VISITED,
        "title": "Schools visited, 2017–18",
        "text": "1",
        "percent": None,
        "named": True,
    }


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx", "json"])
def test_a_draft_is_taken_in_every_format_and_says_that_it_is_one(staff, report, form):
    answer = staff.get(f"{at('draft')}draft.{form}")
    assert answer.headers["Content-Disposition"] == (f'attachment; filename="end-of-year-report-201718-draft.{form}"')
    assert len(answer.content) > 1000


def test_there_is_no_other_format(staff, report):
    assert staff.get(f"{at('draft')}draft.exe").status_code == 404


@pytest.mark.parametrize("role", [Role.TRUSTEE, Role.HEADTEACHER])
def test_a_draft_is_for_those_who_write_it_alone(client, report, foreword, role):
    client.force_login(UserFactory(role=role))
    assert {client.get(at(name)).status_code for name in ("draft", "preview", "figures", "draft-checks")} == {403}
    assert client.get(at("section", foreword.pk)).status_code == 403


def test_a_section_of_another_years_report_is_not_found(staff, report):
    other = actions.begin(dates=ReportDates(YEAR + 1, YEAR + 1, datetime.date(2019, 7, 31)), by=None)
    assert staff.get(at("section", other.sections.first().pk)).status_code == 404
