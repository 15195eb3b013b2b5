import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import core.tenancy

LANGUAGES = [("en", "English"), ("cs", "Čeština"), ("pl", "Polski"), ("lv", "Latviešu")]
ROLES = [
    ("owner", "Owner"),
    ("admin", "Administrator"),
    ("supervisor", "Supervisor"),
    ("agent", "Agent"),
    ("reviewer", "Reviewer"),
    ("viewer", "Viewer"),
]


def own_organization():
    return models.ForeignKey(
        db_index=False,
        default=core.tenancy.scope_default,
        editable=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="accounts.organization",
    )


def key():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_organization_for_host")]
    operations = [
        migrations.AddField("organization", "public_id", models.UUIDField(default=uuid.uuid4, unique=True, editable=False)),
        migrations.AddField("organization", "version", models.IntegerField(default=1)),
        migrations.AddField(
            "organization", "slug", models.SlugField(max_length=63, unique=True, default=uuid.uuid4), preserve_default=False
        ),
        migrations.AddField("organization", "zone", models.CharField(max_length=60, default="Europe/Prague")),
        migrations.AddField(
            "organization", "language", models.CharField(max_length=5, choices=LANGUAGES, default="en")
        ),
        migrations.AddField("organization", "is_demo", models.BooleanField(default=False)),
        migrations.AddField("user", "version", models.IntegerField(default=1)),
        migrations.AddField("user", "language", models.CharField(max_length=5, choices=LANGUAGES, default="en")),
        migrations.AddField("user", "zone", models.CharField(max_length=60, default="Europe/Prague")),
        migrations.AddField(
            "user",
            "scheme",
            models.CharField(
                max_length=10,
                choices=[("light", "Light"), ("dark", "Dark"), ("system", "As the system")],
                default="system",
            ),
        ),
        migrations.AddField(
            "user",
            "density",
            models.CharField(
                max_length=12,
                choices=[("comfortable", "Comfortable"), ("compact", "Compact")],
                default="comfortable",
            ),
        ),
        migrations.AddField("user", "shortcuts", models.BooleanField(default=True)),
        migrations.RemoveConstraint("user", "accounts_user_email"),
        migrations.AddConstraint(
            "user",
            models.UniqueConstraint(
                models.F("organization"), django.db.models.functions.text.Lower("email"), name="accounts_user_email"
            ),
        ),
        migrations.AddField("membership", "version", models.IntegerField(default=1)),
        migrations.AlterField("membership", "role", models.CharField(max_length=20, choices=ROLES)),
        migrations.CreateModel(
            "Invitation",
            fields=[
                ("id", key()),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("version", models.IntegerField(default=1)),
                ("email", models.EmailField(max_length=254)),
                ("name", models.CharField(max_length=200)),
                ("role", models.CharField(max_length=20, choices=ROLES)),
                ("language", models.CharField(max_length=5, choices=LANGUAGES)),
                ("token_hash", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField()),
                ("sends", models.IntegerField(default=1)),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                ("organization", own_organization()),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["organization", "-created_at"], name="accounts_invitation_newest")],
                "constraints": [
                    models.UniqueConstraint(fields=("organization", "id"), name="accounts_invitation_tenant_id"),
                    core.tenancy.TenantPolicy(column="organization_id", name="accounts_invitation_tenant"),
                    core.tenancy.TenantForeignKey(
                        field="invited_by", name="accounts_invitation_invited_by", on_delete="NO ACTION"
                    ),
                    models.UniqueConstraint(fields=("organization", "public_id"), name="accounts_invitation_public_id"),
                    models.UniqueConstraint(fields=("organization", "token_hash"), name="accounts_invitation_token"),
                    models.UniqueConstraint(
                        models.F("organization"),
                        django.db.models.functions.text.Lower("email"),
                        condition=models.Q(accepted_at__isnull=True, revoked_at__isnull=True),
                        name="accounts_invitation_one_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "BrowserSession",
            fields=[
                ("id", key()),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("key_hash", models.CharField(max_length=64)),
                ("data", models.TextField()),
                ("agent", models.CharField(blank=True, max_length=300)),
                ("started_at", models.DateTimeField()),
                ("used_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.user",
                    ),
                ),
                ("organization", own_organization()),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["organization", "user", "-used_at"], name="accounts_session_of_user"),
                    models.Index(fields=["organization", "expires_at"], name="accounts_session_expired"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("organization", "id"), name="accounts_browsersession_tenant_id"),
                    core.tenancy.TenantPolicy(column="organization_id", name="accounts_browsersession_tenant"),
                    models.UniqueConstraint(fields=("organization", "key_hash"), name="accounts_browsersession_key"),
                    core.tenancy.TenantForeignKey(
                        field="user", name="accounts_browsersession_user", on_delete="CASCADE"
                    ),
                ],
            },
        ),
    ]
