from django.db import migrations

from core.adoption import AdoptTable


class Migration(migrations.Migration):
    """The sign-in package's tables know no organization; see decision 0020."""

    dependencies = [
        ("accounts", "0003_people"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]
    operations = [
        AdoptTable(
            "account_emailaddress",
            parent=("user_id", "accounts_user"),
            drop=["account_emailaddress_user_id_email_987c8728_uniq"],
            drop_indexes=["unique_primary_email", "unique_verified_email"],
            unique=[
                "(organization_id, user_id, email)",
                '(organization_id, user_id, "primary") WHERE "primary"',
                "(organization_id, lower(email)) WHERE verified",
            ],
            tenant_id=True,
        ),
        AdoptTable(
            "account_emailconfirmation",
            parent=("email_address_id", "account_emailaddress"),
            drop=["account_emailconfirmation_key_key"],
            unique=["(organization_id, key)"],
        ),
        AdoptTable(
            "mfa_authenticator",
            parent=("user_id", "accounts_user"),
            drop_indexes=["unique_authenticator_type"],
            unique=["(organization_id, user_id, type) WHERE type IN ('totp', 'recovery_codes')"],
        ),
    ]
