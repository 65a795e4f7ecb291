from django.urls import include, path

from lists.doors import doors
from overview import contacts, search, views
from overview.associates import views as associates
from overview.associates.list import ASSOCIATES
from overview.entitlement_pages import ENTITLEMENTS, agreement_used
from overview.ofsted.ledger import school_inspections
from overview.school import history, page, predecessors
from overview.school_list import SCHOOLS
from schools.models import Associate, School

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", search.search, name="search"),
    *doors(SCHOOLS, "schools/"),
    *doors(ENTITLEMENTS, "entitlements/"),
    path("agreements/<int:pk>/used/", agreement_used, name="agreement-used"),
    path("schools/<int:pk>/", page.school_detail, name="school-detail"),
    path("schools/<int:pk>/timeline/", page.school_timeline, name="school-timeline"),
    path("schools/<int:pk>/history/", history.school_history, name="school-history"),
    path("schools/<int:pk>/predecessors/", predecessors.school_predecessors, name="school-predecessors"),
    path("schools/<int:pk>/inspections/", school_inspections, name="school-inspections"),
    path("ofsted/", include("overview.ofsted.urls")),
    path("schools/<int:pk>/contacts/new/", contacts.contact_add, {"model": School}, name="school-contact-add"),
    path("associates/<int:pk>/contacts/new/", contacts.contact_add, {"model": Associate}, name="associate-contact-add"),
    path("contacts/<int:pk>/", contacts.contact, name="contact"),
    path("contacts/<int:pk>/edit/", contacts.contact_edit, name="contact-edit"),
    path("contacts/<int:pk>/remove/", contacts.contact_remove, name="contact-remove"),
    *doors(ASSOCIATES, "associates/"),
    path("associates/new/", associates.associate_new, name="associate-new"),
    path("associates/<int:pk>/", associates.associate, name="associate"),
    path("associates/<int:pk>/edit/", associates.associate_edit, name="associate-edit"),
    path("associates/<int:pk>/standing/", associates.associate_standing, name="associate-standing"),
    path("associates/<int:pk>/offers/new/", associates.offer_add, name="offer-add"),
    path("offers/<int:pk>/edit/", associates.offer_edit, name="offer-edit"),
    path("offers/<int:pk>/remove/", associates.offer_remove, name="offer-remove"),
]
