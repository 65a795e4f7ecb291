"""Drafts: kept as typed, given back to who typed them and to nobody else, gone once the visit is saved."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories import AttachmentFactory, DraftFactory, DraftFileFactory, SchoolFactory, UserFactory, VisitFactory
from tests.visits.filling import changes, errors, filled, log, said
from visits.models import Attachment, Draft, DraftFile, Visit

pytestmark = pytest.mark.django_db


def keep(client, key, **typed):
    return client.post(reverse("visit-draft", args=[key]), typed)


def upload(client, key, name="plan.txt", content=b"A plan", **typed):
    return client.post(reverse("visit-draft-file", args=[key]), {"file": SimpleUploadedFile(name, content), **typed})


def give_back(client, key):
    return client.get(reverse("visit-new"), {"draft": key})


def test_what_is_typed_is_kept_and_given_back_as_it_was_left(staff, sam, bow):
    key = uuid.uuid4()
    typed = {
        "places": [f"school-{bow.pk}"],
        "visited_on": "31/02/",
        "kind": "call",
        "status": "planned",
        "visitors": [sam.pk],
        "shared_note": "Half a n",
        "is_files_internal": "on",
        "actions-4-what": "Ask",
        "actions-4-is_internal": "on",
    }

    answer = keep(staff, key, **typed)

    assert answer.status_code == 200
    assert set(answer.json()) == {"at", "typed_at"}
    page = give_back(staff, key)
    form, [row] = page.context["form"], page.context["rows"].given
    assert [offer.name for offer in form.offers()] == ["Bow"]
    shown = {name: form[name].value() for name in ("visited_on", "kind", "status", "shared_note", "is_files_internal")}
    assert shown == {
        "visited_on": "31/02/",
        "kind": "call",
        "status": "planned",
        "shared_note": "Half a n",
        "is_files_internal": True,
    }
    assert (row["what"].value(), row["is_internal"].value()) == ("Ask", "on")
    assert form.errors == {}
    assert page.context["key"] == key


def test_the_latest_words_are_kept_and_the_draft_goes_when_the_visit_is_saved(staff, bow):
    key = uuid.uuid4()
    keep(staff, key, shared_note="Half", purpose="Data")
    keep(staff, key, shared_note="Whole")
    assert Draft.objects.get().typed == {"shared_note": ["Whole"]}

    log(staff, bow, key=key, shared_note="Whole")

    assert (Visit.objects.get().meeting, Draft.objects.count()) == (key, 0)


def test_unfinished_visits_are_listed_for_who_typed_them(staff, sam, bow):
    named = DraftFactory(owner=sam, typed={"places": [f"school-{bow.pk}"]})
    half = DraftFactory(owner=sam, typed={"place_name": ["Bo"]})
    empty = DraftFactory(owner=sam, typed={})
    DraftFactory()
    DraftFactory(owner=sam, visit=VisitFactory())

    page = staff.get(reverse("visit-new"))

    titles = [(empty, "No place chosen yet"), (half, "Bo"), (named, "Bow")]
    assert page.context["waiting"] == titles
    assert [draft for draft, _ in give_back(staff, half.pk).context["waiting"]] == [empty, named]


def test_listing_many_drafts_costs_no_more_queries_than_one(staff, sam, django_assert_max_num_queries):
    def ask():
        staff.get(reverse("visit-new"))

    DraftFactory(owner=sam, typed={"places": [f"school-{SchoolFactory().pk}"]})
    with django_assert_max_num_queries(30) as one:
        ask()
    for _ in range(9):
        DraftFactory(owner=sam, typed={"places": [f"school-{SchoolFactory().pk}"]})
    with django_assert_max_num_queries(30) as many:
        ask()
    assert len(many) == len(one)


def test_without_script_a_button_keeps_the_draft_with_its_files(staff):
    sent = filled(key=uuid.uuid4(), shared_note="Half", keep="1")
    files = [SimpleUploadedFile("plan.txt", b"A plan"), SimpleUploadedFile("run.exe", b"MZ")]

    answer = staff.post(reverse("visit-new"), sent | {"files": files})

    draft = Draft.objects.get()
    assert answer.headers["Location"] == f"{reverse('visit-new')}?draft={draft.pk}"
    assert [file.name for file in draft.files.all()] == ["plan.txt"]
    assert said(answer)[0].startswith("run.exe is of a kind that is not taken.")
    assert give_back(staff, draft.pk).context["form"]["shared_note"].value() == "Half"


def test_files_chosen_with_a_form_that_came_back_are_not_chosen_again(staff, bow):
    sent = filled(key=uuid.uuid4())

    answer = staff.post(reverse("visit-new"), sent | {"files": SimpleUploadedFile("plan.txt", b"A plan")})
    assert (list(errors(answer)), [file.name for file in answer.context["files"]]) == (["place_name"], ["plan.txt"])
    staff.post(reverse("visit-new"), sent | {"places": [f"school-{bow.pk}"]})

    file = Attachment.objects.get()
    with file.file.open() as stored:
        assert (file.name, stored.read(), file.is_internal) == ("plan.txt", b"A plan", False)


# Whose


def test_another_persons_draft_is_neither_shown_nor_changed_nor_thrown_away(staff):
    theirs = DraftFactory(typed={"shared_note": ["Theirs"]})
    file = DraftFileFactory(draft=theirs)

    page = give_back(staff, theirs.pk)
    answers = [
        keep(staff, theirs.pk, shared_note="Mine"),
        upload(staff, theirs.pk),
        staff.post(reverse("visit-draft-discard", args=[theirs.pk])),
        staff.post(reverse("visit-draft-file-remove", args=[file.pk])),
    ]

    assert page.context["form"]["shared_note"].value() is None
    assert page.context["key"] != theirs.pk
    assert [answer.status_code for answer in answers] == [404, 404, 404, 404]
    theirs.refresh_from_db()
    assert (theirs.typed, theirs.files.get()) == ({"shared_note": ["Theirs"]}, file)


def test_another_persons_files_do_not_come_along(staff, bow):
    theirs = DraftFileFactory()

    answer = log(staff, bow, key=theirs.draft_id)

    assert answer.status_code == 302
    assert (Attachment.objects.count(), DraftFile.objects.get()) == (0, theirs)


def test_what_one_person_typed_is_not_kept_as_anothers_who_signed_in_meanwhile(staff, sam):
    key = uuid.uuid4()

    assert keep(staff, key, shared_note="Ada’s", user=UserFactory().pk).status_code == 403
    assert Draft.objects.count() == 0
    assert keep(staff, key, shared_note="Sam’s", user=sam.pk).status_code == 200


def test_who_is_signed_out_is_sent_to_sign_in_and_back_to_the_draft(client):
    key = uuid.uuid4()

    assert keep(client, key, shared_note="Half").status_code == 302
    where = give_back(client, key).headers["Location"]

    assert where == f"{reverse('account_login')}?next=/visits/new/%3Fdraft%3D{key}"


# Changes to a visit on record


def test_of_changes_to_a_visit_each_person_has_one_draft(staff, sam):
    visit, ada = VisitFactory(purpose="Data"), UserFactory()
    DraftFactory(owner=ada, visit=visit, typed={"purpose": ["Ada’s"]})

    keep(staff, uuid.uuid4(), visit=visit.pk, purpose="One")
    keep(staff, uuid.uuid4(), visit=visit.pk, purpose="Two")

    assert Draft.objects.get(owner=sam).typed == {"purpose": ["Two"]}
    page = staff.get(reverse("visit-edit", args=[visit.pk]))
    assert page.context["form"]["purpose"].value() == "Two"
    answer = staff.post(reverse("visit-draft-discard", args=[page.context["key"]]))
    assert answer.headers["Location"] == visit.get_absolute_url()
    assert staff.get(reverse("visit-edit", args=[visit.pk])).context["form"]["purpose"].value() == "Data"


def test_files_of_a_draft_of_changes_go_to_the_visit(staff, sam):
    visit = VisitFactory(visitor="Guest")
    upload(staff, uuid.uuid4(), visit=visit.pk)

    staff.post(reverse("visit-edit", args=[visit.pk]), changes(visit, is_files_internal="on"))

    assert [(file.name, file.is_internal, file.attached_by) for file in visit.attachments.all()] == [
        ("plan.txt", True, sam)
    ]
    assert Draft.objects.count() == 0


@pytest.mark.parametrize("number", ["999999", "99999999999999999999"])
def test_a_draft_of_changes_to_no_visit_is_not_kept_as_one(staff, number):
    keep(staff, uuid.uuid4(), visit=number, purpose="One")

    assert Draft.objects.exclude(visit=None).count() == 0


# Files


def test_a_file_is_kept_as_soon_as_it_is_chosen(staff, bow):
    key = uuid.uuid4()

    answer = upload(staff, key, shared_note="Half")

    file = DraftFile.objects.get()
    assert answer.json()["name"] == "plan.txt"
    assert answer.json()["remove"] == reverse("visit-draft-file-remove", args=[file.pk])
    assert file.draft.typed == {"shared_note": ["Half"]}
    log(staff, bow, SchoolFactory(), key=key)
    assert {one.file.name for one in Attachment.objects.all()} == {file.file.name}
    assert Attachment.objects.count() == 2


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ({}, "No file came."),
        ({"file": SimpleUploadedFile("run.exe", b"MZ")}, "run.exe is of a kind that is not taken."),
    ],
)
def test_a_file_that_is_not_taken_is_told(staff, file, words):
    answer = staff.post(reverse("visit-draft-file", args=[uuid.uuid4()]), file)

    assert (answer.status_code, answer.json()["error"][: len(words)]) == (422, words)
    assert DraftFile.objects.count() == 0


def test_ten_files_go_with_a_visit(staff, sam):
    draft = DraftFactory(owner=sam)
    DraftFileFactory.create_batch(9, draft=draft)
    visit = VisitFactory()
    AttachmentFactory.create_batch(10, visit=visit)

    assert upload(staff, draft.pk).status_code == 200
    full = "At most 10 files with a visit. Remove some first."
    assert upload(staff, draft.pk).json() == {"error": full}
    assert upload(staff, uuid.uuid4(), visit=visit.pk).json() == {"error": full}
    answer = staff.post(reverse("visit-new"), filled(key=draft.pk) | {"files": SimpleUploadedFile("more.txt", b"More")})
    assert errors(answer)["files"] == [full]


def test_a_draft_thrown_away_takes_its_files_with_it(staff, sam, django_capture_on_commit_callbacks):
    draft = DraftFactory(owner=sam)
    gone, kept = DraftFileFactory(draft=draft), DraftFileFactory(draft=draft)
    AttachmentFactory(file=kept.file.name)

    with django_capture_on_commit_callbacks(execute=True):
        answer = staff.post(reverse("visit-draft-discard", args=[draft.pk]))

    assert answer.headers["Location"] == reverse("visit-new")
    assert [gone.file.storage.exists(one.file.name) for one in (gone, kept)] == [False, True]


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_file_of_a_draft_is_removed(staff, sam, accept, django_capture_on_commit_callbacks):
    file = DraftFileFactory(draft__owner=sam)

    with django_capture_on_commit_callbacks(execute=True):
        answer = staff.post(reverse("visit-draft-file-remove", args=[file.pk]), headers={"Accept": accept})

    assert answer.status_code == (200 if accept == "application/json" else 302)
    assert (DraftFile.objects.count(), file.file.storage.exists(file.file.name)) == (0, False)


# Bad input


def test_what_no_database_takes_is_left_out_and_unknown_fields_are_not_kept(staff):
    keep(staff, uuid.uuid4(), **{"shared_note": "a\0b", "files": "x", "password": "secret", "actions-1-what": "Ask"})

    assert Draft.objects.get().typed == {"shared_note": ["ab"], "actions-1-what": ["Ask"]}


def test_a_draft_has_its_limit_and_long_notes_are_below_it(staff):
    key = uuid.uuid4()

    assert keep(staff, key, shared_note="é" * 200_000, internal_note="x" * 200_000).status_code == 200
    answer = keep(staff, key, shared_note="x" * 1_000_001)

    assert (answer.status_code, answer.json()) == (413, {"error": "This is more than a visit can hold."})
    assert len(Draft.objects.get().typed["shared_note"][0]) == 200_000


def test_more_than_a_visit_can_hold_is_not_saved_and_comes_back(staff, bow):
    answer = log(staff, bow, shared_note="x" * 1_000_001)

    assert answer.status_code == 422
    assert "This is more than a visit can hold." in answer.content.decode()
    assert Visit.objects.count() == 0


@pytest.mark.parametrize("typed", [{"focus": ["x"]}, {"visitors": ["x", "1"]}, {"places": ["x"]}, {"kind": []}])
def test_a_draft_of_nonsense_is_given_back(staff, sam, typed):
    draft = DraftFactory(owner=sam, typed=typed)

    assert give_back(staff, draft.pk).status_code == 200


def test_typing_on_after_the_visit_was_saved_makes_no_draft(staff, bow):
    key = uuid.uuid4()
    log(staff, bow, key=key)

    answer = keep(staff, key, shared_note="More")

    assert (answer.status_code, Draft.objects.count()) == (409, 0)
