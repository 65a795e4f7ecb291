from django.urls import path

from official.views import all_at_once, files, inbox

urlpatterns = [
    path("", inbox.official_inbox, name="official-inbox"),
    path("changes/", inbox.official_changes, name="official-changes"),
    path("all/", all_at_once.official_all, name="official-all"),
    path("files/", files.official_files, name="official-files"),
    path("files/<int:pk>/", files.official_file, name="official-file"),
    path("files/<int:pk>/national/", files.official_national, name="official-national"),
    path("<int:pk>/", inbox.official_proposal, name="official-proposal"),
    path("<int:pk>/decide/", inbox.official_decide, name="official-decide"),
]
