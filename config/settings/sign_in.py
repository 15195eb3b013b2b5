"""Who may come in, and how: sessions, passwords, second factor, limits, what a page may load."""

import os

from django.utils.csp import CSP

from config.environment import switched_on

HTTPS = switched_on("KVALITA_HTTPS")

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.HostBackend"]
SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # an e-mail is unique within its organization only; HostBackend knows
    "staticfiles.W004",  # the front end is built while the database is prepared
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"

# Cookies are of one host: `__Host-` refuses a Domain, so no sibling host can set or read them.
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_AGE = 7 * 24 * 3600  # seconds from signing in
SESSION_IDLE_SECONDS = 24 * 3600
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "accounts.pages.errors.csrf_failure"
LANGUAGE_COOKIE_NAME = "__Host-language" if HTTPS else "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SAMESITE = "Lax"

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if switched_on("TRUST_PROXY_PROTOCOL") else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
FILES_HOST = "files-host:"  # stands for the files host of the organization asked for
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    # the component library writes its theme and positions into style elements and attributes
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:", FILES_HOST],
    "media-src": [CSP.SELF, "blob:", FILES_HOST],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF, FILES_HOST],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.validators.LengthValidator", "OPTIONS": {"min_length": 12, "max_length": 256}},
    {"NAME": "accounts.validators.OwnDataValidator"},
    {"NAME": "accounts.validators.CommonPasswordValidator"},
    {"NAME": "accounts.validators.DemoPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 2 * 3600

ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "0"))  # X-Forwarded-For means nothing at 0
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account begins with a link sent to the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 — a path
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_FORMS = {
    "login": "accounts.pages.forms.SignInForm",
    "reset_password": "accounts.pages.forms.AskResetForm",
    "user_token": "accounts.pages.forms.ResetLinkForm",
    "reset_password_from_key": "accounts.pages.forms.NewPasswordForm",
    "change_password": "accounts.pages.forms.ChangePasswordForm",
    "reauthenticate": "accounts.pages.forms.ConfirmPasswordForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",  # a whole office may begin its day behind one address
    "login_failed": "20/m/ip,100/h/ip,5/5m/key,20/h/key",
    "reset_password": "10/h/ip,3/h/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "10/h/user",
    "reauthenticate": "10/m/user",
    "invitation": "20/m/ip",
}
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = ""  # the organization's name, by the adapter
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_COUNT = 10
MFA_RECOVERY_CODES_SHOW_ONCE = False
MFA_FORMS = {
    "authenticate": "accounts.pages.forms.CodeForm",
    "reauthenticate": "accounts.pages.forms.ConfirmCodeForm",
    "activate_totp": "accounts.pages.forms.ActivateCodeForm",
}
