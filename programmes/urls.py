from django.urls import include, path

from lists.doors import doors
from programmes.views import by_stage, enrolment, pairs, people, programme, rolling, run, sessions
from programmes.views.lists import PROGRAMMES

urlpatterns = [
    *doors(PROGRAMMES, "programmes/"),
    path("programmes/new/", programme.programme_new, name="programme-new"),
    path("programmes/by-stage/", by_stage.programmes_by_stage, name="programmes-by-stage"),
    path("programmes/by-stage.pdf", by_stage.programmes_by_stage_pdf, name="programmes-by-stage-pdf"),
    path("programmes/<int:pk>/", programme.programme, name="programme"),
    path("programmes/<int:pk>/edit/", programme.programme_edit, name="programme-edit"),
    path("programmes/<int:pk>/runs/new/", run.run_new, name="run-new"),
    path("runs/<int:pk>/", run.run, name="run"),
    path("runs/<int:pk>/edit/", run.run_edit, name="run-edit"),
    path("runs/<int:pk>/remove/", run.run_remove, name="run-remove"),
    path("runs/<int:pk>/roll-over/", rolling.run_roll_over, name="run-roll-over"),
    path("runs/<int:pk>/schools/", enrolment.run_enrol, name="run-enrol"),
    path("runs/<int:pk>/sessions/new/", sessions.session_new, name="session-new"),
    path("runs/<int:pk>/people/new/", people.participant_new, name="participant-new"),
    path("runs/<int:pk>/pairs/new/", pairs.pair_new, name="pair-new"),
    path("sessions/<int:pk>/edit/", sessions.session_edit, name="session-edit"),
    path("sessions/<int:pk>/cancel/", sessions.session_cancel, name="session-cancel"),
    path("sessions/<int:pk>/restore/", sessions.session_restore, name="session-restore"),
    path("sessions/<int:pk>/remove/", sessions.session_remove, name="session-remove"),
    path("enrolments/<int:pk>/", enrolment.enrolment_edit, name="enrolment-edit"),
    path("enrolments/<int:pk>/withdraw/", enrolment.enrolment_withdraw, name="enrolment-withdraw"),
    path("enrolments/<int:pk>/return/", enrolment.enrolment_return, name="enrolment-return"),
    path("enrolments/<int:pk>/remove/", enrolment.enrolment_remove, name="enrolment-remove"),
    path("participants/<int:pk>/", people.participant_edit, name="participant-edit"),
    path("participants/<int:pk>/withdraw/", people.participant_withdraw, name="participant-withdraw"),
    path("participants/<int:pk>/return/", people.participant_return, name="participant-return"),
    path("participants/<int:pk>/remove/", people.participant_remove, name="participant-remove"),
    path("pairs/<int:pk>/", pairs.pair, name="pair"),
    path("pairs/<int:pk>/remove/", pairs.pair_remove, name="pair-remove"),
    path("pairs/<int:pk>/shadowing/", pairs.shadowing_new, name="shadowing-new"),
    path("shadowing/<int:pk>/remove/", pairs.shadowing_remove, name="shadowing-remove"),
    path("", include("programmes.registers.urls")),
]
