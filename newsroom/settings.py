"""One settings file; the environment decides (docs/operations.md lists the variables)."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
DEVELOPMENT_KEY = "only-for-development-and-tests"

env = environ.Env()
env.read_env(BASE_DIR / ".env", overwrite=False)

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default=DEVELOPMENT_KEY if DEBUG else "")
if not DEBUG and SECRET_KEY in ("", DEVELOPMENT_KEY):
    raise ImproperlyConfigured(
        "Set SECRET_KEY to a long random value of your own: with DEBUG off the newsroom"
        " does not start on a development key."
    )

SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=list({urlsplit(SITE_URL).hostname, "127.0.0.1", "localhost"})
)
SERVED_OVER_HTTPS = SITE_URL.startswith("https://")

# --- Applications -------------------------------------------------------------------------

INSTALLED_APPS = [
    # Ours first: their templates and catalogues win over those of the packages below.
    "newsroom.apps.NewsroomConfig",
    "newsroom.apps.DeskAdminConfig",
    "media.apps.MediaConfig",
    "articles.apps.ArticlesConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # allauth's passkey page fails without it, and no system check says so.
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_prose_editor",
    "django_tasks",
    "django_tasks_db",
    "taggit",
]

# prose (the default), ckeditor or textarea: docs/editors.md compares them.
BODY_EDITOR = env.str("BODY_EDITOR", default="prose")
if BODY_EDITOR not in ("prose", "ckeditor", "textarea"):
    raise ImproperlyConfigured("BODY_EDITOR is one of prose, ckeditor, textarea.")
if BODY_EDITOR == "ckeditor":
    # Only the editor itself: its uploader is never installed.
    INSTALLED_APPS.append("ckeditor")
    # What the package warns of is said in docs/editors.md, by us and to those who choose it.
    SILENCED_SYSTEM_CHECKS = ["ckeditor.W001"]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.compression.Compressed",
    # A page, a feed or a sitemap that has not changed is answered with 304.
    "newsroom.conditional.Conditional",
    "newsroom.languages.LanguageOfAddress",
    "django.middleware.common.CommonMiddleware",
    "csp.middleware.CSPMiddleware",
    # The session is lazy: a reader's page never asks for it, so it sets and varies on no cookie.
    "newsroom.sessions.Sessions",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
APPEND_SLASH = True

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
            ],
        },
    },
]

# --- Database -----------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers do not wait for the writer (WAL); a transaction that will write says so at its
    # start (IMMEDIATE), else two of them deadlock on the upgrade and one gets "database is
    # locked" at once, whatever the timeout.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;"
            " PRAGMA cache_size=-16000; PRAGMA mmap_size=268435456;"
        ),
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A server that does not answer is away, in seconds and not when TCP gives up.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    # To compile a question of ours takes the server longer than to answer it, up to a hundred
    # times: what a page asks is short, whatever the planner fears of tables it has not counted.
    DATABASES["default"]["OPTIONS"].setdefault("options", "-c jit=off")
# A thread keeps its connection: to open one and set it up costs as much as a page's queries.
DATABASES["default"].setdefault("CONN_MAX_AGE", 600)

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
# Megabytes of readers' pages that each process keeps in its memory; 0 makes every page anew.
PAGE_CACHE = env.int("PAGE_CACHE", default=0 if DEBUG else 32)
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Who may enter the desk ---------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "newsroom.accounts.StaffOnly"
ACCOUNT_FORMS = {
    "change_password": "newsroom.entrance.ChangePassword",
    "reauthenticate": "newsroom.entrance.Reauthenticate",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_CHANGE_EMAIL = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
# axes counts failures, per person and place; allauth's own count would lock a person out
# everywhere as soon as somebody elsewhere guesses at their password.
ACCOUNT_RATE_LIMITS = {"login_failed": None}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
MFA_TOTP_ISSUER = "Newsroom"
# The person and the place together: a colleague's typing errors do not lock the whole office.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_CLIENT_IP_CALLABLE = "newsroom.accounts.client_address"
# How many proxies of our own stand in front and append to X-Forwarded-For.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SERVED_OVER_HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "articles.desk.kept.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SERVED_OVER_HTTPS else []

# Four eyes: nobody publishes a story that nobody else has read. Off for a newsroom of one.
FOUR_EYES = env.bool("FOUR_EYES", default=True)

# --- What is read ------------------------------------------------------------------------

# Views of stories and of banners, by number alone: no cookie, nobody is remembered. Counted here,
# or by `manage.py count_views` from the log of a proxy that answers without asking us.
COUNT_READERS = env.str("COUNT_READERS", default="here")
if COUNT_READERS not in ("here", "log", "off"):
    raise ImproperlyConfigured("COUNT_READERS is one of here, log, off.")
# Seconds between two batches that a process writes; 0 writes none by itself.
COUNT_READERS_EVERY = env.int("COUNT_READERS_EVERY", default=10)

# --- Safety in the browser ----------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SERVED_OVER_HTTPS
SECURE_HSTS_SECONDS = 31536000 if SERVED_OVER_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
# A long story with its table pasted from Word is still far below this; a flood is not.
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- Language, time, words ----------------------------------------------------------------

LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
# Ours first; the second holds what packages say, where they do not speak Kazakh or say it badly.
LOCALE_PATHS = [BASE_DIR / "newsroom" / "locale", BASE_DIR / "newsroom" / "locale_packages"]
FORMAT_MODULE_PATH = ["newsroom.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Asia/Almaty")

# Which Latin alphabet the pages in Latin script are written in.
KAZAKH_LATIN = env.str("KAZAKH_LATIN", default="2018")
if KAZAKH_LATIN not in ("2018", "2021"):
    raise ImproperlyConfigured("KAZAKH_LATIN is 2018 (as Kazinform prints it) or 2021.")

TAGGIT_CASE_INSENSITIVE = False
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = False

# --- Files --------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "newsroom" / "assets"]
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "uploads")))
MEDIA_URL = "/photos/"
# AVIF beside WebP and JPEG: half the bytes for readers, made by the worker, ten times the work.
PHOTO_AVIF = env.bool("PHOTO_AVIF", default=False)


def storage(url: str, *, place: str) -> dict:
    """Return the storage of one kind of photo file (`place`: originals or renditions).

    An empty address is the local disk below MEDIA_ROOT; `s3://bucket/prefix?endpoint_url=…`
    is an S3-compatible object store (the extra `s3`).
    """
    if not url:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(MEDIA_ROOT / place), "base_url": MEDIA_URL},
        }
    address = urlsplit(url)
    if address.scheme != "s3":
        raise ImproperlyConfigured("MEDIA_STORAGE_URL is empty or begins with s3://")
    options = dict(part.split("=", 1) for part in address.query.split("&") if "=" in part)
    prefix = address.path.strip("/")
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": address.netloc,
            "location": f"{prefix}/{place}" if prefix else place,
            "default_acl": None,
            "querystring_auth": True,
            **options,
        },
    }


MEDIA_STORAGE_URL = env.str("MEDIA_STORAGE_URL", default="")
STORAGES = {
    # Originals are private: no address leads to them.
    "default": storage(MEDIA_STORAGE_URL, place="originals"),
    "originals": storage(MEDIA_STORAGE_URL, place="originals"),
    "renditions": storage(MEDIA_STORAGE_URL, place="renditions"),
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
FILE_UPLOAD_PERMISSIONS = 0o640

vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="newsroom@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {
        # Anybody may write a host of their own into a request: a line is enough.
        "one_line": {
            "()": "django.utils.log.CallbackFilter",
            "callback": lambda record: not setattr(record, "exc_info", None),
        }
    },
    "loggers": {"django.security.DisallowedHost": {"filters": ["one_line"]}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
