#!/usr/bin/env bash
# First start of the database container: the three roles with their passwords, and an empty database.
set -euo pipefail
run() { psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" "$@"; }
run --dbname postgres --file /docker-entrypoint-initdb.d/sql/roles.sql
run --dbname postgres --set owner="$DESK_OWNER_PASSWORD" --set app="$DESK_APP_PASSWORD" <<'SQL'
ALTER ROLE desk_owner PASSWORD :'owner';
ALTER ROLE desk_app PASSWORD :'app';
CREATE DATABASE desk OWNER desk_owner;
SQL
run --dbname desk --file /docker-entrypoint-initdb.d/sql/grants.sql
