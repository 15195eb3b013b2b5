"""What an organization leaves behind in a year, in SQL: contacts, and a batch of tickets with messages and events."""

CONTACTS = """
INSERT INTO helpdesk_contact (organization_id, public_id, name, email, email_key, phone, language, zone)
SELECT %(organization)s, gen_random_uuid(), 'Customer ' || i, 'c' || i || '@customer.example',
       'c' || i || '@customer.example', '', 'en', ''
FROM generate_series(1, %(contacts)s) i
"""
TICKETS = """
INSERT INTO helpdesk_ticket (organization_id, public_id, number, version, subject, search_text, status, priority, channel,
  language, opened_at, opened_by_contact, first_response_started_at, first_response_target_seconds, first_response_due_at,
  first_responded_at, first_solved_at, solved_at, waiting_since, last_message_at, last_message_preview, excluded_reason,
  department_id, contact_id, assignee_id)
SELECT %(organization)s, gen_random_uuid(), i, CASE WHEN is_open THEN 1 ELSE 3 END, subject,
  lower(subject) || ' customer ' || 1 + c || ' c' || 1 + c || ' customer example', CASE WHEN is_open THEN 'new' ELSE 'solved' END,
  (ARRAY['low', 'normal', 'normal', 'high'])[1 + i %% 4], (ARRAY['mail', 'mail', 'form', 'chat'])[1 + i / 4 %% 4], 'en',
  opened, true, opened, 14400, opened + interval '4 hours',
  CASE WHEN NOT is_open THEN answered END, CASE WHEN NOT is_open THEN solved END, CASE WHEN NOT is_open THEN solved END,
  CASE WHEN is_open THEN opened END, CASE WHEN is_open THEN opened ELSE solved END, 'Good morning, ' || subject, '',
  (%(departments)s::bigint[])[1 + i %% %(places)s], k.id, CASE WHEN NOT is_open OR i %% 3 > 0
    THEN (%(agents)s::bigint[])[1 + (i::bigint * 7919) %% %(people)s] END
FROM (SELECT i, i > %(tickets)s * (1 - %(open_share)s) AS is_open, (i::bigint * 7919) %% %(contacts)s AS c,
        %(end)s::timestamptz - interval '365 days' * (1 - i::float8 / %(tickets)s) AS opened,
        (ARRAY['Invoice', 'Outage', 'Refund', 'Contract', 'Log-in', 'Meter', 'Moving'])[1 + i %% 7] || ' ' || i %% 9973 AS subject
      FROM generate_series(%(first)s, %(last)s) i) line
JOIN helpdesk_contact k
  ON k.organization_id = %(organization)s AND k.email_key = 'c' || 1 + c || '@customer.example' AND k.email_key <> ''
CROSS JOIN LATERAL (SELECT opened + interval '1 second' * (300 + (i::bigint * 104729) %% 9000) AS answered) a
CROSS JOIN LATERAL (SELECT answered + interval '1 second' * (600 + (i::bigint * 1299709) %% 90000) AS solved) s
ORDER BY i
"""  # noqa: E501 — columns side by side with their values
MESSAGES = """
INSERT INTO helpdesk_message (organization_id, public_id, ticket_id, kind, direction, author_kind, contact_id, membership_id,
  text, html, at, content_kind, badges, mail_message_id, delivery_state, delivery_reason)
SELECT organization_id, gen_random_uuid(), id, 'public', side.direction, side.author,
  CASE side.direction WHEN 'in' THEN contact_id END, CASE side.direction WHEN 'out' THEN assignee_id END,
  side.text || subject, '', CASE side.direction WHEN 'in' THEN opened_at ELSE first_responded_at END, 'text', '[]', '', '', ''
FROM helpdesk_ticket
CROSS JOIN (VALUES ('in', 'customer', 'Good morning, '), ('out', 'human', 'Thank you. About ')) side(direction, author, text)
WHERE organization_id = %(organization)s AND number BETWEEN %(first)s AND %(last)s
  AND (side.direction = 'in' OR first_responded_at IS NOT NULL)
ORDER BY number
"""  # noqa: E501 — columns side by side with their values
EVENTS = """
INSERT INTO core_event (organization_id, name, subject, subject_id, version, actor_id, actor_kind, at, payload)
SELECT t.organization_id, 'helpdesk.ticket.' || e.verb, 'helpdesk.ticket', t.id, e.version, e.actor, e.kind, e.at,
  jsonb_build_object('subject_id', t.id, 'version', e.version, 'actor_id', e.actor, 'actor_kind', e.kind,
    'at', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'), 'department_id', t.department_id,
    'assignee_id', t.assignee_id) || e.told
FROM helpdesk_ticket t CROSS JOIN LATERAL (
  VALUES ('opened', 1, NULL::bigint, 'customer', t.opened_at, jsonb_build_object('changed', '[]'::jsonb,
    'contact_id', t.contact_id, 'channel', t.channel, 'language', t.language, 'opened_by_contact', true,
    'first_response_due_at', to_char(t.first_response_due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'))),
  ('replied', 2, t.assignee_id, 'human', t.first_responded_at, jsonb_build_object('changed', '["messages"]'::jsonb,
    'message_id', 0, 'status_after', 'solved',
    'first_response_seconds', extract(epoch FROM t.first_responded_at - t.opened_at)::int,
    'first_response_business_seconds', extract(epoch FROM t.first_responded_at - t.opened_at)::int,
    'run_started_at', to_char(t.opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'),
    'run_business_seconds', extract(epoch FROM t.first_responded_at - t.opened_at)::int)),
  ('solved', 3, t.assignee_id, 'human', t.solved_at, jsonb_build_object('changed', '["status", "solved_at"]'::jsonb,
    'contact_id', t.contact_id, 'opened_at', to_char(t.opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'),
    'business_seconds', extract(epoch FROM t.solved_at - t.opened_at)::int, 'is_first', true))
) e(verb, version, actor, kind, at, told)
WHERE t.organization_id = %(organization)s AND t.number BETWEEN %(first)s AND %(last)s AND e.at IS NOT NULL
ORDER BY t.number, e.version
"""  # noqa: E501 — columns side by side with their values
# Its numbers are taken before its tickets are written, so that one opened meanwhile gets another.
NUMBERS = """
INSERT INTO helpdesk_ticketnumber (organization_id, last) VALUES (%(organization)s, %(tickets)s)
ON CONFLICT (organization_id) DO UPDATE SET last = greatest(helpdesk_ticketnumber.last, excluded.last)
"""
WRITTEN = """
SELECT number FROM helpdesk_ticket WHERE organization_id = %(organization)s AND number = ANY (%(firsts)s)
"""
# One solved ticket in eight is rated, some hours later; most are content, with some agents more than with others.
RATINGS = """
WITH asked AS (
  INSERT INTO surveys_invitation (organization_id, public_id, version, survey_id, ticket_id, contact_id, department_id,
    agent_id, resolution, resolved_at, language, not_asked, invited_at, expires_at, token_sha256, mail_message_id)
  SELECT organization_id, gen_random_uuid(), 1, %(survey)s, id, contact_id, department_id, assignee_id, 3, solved_at, 'en',
    '', solved_at + interval '1 minute', solved_at + interval '14 days 1 minute',
    encode(sha256(gen_random_uuid()::text::bytea), 'hex'), ''
  FROM helpdesk_ticket
  WHERE organization_id = %(organization)s AND number BETWEEN %(first)s AND %(last)s AND number %% 8 = 0
    AND solved_at IS NOT NULL
  ORDER BY number
  RETURNING id, ticket_id, contact_id, department_id, agent_id, invited_at),
answered AS (
  INSERT INTO surveys_surveyanswer (organization_id, public_id, version, invitation_id, rating, was_solved_at_once, comment,
    is_suspect, first_answered_at, answered_at)
  SELECT %(organization)s, gen_random_uuid(), 1, id,
    (ARRAY[5, 5, 5, 4, 4, 4, 5, 3, 2, 1, 1, 4])[1 + (hashint8(ticket_id) & 2147483647) %% CASE agent_id %% 7 WHEN 0 THEN 12 ELSE 10 END],
    ticket_id %% 3 > 0, '', false, at, at
  FROM asked CROSS JOIN LATERAL (SELECT invited_at + interval '1 second' * ((ticket_id * 104729) %% 36000) AS at) a
  RETURNING id, invitation_id, rating, was_solved_at_once, first_answered_at),
versions AS (
  INSERT INTO surveys_answerversion (organization_id, answer_id, rating, was_solved_at_once, comment, is_suspect,
    nonce_sha256, at)
  SELECT %(organization)s, id, rating, was_solved_at_once, '', false, encode(sha256(gen_random_uuid()::text::bytea), 'hex'),
    first_answered_at
  FROM answered)
INSERT INTO core_event (organization_id, name, subject, subject_id, version, actor_id, actor_kind, at, payload)
SELECT %(organization)s, 'surveys.' || e.verb, 'surveys.' || split_part(e.verb, '.', 1), e.subject_id, 1, NULL, e.kind, e.at,
  jsonb_build_object('subject_id', e.subject_id, 'version', 1, 'actor_id', NULL, 'actor_kind', e.kind,
    'at', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'), 'ticket_id', i.ticket_id,
    'contact_id', i.contact_id, 'department_id', i.department_id, 'agent_id', i.agent_id) || e.told
FROM asked i JOIN answered a ON a.invitation_id = i.id CROSS JOIN LATERAL (
  VALUES ('invitation.sent', i.id, 'system', i.invited_at, jsonb_build_object('changed', '["invited_at"]'::jsonb)),
  ('answer.given', a.id, 'customer', a.first_answered_at, jsonb_build_object('changed', '["rating"]'::jsonb,
    'rating', a.rating, 'is_change', false, 'comment_present', false, 'suspect', false,
    'first_answered_at', to_char(a.first_answered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')))
) e(verb, subject_id, kind, at, told)
ORDER BY i.id, e.at
"""  # noqa: E501 — columns side by side with their values
