-- The three roles of docs/decisions/0010: who owns, who serves, who may look across organizations.
-- Run once per server as its superuser; safe to run again.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'desk_owner') THEN CREATE ROLE desk_owner LOGIN BYPASSRLS CREATEDB; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'desk_app') THEN CREATE ROLE desk_app LOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'desk_definer') THEN CREATE ROLE desk_definer NOLOGIN BYPASSRLS; END IF;
END $$;
GRANT desk_definer TO desk_owner WITH INHERIT FALSE, SET TRUE;
ALTER ROLE desk_app SET statement_timeout = '10s';
ALTER ROLE desk_app SET lock_timeout = '2s';
ALTER ROLE desk_app SET idle_in_transaction_session_timeout = '60s';
