"""Settings of every process. What differs between installations comes from the environment (docs/running.md)."""

import os
from pathlib import Path

from config.environment import celery_url, database, database_url, redis_url, switched_on
from config.settings.sign_in import *  # noqa: F403 — who may come in, and how
from core.celery_settings import *  # noqa: F403 — how the queue behaves is the core's business
from core.logs import LOGGING as LOGGING  # noqa: PLC0414 — Django reads it here

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("KVALITA_VAR", ROOT / "var"))
DEMO = switched_on("KVALITA_DEMO")  # demo organizations, demo passwords and the mailbox of sent mail
HTTPS = switched_on("KVALITA_HTTPS")
PUBLIC_PORT = os.environ.get("PUBLIC_PORT", "")  # of the addresses people type; empty behind a proxy

SECRET_KEY = os.environ["SECRET_KEY"]
AUDIT_AT_START = True  # a web process with a hole in the wall between organizations does not start
ALLOWED_HOSTS = ["*"]  # TenantMiddleware answers 404 to every host that is no organization's
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"
APPEND_SLASH = True

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("cs", "Čeština"), ("pl", "Polski"), ("lv", "Latviešu")]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "drf_spectacular",
    "drf_standardized_errors",
    "channels",
    "core",
    "core.mail",
    "accounts",
    "helpdesk",
    "helpdesk.channels.mail",
    "qa",
    "surveys",
    "reports",
    "config.demo",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "core.files.receiving.ReceiveFirst",  # before the transaction: a slow line must not hold one
    "core.middleware.TenantMiddleware",
    "core.api.problems.ProblemMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accounts.middleware.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.signed_in.SignedInMiddleware",
    "accounts.middleware.LanguageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "core.api.idempotency.IdempotencyMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "accounts.pages.context.page",
            ],
        },
    }
]

DATABASES = {
    "default": {
        **database(database_url()),
        "ATOMIC_REQUESTS": True,
        "TEST": {"NAME": os.environ.get("PG_TEST_NAME", "desk_test")},
    }
}
DATABASES["default"]["OPTIONS"].setdefault("prepare_threshold", 3)  # for core.prepared alone
if switched_on("DATABASE_POOL"):  # the web process only: Celery closes a pool at every task
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 2, "max_size": 16, "timeout": 5}

CACHES = {
    "default": {
        "BACKEND": "core.cache.SturdyCache",
        "LOCATION": redis_url(0),
        "KEY_FUNCTION": "core.keys.cache_key",
    }
}
LIVE_REDIS_URL = redis_url(1)
CELERY_BROKER_URL = celery_url(2)

STATIC_URL = "/static/"
FRONTEND_DIST = ROOT / "frontend" / "dist"
STATICFILES_DIRS = [("app", FRONTEND_DIST)]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "files", "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
UPLOAD_MAX_BYTES = int(os.environ.get("UPLOAD_MAX_MIB", "25")) * 1024 * 1024  # one file
MESSAGE_MAX_BYTES = int(os.environ.get("MESSAGE_MAX_MIB", "25")) * 1024 * 1024  # all files of one message

HTTP_ALSO_REACHES: frozenset[tuple[str, int]] = frozenset()  # addresses of ours `core.http` may ask: for tests alone

MAIL_INTAKE_HOST = os.environ.get("MAIL_INTAKE_HOST", "127.0.0.1")
MAIL_INTAKE_PORT = int(os.environ.get("MAIL_INTAKE_PORT", "8025"))
MAIL_TRUSTED_AUTHSERV_ID = os.environ.get(
    "MAIL_TRUSTED_AUTHSERV_ID", ""
)  # whose DMARC verdict counts; docs/guide/mail.md
MAIL_IDENTITY_KEYS = os.environ.get("MAIL_IDENTITY_KEYS", "")  # of reply addresses: "2:secret 1:older@2026-11-01"
MAIL_TRANSPORT = os.environ.get("MAIL_TRANSPORT", "database")  # or smtp
MAIL_SMTP_HOST = os.environ.get("MAIL_SMTP_HOST", "localhost")
MAIL_SMTP_PORT = int(os.environ.get("MAIL_SMTP_PORT", "25"))
MAIL_SMTP_SECURITY = os.environ.get("MAIL_SMTP_SECURITY", "")  # starttls, tls or nothing
MAIL_SMTP_USER = os.environ.get("MAIL_SMTP_USER", "")
MAIL_SMTP_PASSWORD = os.environ.get("MAIL_SMTP_PASSWORD", "")
MAIL_SMTP_TIMEOUT = float(os.environ.get("MAIL_SMTP_TIMEOUT", "20"))
MAIL_DEV_MAILBOX = DEMO  # /dev/mailbox/ shows every mail to everybody who opens it
MAILERS = {"default": {"BACKEND": "core.mail.backend.OutboxBackend"}}

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "accounts.api.schema.MemberSchema",
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.api.authentication.CookieAuthentication"],
    "DEFAULT_RENDERER_CLASSES": ["core.api.renderers.FastJSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["core.api.parsers.FastJSONParser"],
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
DRF_STANDARDIZED_ERRORS = {
    "EXCEPTION_HANDLER_CLASS": "core.api.problems.ProblemHandler",
    "EXCEPTION_FORMATTER_CLASS": "core.api.problems.ProblemFormatter",
}
SPECTACULAR_SETTINGS = {
    "GET_LIB_DOC_EXCLUDES": "config.schema.own_doc_excludes",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "accounts.api.schema.add_problems",
    ],
    "TITLE": "Kvalita",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": False,
    "ENUM_NAME_OVERRIDES": {  # several fields share a name or a list; these are the names clients know
        "BulkKindEnum": "helpdesk.bulk_enums.BulkKind",
        "BulkStateEnum": "helpdesk.bulk_enums.BulkState",
        "CallDirectionEnum": "helpdesk.call_enums.CallDirection",
        "CallOutcomeEnum": "helpdesk.call_enums.CallOutcome",
        "CallStateEnum": "helpdesk.call_enums.CallState",
        "CriticalEnum": "qa.enums.CriticalScope",
        "LaneEnum": "helpdesk.call_enums.Lane",
        "PresenceStateEnum": "helpdesk.enums.PresenceState",
        "ReviewStateEnum": "qa.enums.ReviewState",
        "RootCauseEnum": "qa.enums.RootCause",
        "SetAsideReasonEnum": "helpdesk.channels.mail.enums.SetAsideReason",
        "SetAsideStateEnum": "helpdesk.channels.mail.enums.SetAsideState",
        "SubjectKindEnum": "qa.enums.SubjectKind",
        "TicketStatusEnum": "helpdesk.enums.TicketStatus",
        "DraftKindEnum": "helpdesk.enums.DraftKind",
        "TicketViewEnum": "helpdesk.enums.TicketView",
    },
}
