import os

SECRET_KEY = os.environ.get("SECRET_KEY", "test-only")
ALLOWED_HOSTS = [".testserver"]
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.HostBackend"]
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "rest_framework",
    "drf_spectacular",
    "drf_standardized_errors",
    "channels",
    "core",
    "accounts",
    "helpdesk",
    "qa",
    "surveys",
    "reports",
]
MIDDLEWARE = [
    "core.middleware.TenantMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ.get("PG_NAME", "desk"),
        "HOST": os.environ.get("PG_HOST", ""),
        "USER": os.environ.get("PG_ROLE", "desk_app"),
        "ATOMIC_REQUESTS": True,
        "TEST": {"NAME": os.environ.get("PG_TEST_NAME", "desk_test")},
    }
}
LIVE_REDIS_URL = f"unix://{os.environ.get('VALKEY_SOCKET', '')}?db={os.environ.get('VALKEY_DB', '1')}"
REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_RENDERER_CLASSES": ["core.api.renderers.FastJSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
DRF_STANDARDIZED_ERRORS = {
    "EXCEPTION_HANDLER_CLASS": "core.api.problems.ProblemHandler",
    "EXCEPTION_FORMATTER_CLASS": "core.api.problems.ProblemFormatter",
}
SPECTACULAR_SETTINGS = {
    "GET_LIB_DOC_EXCLUDES": "config.schema.own_doc_excludes",
    "TITLE": "Kvalita",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": False,
}
