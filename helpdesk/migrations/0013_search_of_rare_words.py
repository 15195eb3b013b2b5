from django.db import migrations

# A prefix looks frequent to the planner whatever it is, and then reading tickets from the newest on looks cheap: for a
# word of five tickets in a million that is all of them. So the newest are looked through first, and only a search that
# they do not fill asks the index of words, which the sum keeps from being passed over for the one that is in order.
BODY = """
  WITH newest AS MATERIALIZED (
    SELECT hit.id FROM (
      SELECT t.id, t.department_id, t.search_text FROM public.helpdesk_ticket t
      WHERE t.organization_id = current_setting('app.organization')::bigint AND helpdesk_search.number IS NULL
      ORDER BY t.id DESC LIMIT 4000) hit
    WHERE hit.department_id = ANY (departments)
      AND to_tsvector('simple', hit.search_text) @@ to_tsquery('simple', words)
    ORDER BY hit.id DESC LIMIT least(cap, 500))
  SELECT id FROM newest WHERE (SELECT count(*) FROM newest) >= least(cap, 500)
  UNION ALL
  (SELECT t.id FROM public.helpdesk_ticket t
   WHERE (SELECT count(*) FROM newest) < least(cap, 500)
     AND t.organization_id = current_setting('app.organization')::bigint
     AND t.department_id = ANY (departments)
     AND (t.number = helpdesk_search.number
       OR to_tsvector('simple', t.search_text) @@ to_tsquery('simple', words))
   ORDER BY t.number = helpdesk_search.number DESC NULLS LAST, t.id + 0 DESC LIMIT least(cap, 500))
"""
BEFORE = """
  SELECT t.id FROM public.helpdesk_ticket t
  WHERE t.organization_id = current_setting('app.organization')::bigint
    AND t.department_id = ANY (departments)
    AND (t.number = helpdesk_search.number
      OR to_tsvector('simple', t.search_text) @@ to_tsquery('simple', words))
  ORDER BY t.number = helpdesk_search.number DESC NULLS LAST, t.id DESC LIMIT least(cap, 500)
"""


def function(body: str) -> str:
    return f"""
GRANT CREATE ON SCHEMA public TO desk_definer;
SET LOCAL ROLE desk_definer;
CREATE OR REPLACE FUNCTION helpdesk_search(words text, number integer, departments bigint[], cap integer)
RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $${body}$$;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM desk_definer;
"""


class Migration(migrations.Migration):
    """See docs/decisions/0033-search.md and 0111."""

    dependencies = [("helpdesk", "0012_alerts")]
    operations = [migrations.RunSQL(function(BODY), function(BEFORE))]
