"""Tables of other packages, brought behind the wall between organizations."""

from collections.abc import Sequence

from django.db.migrations.operations import RunSQL

from core.tenancy import CURRENT

OWN = f"organization_id = {CURRENT}"


class AdoptTable(RunSQL):
    """Give a table that knows no organization the column, the policy and keys that start with it.

    The column fills itself from the open `tenant()`, so the package need not know of it. The
    default is set after the column: in one step it would be evaluated in the migration and fail.
    `drop` and `unique` replace constraints and indexes that would answer for another organization.
    There is no way back: without the column the rows of everybody would lie together.
    """

    def __init__(
        self,
        table: str,
        *,
        parent: tuple[str, str],
        drop: Sequence[str] = (),
        drop_indexes: Sequence[str] = (),
        unique: Sequence[str] = (),
        tenant_id: bool = False,
    ) -> None:
        column, target = parent
        statements = [
            f"ALTER TABLE {table} ADD COLUMN organization_id bigint",
            f"ALTER TABLE {table} ALTER COLUMN organization_id SET DEFAULT current_setting('app.organization')::bigint",
            f"ALTER TABLE {table} ALTER COLUMN organization_id SET NOT NULL",
            _key(table, "organization", "organization_id", "accounts_organization (id)"),
            *(f"ALTER TABLE {table} DROP CONSTRAINT {name}" for name in drop),
            *(f"DROP INDEX {name}" for name in drop_indexes),
            *(
                f"CREATE UNIQUE INDEX {table}_own_{number} ON {table} {definition}"
                for number, definition in enumerate(unique, start=1)
            ),
            *([f"ALTER TABLE {table} ADD UNIQUE (organization_id, id)"] if tenant_id else []),
            _key(
                table,
                "own_parent",
                f"organization_id, {column}",
                f"{target} (organization_id, id) ON DELETE CASCADE DEFERRABLE INITIALLY IMMEDIATE",
            ),
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY {table}_tenant ON {table} USING ({OWN}) WITH CHECK ({OWN})",
        ]
        super().__init__([f"{statement};" for statement in statements])
        self.arguments = (
            (table,),
            {
                "parent": parent,
                "drop": drop,
                "drop_indexes": drop_indexes,
                "unique": unique,
                "tenant_id": tenant_id,
            },
        )

    def deconstruct(self):  # type: ignore[no-untyped-def]  # noqa: ANN201 — as the base has it
        args, kwargs = self.arguments
        return type(self).__name__, list(args), dict(kwargs)


def _key(table: str, name: str, columns: str, target: str) -> str:
    return f"ALTER TABLE {table} ADD CONSTRAINT {table}_{name} FOREIGN KEY ({columns}) REFERENCES {target}"
