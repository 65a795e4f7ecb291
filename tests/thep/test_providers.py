import pytest

from thep.providers import apps_of

MICROSOFT = {
    "THEP_MICROSOFT_TENANT": "5f1d2c7e-0000-4000-8000-000000000000",
    "THEP_MICROSOFT_DOMAINS": "riverside.example Riverside.sch.example",
    "THEP_MICROSOFT_ID": "id",
    "THEP_MICROSOFT_SECRET": "secret",
}
GOOGLE = {"THEP_GOOGLE_ID": "id", "THEP_GOOGLE_SECRET": "secret"}
OTHER = {
    "THEP_OIDC_NAME": "DfE Sign-in",
    "THEP_OIDC_SERVER": "https://oidc.example",
    "THEP_OIDC_ID": "id",
    "THEP_OIDC_SECRET": "secret",
}


def test_none_is_on_unless_told():
    assert apps_of({"THEP_HOSTS": "portal.example", "THEP_GOOGLE_ID": ""}) == []


def test_each_is_switched_on_by_its_own_variables():
    apps = apps_of(MICROSOFT | GOOGLE | OTHER)

    assert [(app["provider_id"], app["name"], app["settings"]["believed"]) for app in apps] == [
        ("microsoft", "Microsoft", "domains"),
        ("google", "Google", "hosted"),
        ("other", "DfE Sign-in", "stated"),
    ]
    assert [app["settings"]["server_url"] for app in apps] == [
        "https://login.microsoftonline.com/5f1d2c7e-0000-4000-8000-000000000000/v2.0",
        "https://accounts.google.com",
        "https://oidc.example",
    ]
    assert apps[0]["settings"]["domains"] == ["riverside.example", "riverside.sch.example"]


@pytest.mark.parametrize(("word", "believed"), [("1", "always"), ("0", "stated"), ("yes", "stated"), ("", "stated")])
def test_only_who_runs_the_portal_can_say_that_a_provider_checks_addresses(word, believed):
    (app,) = apps_of(OTHER | {"THEP_OIDC_VERIFIES": word})

    assert app["settings"]["believed"] == believed


@pytest.mark.parametrize("tenant", ["common", "Organizations", "consumers", "9188040d-6c67-4c5b-b112-36a304b66dad"])
def test_tenants_of_anybodys_are_refused(tenant):
    with pytest.raises(ValueError, match="THEP_MICROSOFT_TENANT must be your own tenant"):
        apps_of(MICROSOFT | {"THEP_MICROSOFT_TENANT": tenant})


@pytest.mark.parametrize(("whole", "missing"), [(MICROSOFT, name) for name in MICROSOFT] + [(OTHER, "THEP_OIDC_NAME")])
def test_settings_in_part_are_refused(whole, missing):
    with pytest.raises(ValueError, match=f"{missing} is missing"):
        apps_of(whole | {missing: ""})


@pytest.mark.parametrize("server", ["http://oidc.example", "oidc.example", "http://127.0.0.1.oidc.example"])
def test_a_server_without_encryption_is_refused_unless_it_is_this_machine(server):
    with pytest.raises(ValueError, match="must begin with https"):
        apps_of(OTHER | {"THEP_OIDC_SERVER": server})
    assert apps_of(OTHER | {"THEP_OIDC_SERVER": "http://127.0.0.1:8080"}) != []
