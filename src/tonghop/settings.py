"""Settings of the office: everything that may differ is an environment variable, read here and nowhere else.

`DATABASE_URL` is the database (the program sets it for the embedded one), `TONGHOP_SECRET_KEY` the key that signs
sessions, `TONGHOP_HOSTS` the host names served, parted by commas. Of sign-in, `TONGHOP_HTTPS` (1 or 0) says whether
it is reached through HTTPS (by default wherever hosts are named), `TONGHOP_PROXIES` how many proxies stand before it,
`TONGHOP_TOTP_ROLES` which roles need a second factor, `TONGHOP_ANONYMOUS_RATE` how many requests a visitor may send in
a minute. `TONGHOP_SIGNATURE_ROOTS` is a PEM file of the bodies trusted to vouch for who signs a PDF. Letters go through
`TONGHOP_EMAIL_HOST` and `_PORT` (587 by default), signed in as `_USER` with `_PASSWORD`,
sent by `_FROM`; `TONGHOP_EMAIL_TLS` is `starttls`, `ssl` or `none` where the port does not tell.

Of single sign-on, `TONGHOP_OIDC_ISSUER` is the provider (OpenID Connect), `TONGHOP_OIDC_CLIENT_ID` and
`TONGHOP_OIDC_CLIENT_SECRET` what it knows this office by, `TONGHOP_OIDC_CLAIM` what it says of a person that is
compared with the accounts (sub, email or preferred_username), `TONGHOP_OIDC_NAME` what people call it.
"""

import os
import secrets
from datetime import timedelta

from csp.constants import NONE, SELF

from tonghop.database.url import django_settings

DATABASES = {"default": django_settings(os.environ.get("DATABASE_URL", "postgresql:///tonghop"))}
SECRET_KEY = os.environ.get("TONGHOP_SECRET_KEY") or secrets.token_urlsafe(50)
ALLOWED_HOSTS = os.environ.get("TONGHOP_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
DEBUG = False
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "axes",
    "csp",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "tonghop.ledger",
    "tonghop.web",
]
MIDDLEWARE = [
    "tonghop.api.middleware.Problems",
    "django.middleware.security.SecurityMiddleware",
    "tonghop.web.compression.Compressed",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "tonghop.api.middleware.Head",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "tonghop.web.plainness.Plain",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "tonghop.urls"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 100_000}},
    "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"},
}
LOGIN_URL = "sign-in"
CSRF_FAILURE_VIEW = "tonghop.urls.foreign_form"
AUTH_USER_MODEL = "ledger.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 10}),
        ("UserAttributeSimilarityValidator", {"user_attributes": ("username", "full_name")}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
SIGNATURE_ROOTS = os.environ.get("TONGHOP_SIGNATURE_ROOTS", "")
TOTP_ROLES = tuple(filter(None, os.environ.get("TONGHOP_TOTP_ROLES", "administrator,synthesis").split(",")))
OTP_TOTP_ISSUER = "Tổng Hợp"

OIDC_ISSUER = os.environ.get("TONGHOP_OIDC_ISSUER", "").rstrip("/")
OIDC_CLIENT_ID = os.environ.get("TONGHOP_OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = os.environ.get("TONGHOP_OIDC_CLIENT_SECRET", "")
OIDC_CLAIM = os.environ.get("TONGHOP_OIDC_CLAIM", "sub")
OIDC_NAME = os.environ.get("TONGHOP_OIDC_NAME", "OpenID Connect")

PROXIES = int(os.environ.get("TONGHOP_PROXIES", "0"))
ANONYMOUS_RATE = int(os.environ.get("TONGHOP_ANONYMOUS_RATE", "120"))
SIGN_IN_RATE = 20
OUTSIDE_RATE = 6
UPLOAD_RATE = 30
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "tonghop.urls.locked"
AXES_CLIENT_IP_CALLABLE = "tonghop.api.addresses.address"
AXES_VERBOSE = False

HTTPS = os.environ.get("TONGHOP_HTTPS", "1" if "TONGHOP_HOSTS" in os.environ else "0") == "1"
SESSION_ENGINE = "tonghop.ledger.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS and PROXIES else None
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
ADDRESS = f"https://{ALLOWED_HOSTS[0]}" if HTTPS else ""
EMAIL_HOST = os.environ.get("TONGHOP_EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("TONGHOP_EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("TONGHOP_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("TONGHOP_EMAIL_PASSWORD", "")
EMAIL_TLS = os.environ.get("TONGHOP_EMAIL_TLS", {25: "none", 465: "ssl"}.get(EMAIL_PORT, "starttls"))
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_TLS == "starttls", EMAIL_TLS == "ssl"
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = os.environ.get("TONGHOP_EMAIL_FROM") or EMAIL_HOST_USER or "tonghop@localhost"
STATIC_URL = "/tinh/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
FILE_UPLOAD_HANDLERS = ["tonghop.web.uploads.InMemory"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
