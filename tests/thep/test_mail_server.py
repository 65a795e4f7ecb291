import pytest

from thep.mail_server import settings_of


@pytest.mark.parametrize(
    ("address", "host", "port", "user", "password", "ssl", "tls"),
    [
        ("smtp://localhost:25", "localhost", 25, "", "", False, False),
        ("smtp://portal:p%40ss@mail.example", "mail.example", 587, "portal", "p@ss", False, True),
        ("smtps://portal:secret@mail.example", "mail.example", 465, "portal", "secret", True, False),
        ("smtps://mail.example:2465", "mail.example", 2465, "", "", True, False),
    ],
)
def test_address_of_a_mail_server(address, host, port, user, password, ssl, tls):
    settings = settings_of(address)

    assert settings.pop("EMAIL_TIMEOUT") > 0
    assert settings == {
        "EMAIL_HOST": host,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": user,
        "EMAIL_HOST_PASSWORD": password,
        "EMAIL_USE_SSL": ssl,
        "EMAIL_USE_TLS": tls,
    }


@pytest.mark.parametrize("address", ["mail.example", "http://mail.example", "smtp://", ""])
def test_anything_else_is_refused(address):
    with pytest.raises(ValueError, match="THEP_SMTP is smtp://"):
        settings_of(address)
