from django.db import migrations

CREATE = """
CREATE FUNCTION core_organization_for_address(asked text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.id FROM public.accounts_organization o
  WHERE o.host = lower(rtrim(regexp_replace(asked, '^.*@', ''), '.'))
    AND (lower(asked) ~ '^r[+][a-z2-7]{34}@'
      OR EXISTS (SELECT FROM public.helpdesk_department d
        WHERE d.organization_id = o.id AND d.archived_at IS NULL AND d.address_local_part <> ''
          AND d.address_local_part = lower(split_part(split_part(asked, '@', 1), '+', 1))))
$$;
GRANT SELECT ON accounts_organization, helpdesk_department TO desk_definer;
GRANT CREATE ON SCHEMA public TO desk_definer;
ALTER FUNCTION core_organization_for_address(text) OWNER TO desk_definer;
REVOKE CREATE ON SCHEMA public FROM desk_definer;
SET LOCAL ROLE desk_definer;
REVOKE EXECUTE ON FUNCTION core_organization_for_address(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION core_organization_for_address(text) TO desk_app;
RESET ROLE;
"""


class Migration(migrations.Migration):
    """The only question the intake may ask across organizations: whose address is this? An id or nothing."""

    dependencies = [("helpdesk_mail", "0001_sent_mail")]
    operations = [migrations.RunSQL(CREATE, "DROP FUNCTION core_organization_for_address(text)")]
