from django.db import migrations

CLAIM = """
CREATE FUNCTION core_claim_due(
  batch int, per_organization int, ring interval, doublings int, skipped text[])
RETURNS TABLE (id bigint, organization_id bigint, receiver varchar, claim int, attempts int)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH turns AS (
    SELECT o.id, row_number() OVER (PARTITION BY o.organization_id ORDER BY o.due_at, o.id) AS turn
    FROM public.core_delivery o
    WHERE o.done_at IS NULL AND o.parked_at IS NULL AND o.due_at <= clock_timestamp()
      AND o.receiver <> ALL (skipped)),
  picked AS (
    SELECT o.id FROM public.core_delivery o JOIN turns USING (id)
    WHERE turn <= per_organization AND o.due_at <= clock_timestamp()
      AND o.done_at IS NULL AND o.parked_at IS NULL
    ORDER BY turn, o.id LIMIT batch FOR UPDATE OF o SKIP LOCKED)
  UPDATE public.core_delivery o
  SET due_at = clock_timestamp() + ring * power(2, least(o.claims - o.taken, doublings)), claims = o.claims + 1
  FROM picked WHERE o.id = picked.id
  RETURNING o.id, o.organization_id, o.receiver, o.claims, o.attempts
$$;
"""
IDS = """
CREATE FUNCTION core_organization_ids() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT id FROM public.accounts_organization ORDER BY id
$$;
"""
OWN = """
GRANT CREATE ON SCHEMA public TO desk_definer;
ALTER FUNCTION {signature} OWNER TO desk_definer;
REVOKE CREATE ON SCHEMA public FROM desk_definer;
SET LOCAL ROLE desk_definer;
REVOKE EXECUTE ON FUNCTION {signature} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {signature} TO desk_app;
RESET ROLE;
"""
CLAIM_SIGNATURE = "core_claim_due(int, int, interval, int, text[])"
IDS_SIGNATURE = "core_organization_ids()"
GRANTS = """
GRANT SELECT, UPDATE ON core_delivery TO desk_definer;
GRANT SELECT ON accounts_organization TO desk_definer;
"""
WAKE = """
CREATE FUNCTION core_wake_relay() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_notify('core_delivery', '');
  RETURN NULL;
END $$;
CREATE TRIGGER core_delivery_wakes AFTER INSERT ON core_delivery
  FOR EACH STATEMENT EXECUTE FUNCTION core_wake_relay();
CREATE FUNCTION core_wake_ticker() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_notify('core_live', current_setting('app.organization', true));
  RETURN NULL;
END $$;
CREATE TRIGGER core_livetopic_wakes AFTER UPDATE OF version ON core_livetopic
  FOR EACH STATEMENT EXECUTE FUNCTION core_wake_ticker();
"""
SLEEP = """
DROP TRIGGER core_livetopic_wakes ON core_livetopic;
DROP TRIGGER core_delivery_wakes ON core_delivery;
DROP FUNCTION core_wake_ticker();
DROP FUNCTION core_wake_relay();
"""


class Migration(migrations.Migration):
    """The relay's one way across organizations, and the bells that wake it and the ticker."""

    dependencies = [("core", "0003_files_raw_operations"), ("accounts", "0002_organization_for_host")]
    operations = [
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
        migrations.RunSQL(CLAIM + OWN.format(signature=CLAIM_SIGNATURE), f"DROP FUNCTION {CLAIM_SIGNATURE}"),
        migrations.RunSQL(IDS + OWN.format(signature=IDS_SIGNATURE), f"DROP FUNCTION {IDS_SIGNATURE}"),
        migrations.RunSQL(WAKE, SLEEP),
    ]
