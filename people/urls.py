from django.urls import path

from people.views import entry, listing, messages, person, personal_data

urlpatterns = [
    path("invitation/<str:token>/", entry.invitation, name="invitation"),
    path("people/", listing.person_list, name="person-list"),
    path("people/people.csv", listing.person_csv, name="person-csv"),
    path("people/downloads/", personal_data.person_downloads, name="person-downloads"),
    path("people/messages/", messages.person_messages, name="person-messages"),
    path("people/messages/<int:pk>/again/", messages.person_message_again, name="person-message-again"),
    path("people/invite/", listing.person_invite, name="person-invite"),
    path("people/<int:pk>/", person.person, name="person"),
    path("people/<int:pk>/details/", person.person_details, name="person-details"),
    path("people/<int:pk>/role/", person.person_role, name="person-role"),
    path("people/<int:pk>/invite-again/", person.person_invite_again, name="person-invite-again"),
    path("people/<int:pk>/withdraw/", person.person_withdraw, name="person-withdraw"),
    path("people/<int:pk>/deactivate/", person.person_deactivate, name="person-deactivate"),
    path("people/<int:pk>/reactivate/", person.person_reactivate, name="person-reactivate"),
    path("people/<int:pk>/second-step/reset/", person.person_second_step_reset, name="person-second-step-reset"),
    path("people/<int:pk>/schools/", person.person_school_add, name="person-school-add"),
    path("people/<int:pk>/schools/<int:acting_pk>/", person.person_school_days, name="person-school-days"),
    path("people/<int:pk>/data/", personal_data.person_data, name="person-data"),
    path("people/<int:pk>/data.json", personal_data.person_data_file, name="person-data-file"),
    path("people/<int:pk>/erase/", personal_data.person_erase, name="person-erase"),
]
