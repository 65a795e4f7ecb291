from django.urls import include, path

from reports.views import editions, kpis, publishing, sections, writing

DRAFT = [
    path("", writing.draft, name="report-draft"),
    path("begin/", writing.begin, name="report-begin"),
    path("dates/", writing.dates, name="report-dates"),
    path("count-again/", writing.count_again, name="report-count-again"),
    path("preview/", writing.preview, name="report-preview"),
    path("draft.<str:form>", writing.draft_file, name="report-draft-file"),
    path("figures/", writing.offered, name="report-figures"),
    path("checks/", publishing.draft_checks, name="report-draft-checks"),
    path("checks/accept/", publishing.accept, name="report-accept"),
    path("checks/<int:pk>/take-back/", publishing.take_back, name="report-take-back"),
    path("publish/", publishing.publish_report, name="report-publish"),
    path("sections/add/", writing.add_section, name="report-section-add"),
    path("sections/<int:pk>/", sections.section, name="report-section"),
    path("sections/<int:pk>/autosave/", sections.autosave, name="report-section-autosave"),
    path("sections/<int:pk>/move/", writing.move_section, name="report-section-move"),
    path("sections/<int:pk>/printed/", writing.print_section, name="report-section-printed"),
    path("sections/<int:pk>/remove/", writing.remove_section, name="report-section-remove"),
    path("sections/<int:pk>/notes/", sections.section_notes, name="report-section-notes"),
    path("sections/<int:pk>/versions/", sections.section_versions, name="report-section-versions"),
    path("sections/<int:pk>/quotes/new/", sections.quote, name="report-quote-add"),
    path("sections/<int:pk>/quotes/<int:quote_pk>/", sections.quote, name="report-quote"),
    path("sections/<int:pk>/quotes/<int:quote_pk>/remove/", sections.remove_quote, name="report-quote-remove"),
]
EDITION = [
    path("", editions.edition, name="edition"),
    path("report.<str:form>", editions.edition_file, name="edition-file"),
    path("logo.png", editions.edition_logo, name="edition-logo"),
    path("figures/<str:key>/", editions.edition_figure, name="edition-figure"),
    path("figures/<str:key>/rows.csv", editions.edition_figure_csv, name="edition-figure-csv"),
    path("since/", editions.since, name="edition-since"),
]
urlpatterns = [
    path("", kpis.report_list, name="report-list"),
    path("latest/", kpis.latest, name="report-latest"),
    path("latest/checks/", kpis.latest_checks, name="report-latest-checks"),
    path("<year:report_year>/", kpis.kpi_page, name="kpi-page"),
    path("<year:report_year>/movement/", kpis.membership_movement, name="membership-movement"),
    path("<year:report_year>/checks/", kpis.checks, name="report-checks"),
    path("<year:report_year>/figures/<str:key>/", kpis.figure_page, name="figure-page"),
    path("<year:report_year>/figures/<str:key>/rows.csv", kpis.figure_csv, name="figure-csv"),
    path("<year:report_year>/figures/<str:key>/rows.xlsx", kpis.figure_xlsx, name="figure-xlsx"),
    path("<year:report_year>/report/", include(DRAFT)),
    path("<year:report_year>/editions/<int:number>/", include(EDITION)),
]
