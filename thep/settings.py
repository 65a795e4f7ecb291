"""Settings, read from the environment.

| variable | meaning | default |
| --- | --- | --- |
| `THEP_DEMO` | `1`: the sample partnership on this machine: plain HTTP, sample sign-ins shown, detailed errors | off |
| `THEP_VAR` | folder for the database, uploads, logs and the secret key | `var/` |
| `DATABASE_URL` | a PostgreSQL server, 15 or newer | a private server in `THEP_VAR` |
| `THEP_HOSTS` | host names served, separated by spaces | `localhost 127.0.0.1` |
| `THEP_URL` | the portal's address in messages, as people type it | `https://` and the first of `THEP_HOSTS` |
| `THEP_SECRET_KEY` | signs sessions and previews | made once, kept in `THEP_VAR/secret_key` |
| `THEP_SMTP` | the mail server: `smtp://USER:PASSWORD@HOST:587` (STARTTLS), `smtps://…:465` | port 25 of this machine |
| `THEP_MAIL_FROM` | whom messages come from | `portal@` the first of `THEP_HOSTS` |
| `THEP_SECOND_STEP` | `0`: staff and admins may sign in without a second step | on, but not in the demo |
| `THEP_MICROSOFT_TENANT`, `_DOMAINS`, `_ID`, `_SECRET` | sign-in with Microsoft, for addresses in these | off |
| `THEP_GOOGLE_ID`, `_SECRET` | sign-in with Google | off |
| `THEP_OIDC_NAME`, `_SERVER`, `_ID`, `_SECRET` | sign-in with one more provider of OpenID Connect | off |
| `THEP_OIDC_VERIFIES` | `1`: it checks every address it gives, though it does not say so | off |
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.contrib.messages import constants as messages

from thep import mail_server, postgres, providers, secret

BASE_DIR = Path(__file__).resolve().parent.parent
os.environ["OPENPYXL_LXML"] = "False"  # lxml would take the place of defusedxml, and expand entities
VAR = Path(os.environ.get("THEP_VAR") or BASE_DIR / "var").resolve()
DEMO = os.environ.get("THEP_DEMO") == "1"

DEBUG = DEMO
SECRET_KEY = os.environ.get("THEP_SECRET_KEY") or secret.key_in(VAR)
ALLOWED_HOSTS = os.environ.get("THEP_HOSTS", "localhost 127.0.0.1 [::1]").split()
PORTAL_URL = (os.environ.get("THEP_URL") or f"https://{ALLOWED_HOSTS[0]}").rstrip("/")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

INSTALLED_APPS = [
    "accounts.apps.PortalAdminConfig",  # django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "mail",
    "accounts",
    "lists",
    "schools",
    "membership",
    "programmes",
    "visits",
    "official",
    "ofsted",
    "workbook",
    "overview",
    "people",
    "reports",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.history.middleware.HistoryMiddleware",
    "accounts.middleware.PolicyMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "thep.urls"
WSGI_APPLICATION = "thep.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.permissions",
                "schools.context.partnership",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

DATABASES = {"default": postgres.database(os.environ.get("DATABASE_URL"), VAR)}
if DEMO:
    DATABASES["default"]["CONN_MAX_AGE"] = (
        0  # runserver answers each request in a new thread, which would keep one open
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Of all processes together: it counts tries at signing in. When full it forgets some, hence room for many.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = LOGOUT_REDIRECT_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

# Signing in: accounts/signing_in.py says how, accounts/urls.py where.
ACCOUNT_ADAPTER = "accounts.signing_in.SignInAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]  # nobody signs up, but the sign-in form asks these too
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # admins alone set addresses, and an invitation is accepted at the address
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_TIMEOUT = 15 * 60
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
ACCOUNT_RATE_LIMITS = {  # the limits in an hour keep anyone from filling a mailbox
    "request_login_code": "20/m/ip,3/m/key,10/h/key",
    "reset_password": "20/m/ip,3/m/key,10/h/key",
    "room_sign_in": "60/m/ip,600/h/key",  # a hall behind one network address; the key is the session
}
ALLAUTH_TRUSTED_PROXY_COUNT = 0 if DEMO else 1  # the proxy in front must set X-Forwarded-For: docs/running.md
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "request_login_code": "accounts.forms.AskForCodeForm",
    "confirm_login_code": "accounts.forms.CodeForm",
    "reset_password": "accounts.forms.AskForPasswordForm",
    "user_token": "accounts.forms.PasswordLinkForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reauthenticate": "accounts.forms.ConfirmByPasswordForm",
}

SECOND_STEP_REQUIRED = (os.environ.get("THEP_SECOND_STEP") or ("0" if DEMO else "1")) != "0"  # of staff and admins
MFA_ADAPTER = "accounts.second_step.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondStepForm",
    "reauthenticate": "accounts.forms.ConfirmByCodeForm",
    "activate_totp": "accounts.forms.AppForm",
    "add_webauthn": "accounts.forms.PasskeyForm",
}

SOCIALACCOUNT_ADAPTER = "accounts.openid_connect.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": providers.apps_of(os.environ)}}

MESSAGE_TAGS = {messages.ERROR: "danger"}  # Bootstrap's word

EMAIL_BACKEND = f"django.core.mail.backends.{'console' if DEMO else 'smtp'}.EmailBackend"
globals().update(mail_server.settings_of(os.environ.get("THEP_SMTP") or "smtp://localhost:25"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("THEP_MAIL_FROM") or f"portal@{ALLOWED_HOSTS[0]}"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = VAR / "uploads"

# Everything a page loads comes from the portal itself, and nothing in a page's own text runs or styles it.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap draws its arrows and ticks as data: images
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not DEMO
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if DEMO else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEMO
