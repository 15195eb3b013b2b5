from django.urls import path

from core.mail import pages

app_name = "core_mail"
urlpatterns = [
    path("", pages.mailbox, name="mailbox"),
    path("<uuid:public_id>/", pages.one_mail, name="mail"),
    path("<uuid:public_id>/html/", pages.html_of_mail, name="html"),
    path("<uuid:public_id>/raw/", pages.raw_mail, name="raw"),
]
