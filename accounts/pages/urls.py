"""Addresses people see. The names are those the sign-in package looks for."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from django.urls import path, re_path

from accounts.pages import invitations, security

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("login/code/", mfa.authenticate, name="mfa_authenticate"),
    path("login/closed/", account.account_inactive, name="account_inactive"),
    path("logout/", account.logout, name="account_logout"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    path("password/reset/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("invitation/<str:token>/", invitations.accept, name="accounts_invitation"),
    path("security/", security.overview, name="mfa_index"),
    path("security/password/", security.change_password, name="account_change_password"),
    path("security/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("security/confirm/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("security/app/", security.set_up_app, name="mfa_activate_totp"),
    path("security/app/remove/", security.remove_app, name="mfa_deactivate_totp"),
    path("security/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("security/codes/new/", security.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("security/codes/download/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("security/sessions/end/", security.end_others, name="accounts_end_other_sessions"),
    path("security/sessions/<uuid:session_id>/end/", security.end_one, name="accounts_end_session"),
]
