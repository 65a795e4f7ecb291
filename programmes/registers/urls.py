from django.urls import path

from programmes.registers.views import lists, papers, register, room

urlpatterns = [
    path("sessions/<int:pk>/", register.register, name="register"),
    path("sessions/<int:pk>/add/", register.register_add, name="register-add"),
    path("sessions/<int:pk>/settle/", register.register_settle, name="register-settle"),
    path("sessions/<int:pk>/code/", room.register_code, name="register-code"),
    path("sessions/<int:pk>/code/new/", room.register_code_new, name="register-code-new"),
    path("sessions/<int:pk>/sheet.pdf", papers.register_sheet, name="register-sheet"),
    path("sessions/<int:pk>/list/", lists.register_list, name="register-list"),
    path("room/<uuid:key>/", room.room_sign_in, name="room-sign-in"),
    path("participants/<int:pk>/certificate.pdf", papers.certificate, name="certificate"),
    path("runs/<int:pk>/certificates.pdf", papers.certificates, name="certificates"),
]
