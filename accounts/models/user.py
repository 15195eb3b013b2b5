from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from accounts.enums import Density, Language, Scheme
from core.tenancy import TenantModel

if TYPE_CHECKING:
    from accounts.models.membership import Membership


class User(AbstractBaseUser, TenantModel):
    """One account, of one organization. Who works in two organizations has two.

    Written by `accounts.services`; the e-mail is stored in lower case.
    """

    email = models.EmailField()
    name = models.CharField(max_length=200)
    version = models.IntegerField(default=1)
    language = models.CharField(max_length=5, choices=Language, default=Language.ENGLISH)
    zone = models.CharField(max_length=60, default="Europe/Prague")
    scheme = models.CharField(max_length=10, choices=Scheme, default=Scheme.SYSTEM)
    density = models.CharField(max_length=12, choices=Density, default=Density.COMFORTABLE)
    shortcuts = models.BooleanField(default=True)  # single keys act; off for people who dictate

    USERNAME_FIELD = "email"
    last_login = None
    membership: "Membership | None" = None  # the active place, when a request found it with the account

    objects = BaseUserManager["User"]()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint("organization", Lower("email"), name="accounts_user_email"),
        ]

    def __str__(self) -> str:
        return self.email
