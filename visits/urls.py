from django.urls import path

from lists.doors import doors
from visits.views import actions, drafts, files, logging, notes, visit
from visits.views.lists import ACTIONS, VISITS

urlpatterns = [
    *doors(VISITS, "visits/"),
    *doors(ACTIONS, "actions/"),
    path("visits/new/", logging.visit_new, name="visit-new"),
    path("visits/places.json", logging.visit_places, name="visit-places"),
    path("visits/drafts/<uuid:key>/", drafts.visit_draft, name="visit-draft"),
    path("visits/drafts/<uuid:key>/files/", drafts.visit_draft_file, name="visit-draft-file"),
    path("visits/drafts/<uuid:key>/discard/", drafts.visit_draft_discard, name="visit-draft-discard"),
    path("visits/drafts/files/<int:pk>/remove/", drafts.visit_draft_file_remove, name="visit-draft-file-remove"),
    path("visits/<int:pk>/", visit.visit, name="visit"),
    path("visits/<int:pk>/edit/", logging.visit_edit, name="visit-edit"),
    path("visits/<int:pk>/history/", visit.visit_history, name="visit-history"),
    path("visits/<int:pk>/visit.pdf", visit.visit_pdf, name="visit-pdf"),
    path("visits/<int:pk>/answer/", notes.visit_answer, name="visit-answer"),
    path("visits/<int:pk>/actions/new/", actions.action_add, name="action-add"),
    path("visits/<int:pk>/files/<int:file_pk>/", files.visit_file, name="visit-file"),
    path("visits/<int:pk>/files/<int:file_pk>/remove/", files.visit_file_remove, name="visit-file-remove"),
    path("actions/<int:pk>/edit/", actions.action_edit, name="action-edit"),
    path("actions/<int:pk>/done/", actions.action_done, name="action-done"),
    path("actions/<int:pk>/reopen/", actions.action_reopen, name="action-reopen"),
    path("actions/<int:pk>/remove/", actions.action_remove, name="action-remove"),
]
