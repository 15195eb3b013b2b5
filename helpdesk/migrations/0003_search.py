from django.db import migrations

CREATE = """
CREATE INDEX helpdesk_ticket_search ON helpdesk_ticket USING gin (to_tsvector('simple', search_text));
CREATE FUNCTION helpdesk_search(words text, number integer, departments bigint[], cap integer) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
  SELECT t.id FROM public.helpdesk_ticket t
  WHERE t.organization_id = current_setting('app.organization')::bigint
    AND t.department_id = ANY (departments)
    AND (t.number = helpdesk_search.number
      OR to_tsvector('simple', t.search_text) @@ to_tsquery('simple', words))
  ORDER BY t.number = helpdesk_search.number DESC NULLS LAST, t.id DESC LIMIT least(cap, 500)
$$;
GRANT SELECT ON helpdesk_ticket TO desk_definer;
GRANT CREATE ON SCHEMA public TO desk_definer;
ALTER FUNCTION helpdesk_search(text, integer, bigint[], integer) OWNER TO desk_definer;
REVOKE CREATE ON SCHEMA public FROM desk_definer;
SET LOCAL ROLE desk_definer;
REVOKE EXECUTE ON FUNCTION helpdesk_search(text, integer, bigint[], integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION helpdesk_search(text, integer, bigint[], integer) TO desk_app;
RESET ROLE;
"""

DROP = """
DROP FUNCTION helpdesk_search(text, integer, bigint[], integer);
REVOKE SELECT ON helpdesk_ticket FROM desk_definer;
DROP INDEX helpdesk_ticket_search;
"""


class Migration(migrations.Migration):
    """See docs/decisions/0033-search.md."""

    dependencies = [("helpdesk", "0002_search_text")]
    operations = [migrations.RunSQL(CREATE, DROP)]
