"""Settings of the office: everything that may differ is an environment variable, read here and nowhere else.

`DATABASE_URL` is the database (the program sets it for the embedded one), `TONGHOP_SECRET_KEY` the key that signs
sessions, `TONGHOP_HOSTS` the host names served, parted by commas.
"""

import os
import secrets
from urllib.parse import parse_qsl, unquote, urlsplit


def _database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "tonghop",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database(os.environ.get("DATABASE_URL", "postgresql:///tonghop"))}
SECRET_KEY = os.environ.get("TONGHOP_SECRET_KEY") or secrets.token_urlsafe(50)
ALLOWED_HOSTS = os.environ.get("TONGHOP_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
DEBUG = False
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "tonghop.ledger",
]
AUTH_USER_MODEL = "ledger.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
