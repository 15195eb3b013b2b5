from collections.abc import Collection

from django.db import connection

from core.files.sweeping import holds_files
from core.mail.models import OutgoingMail


@holds_files
def files_of_mails(among: Collection[int]) -> set[int]:
    """Which of these stored files go out, or went out, with a mail: its row names them in JSON."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT DISTINCT (file ->> 0)::bigint FROM {OutgoingMail._meta.db_table},
            jsonb_array_elements(attachments) AS file WHERE attachments <> '[]' AND (file ->> 0)::bigint = ANY (%s)""",  # noqa: S608 — our table
            [list(among)],
        )
        return {row[0] for row in cursor.fetchall()}
