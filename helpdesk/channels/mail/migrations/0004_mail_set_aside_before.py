from django.db import migrations

BEFORE = """
INSERT INTO helpdesk_mail_setasidemail (organization_id, public_id, version, raw_id, arrived_at, reason, detail,
    sender, sender_name, subject, headers, text, recipients, state, settled_at, ticket_id)
SELECT raw.organization_id, gen_random_uuid(), 1, raw.id, raw.received_at, why.reason,
    CASE why.reason WHEN 'unreadable' THEN raw.reason ELSE '' END, '', '', '', '[]', '', '[]',
    CASE why.reason WHEN 'delivery_report' THEN 'dismissed' ELSE 'waiting' END,
    CASE why.reason WHEN 'delivery_report' THEN raw.received_at END,
    (SELECT m.ticket_id FROM helpdesk_message m
     WHERE m.organization_id = raw.organization_id AND m.raw_inbound_id = raw.id ORDER BY m.id LIMIT 1)
FROM core_rawinbound raw
CROSS JOIN LATERAL (SELECT CASE
    WHEN raw.state = 'parked' THEN 'unreadable'
    WHEN raw.reason = 'a delivery report of one of our mails' THEN 'delivery_report'
    WHEN raw.reason = 'a delivery report of no mail of ours' THEN 'unknown_report'
    ELSE 'own_mailbox' END AS reason) why
WHERE raw.source = 'mail' AND (raw.state = 'parked' OR raw.state = 'parsed' AND raw.reason <> '')
"""


class Migration(migrations.Migration):
    """What was set aside before there was a page for it. Reading it again tells who wrote it and what."""

    dependencies = [("helpdesk_mail", "0003_set_aside_mail"), ("helpdesk", "0010_held_replies")]
    operations = [migrations.RunSQL(BEFORE, migrations.RunSQL.noop)]
