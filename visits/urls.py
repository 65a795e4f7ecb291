from django.urls import path

from visits.views import drafts, logging, visit

urlpatterns = [
    path("visits/", visit.visit, name="visit-list"),
    path("visits/new/", logging.visit_new, name="visit-new"),
    path("visits/places.json", logging.visit_places, name="visit-places"),
    path("visits/drafts/<uuid:key>/", drafts.visit_draft, name="visit-draft"),
    path("visits/drafts/<uuid:key>/files/", drafts.visit_draft_file, name="visit-draft-file"),
    path("visits/drafts/<uuid:key>/discard/", drafts.visit_draft_discard, name="visit-draft-discard"),
    path("visits/drafts/files/<int:pk>/remove/", drafts.visit_draft_file_remove, name="visit-draft-file-remove"),
    path("visits/<int:pk>/", visit.visit, name="visit"),
    path("visits/<int:pk>/edit/", logging.visit_edit, name="visit-edit"),
]
