from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.enums import Density, Language, Role, Scheme
from accounts.models import Invitation
from accounts.queries import Person
from core.api.inputs import StrictSerializer


class OrganizationSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    host = serializers.CharField()
    zone = serializers.CharField()
    language = serializers.ChoiceField(choices=Language.choices)


class OrganizationSettingsSerializer(OrganizationSerializer):
    """What holds for everybody in the organization; its host is set by who runs the installation."""

    undo_send_seconds = serializers.IntegerField(help_text="How long an answer can be taken back; 0: not at all.")
    version = serializers.IntegerField()


class OrganizationInput(StrictSerializer):
    """Only what is sent changes; `version` is that of the settings the person was looking at."""

    version = serializers.IntegerField(min_value=1)
    name = serializers.CharField(max_length=200, required=False)
    language = serializers.ChoiceField(choices=Language.choices, required=False)
    zone = serializers.CharField(max_length=60, required=False)
    undo_send_seconds = serializers.IntegerField(min_value=0, max_value=30, required=False)


class MeSerializer(serializers.Serializer[Any]):
    """The signed-in person. `abilities` says for every action whether the role reaches it at all."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    name = serializers.CharField()
    email = serializers.EmailField()
    role = serializers.ChoiceField(choices=Role.choices)
    language = serializers.ChoiceField(choices=Language.choices)
    zone = serializers.CharField()
    scheme = serializers.ChoiceField(choices=Scheme.choices)
    density = serializers.ChoiceField(choices=Density.choices)
    shortcuts = serializers.BooleanField()
    organization = OrganizationSerializer()
    abilities = serializers.DictField(child=serializers.BooleanField())
    is_demo = serializers.BooleanField()


class MeInput(StrictSerializer):
    """Only what is sent changes; `version` is that of the profile the person was looking at."""

    version = serializers.IntegerField(min_value=1)
    name = serializers.CharField(max_length=200, required=False)
    language = serializers.ChoiceField(choices=Language.choices, required=False)
    zone = serializers.CharField(max_length=60, required=False)
    scheme = serializers.ChoiceField(choices=Scheme.choices, required=False)
    density = serializers.ChoiceField(choices=Density.choices, required=False)
    shortcuts = serializers.BooleanField(required=False)


class PersonAbilitiesSerializer(serializers.Serializer[Any]):
    edit = serializers.BooleanField()
    end = serializers.BooleanField()
    restore = serializers.BooleanField()
    remove_second_factor = serializers.BooleanField(help_text="They have one, and the caller may take it away.")


class PersonSerializer(serializers.Serializer[Person]):
    """A colleague and their place in the organization; `ended_at` is when they left."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    name = serializers.CharField()
    email = serializers.EmailField()
    role = serializers.ChoiceField(choices=Role.choices)
    ended_at = serializers.DateTimeField(allow_null=True)
    abilities = PersonAbilitiesSerializer()


class RoleInput(StrictSerializer):
    version = serializers.IntegerField(min_value=1)
    role = serializers.ChoiceField(choices=Role.choices)


class NothingInput(StrictSerializer):
    """No field at all."""


class PeopleQuery(serializers.Serializer[Any]):
    q = serializers.CharField(required=False, max_length=100, help_text="Part of the name or e-mail address.")
    role = serializers.ChoiceField(choices=Role.choices, required=False)


class InvitationSerializer(serializers.ModelSerializer[Invitation]):
    """A person asked to join. The link itself is only in the mail."""

    id = serializers.UUIDField(source="public_id")
    invited_by = serializers.CharField(source="invited_by.user.name")
    state = serializers.SerializerMethodField()

    class Meta:
        model = Invitation
        fields = [
            "id",
            "version",
            "email",
            "name",
            "role",
            "state",
            "invited_by",
            "created_at",
            "sent_at",
            "expires_at",
            "accepted_at",
            "revoked_at",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(choices=["open", "expired", "accepted", "revoked"]))
    def get_state(self, invitation: Invitation) -> str:
        if invitation.accepted_at:
            return "accepted"
        if invitation.revoked_at:
            return "revoked"
        return "open" if invitation.expires_at > self.context["at"] else "expired"


class InvitationFilters(StrictSerializer):
    waiting = serializers.BooleanField(
        required=False, default=False, help_text="Only those nobody has answered and nobody has withdrawn."
    )
    cursor = serializers.CharField(required=False)


class InvitationInput(StrictSerializer):
    email = serializers.EmailField(max_length=254)
    name = serializers.CharField(max_length=200)
    role = serializers.ChoiceField(choices=Role.choices)


class AuditActorSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class AuditSerializer(serializers.Serializer[Any]):
    """One line of the trail: who did what to whom, and when. `what` is in the caller's language."""

    id = serializers.UUIDField()
    at = serializers.DateTimeField()
    name = serializers.CharField(help_text="Never changes; for programs.")
    what = serializers.CharField()
    actor = AuditActorSerializer(allow_null=True)
    about = serializers.CharField(allow_null=True, help_text="The person or address it happened to.")
    detail = serializers.DictField()


class AuditKindSerializer(serializers.Serializer[Any]):
    """One kind of line of the trail."""

    name = serializers.CharField(help_text="Never changes; for programs.")
    what = serializers.CharField()


class AuditQuery(serializers.Serializer[Any]):
    name = serializers.CharField(required=False, max_length=80)
    person = serializers.UUIDField(required=False, help_text="Only what this person did.")
