//! The limit's statements on SQLite: each answers one JSON text. Keys are shown as `hex` has them; what a
//! subquery makes is JSON already, and `json()` says so where SQLite has forgotten it.

/// $1, $2: first and last key of the region's subtree; $3: status; $4, $5: accepted from, to.
pub const PAGE: &str = "
WITH page AS MATERIALIZED (
  SELECT c.id, c.number, c.title, c.kind, c.status, c.received_on, c.due_on, c.amount_fen, c.department_id,
         c.action_id, c.event_count
  FROM cases c
  WHERE (c.region_key BETWEEN $1 AND $2 OR c.id IN (
          SELECT p.case_id FROM case_departments p JOIN departments d ON d.id = p.department_id
          WHERE p.role IN ('CO_HANDLER', 'REFERRED_TO') AND d.region_key BETWEEN $1 AND $2))
    AND c.status = $3 AND c.accepted_on BETWEEN $4 AND $5
  ORDER BY c.received_on DESC, c.id DESC LIMIT 51)
SELECT json_object('data', json_object('cases', json_object(
  'nodes', (
    SELECT json_group_array(json_object(
      'id', hex(c.id), 'number', c.number, 'title', c.title, 'kind', c.kind, 'status', c.status,
      'receivedOn', c.received_on, 'dueOn', c.due_on,
      'amount', iif(c.amount_fen IS NULL, NULL, printf('%d.%02d', c.amount_fen / 100, c.amount_fen % 100)),
      'department', json_object('id', hex(d.id), 'shortName', d.short_name),
      'action', CASE WHEN a.id IS NOT NULL THEN json_object('id', hex(a.id), 'name', a.name) END,
      'events', (
        SELECT json_group_array(json_object('transition', e.transition, 'toStatus', e.to_status,
                 'occurredOn', e.occurred_on) ORDER BY e.sequence DESC)
        FROM case_events e WHERE e.case_id = c.id AND e.sequence > c.event_count - 3))
      ORDER BY c.received_on DESC, c.id DESC)
    FROM (SELECT * FROM page LIMIT 50) c
    JOIN departments d ON d.id = c.department_id
    LEFT JOIN joint_actions a ON a.id = c.action_id),
  'pageInfo', json_object('hasNextPage', json(iif((SELECT count(*) FROM page) > 50, 'true', 'false'))))))";

/// $1, $2: first and last key of the region's subtree; $3: the case.
pub const CASE: &str = "
SELECT json_object('data', json_object('case', json_object(
  'id', hex(c.id), 'number', c.number, 'title', c.title, 'kind', c.kind,
  'marks', json('[' || substr(
    iif(c.mark_major, ',\"MAJOR\"', '') || iif(c.mark_egregious, ',\"EGREGIOUS\"', '') ||
    iif(c.mark_typical, ',\"TYPICAL\"', '') || iif(c.mark_foreign_related, ',\"FOREIGN_RELATED\"', '') ||
    iif(c.mark_mass, ',\"MASS\"', ''), 2) || ']'),
  'source', c.source, 'status', c.status, 'outcome', c.outcome,
  'region', json_object('id', hex(r.id), 'name', r.name),
  'department', json_object('id', hex(d.id), 'name', d.name, 'shortName', d.short_name),
  'coHandlers', (
    SELECT json_group_array(json_object('id', hex(o.id), 'shortName', o.short_name)
             ORDER BY o.sort_order, o.id)
    FROM case_departments p JOIN departments o ON o.id = p.department_id
    WHERE p.case_id = c.id AND p.role = 'CO_HANDLER'),
  'action', CASE WHEN a.id IS NOT NULL
    THEN json_object('id', hex(a.id), 'codeName', a.code_name, 'name', a.name) END,
  'inspection', CASE WHEN i.id IS NOT NULL
    THEN json_object('id', hex(i.id), 'inspectedOn', i.inspected_on, 'place', i.place) END,
  'parties', (
    SELECT json_group_array(json_object('role', p.role, 'name', p.name, 'party', json_object('id', hex(y.id),
             'creditCode', y.credit_code, 'address', (SELECT d.address FROM party_departments d
               WHERE d.party_id = y.id ORDER BY d.changed_at DESC, d.id DESC LIMIT 1)))
             ORDER BY p.party_id)
    FROM case_parties p JOIN parties y ON y.id = p.party_id WHERE p.case_id = c.id),
  'handlers', (
    SELECT json_group_array(json_object('lead', json(iif(h.is_lead, 'true', 'false')), 'person',
             json_object('id', hex(u.id), 'displayName', u.display_name))
             ORDER BY h.is_lead DESC, h.user_id)
    FROM case_handlers h JOIN users u ON u.id = h.user_id WHERE h.case_id = c.id),
  'amount', iif(c.amount_fen IS NULL, NULL, printf('%d.%02d', c.amount_fen / 100, c.amount_fen % 100)),
  'illegalIncome', iif(c.illegal_income_fen IS NULL, NULL, printf('%d.%02d', c.illegal_income_fen / 100, c.illegal_income_fen % 100)),
  'penalty', CASE WHEN c.penalty_warning OR c.fine_fen > 0 OR c.confiscated_income_fen > 0
      OR c.confiscated_goods IS NOT NULL OR c.licence_revoked
    THEN json_object('warning', json(iif(c.penalty_warning, 'true', 'false')),
      'FINE', printf('%d.%02d', coalesce(c.fine_fen, 0) / 100, coalesce(c.fine_fen, 0) % 100),
      'confiscatedIncome', printf('%d.%02d', coalesce(c.confiscated_income_fen, 0) / 100, coalesce(c.confiscated_income_fen, 0) % 100),
      'confiscatedGoods', c.confiscated_goods, 'licenceRevoked', json(iif(c.licence_revoked, 'true', 'false'))) END,
  'referrals', (
    SELECT json_group_array(json_object('id', hex(f.id), 'target', f.target, 'regionName', f.to_region_name,
             'referredOn', f.referred_on, 'department',
             CASE WHEN t.id IS NOT NULL THEN json_object('shortName', t.short_name) END)
             ORDER BY f.recorded_at, f.id)
    FROM referrals f LEFT JOIN departments t ON t.id = f.to_department_id WHERE f.case_id = c.id),
  'receivedOn', c.received_on, 'acceptedOn', c.accepted_on, 'filedOn', c.filed_on,
  'decidedOn', c.decided_on, 'closedOn', c.closed_on, 'dueOn', c.due_on, 'summary', c.summary,
  'events', (
    SELECT json_group_array(json_object('id', hex(e.id), 'sequence', e.sequence, 'transition', e.transition,
             'fromStatus', e.from_status, 'toStatus', e.to_status, 'occurredOn', e.occurred_on,
             'recordedAt', e.recorded_at, 'actor', json_object('id', hex(u.id), 'displayName', u.display_name),
             'ground', e.ground, 'documents', json(e.documents), 'note', e.note) ORDER BY e.sequence DESC)
    FROM case_events e JOIN users u ON u.id = e.actor_id
    WHERE e.case_id = c.id AND e.sequence > c.event_count - 50),
  'version', c.version)))
FROM cases c
JOIN regions r ON r.id = c.region_id
JOIN departments d ON d.id = c.department_id
LEFT JOIN joint_actions a ON a.id = c.action_id
LEFT JOIN inspections i ON i.id = c.inspection_id
WHERE c.id = $3 AND (c.region_key BETWEEN $1 AND $2 OR c.id IN (
  SELECT p.case_id FROM case_departments p JOIN departments d ON d.id = p.department_id
  WHERE p.case_id = $3 AND p.role IN ('CO_HANDLER', 'REFERRED_TO') AND d.region_key BETWEEN $1 AND $2))";

/// $1, $2: first and last key of the region's subtree; $3: today; $4: the last day that is soon; $5: the
/// month's first day; $6: the months, as JSON; $7: the first of them.
pub const DASHBOARD: &str = "
WITH joint AS (
  SELECT p.case_id FROM case_departments p JOIN departments d ON d.id = p.department_id
  WHERE p.role IN ('CO_HANDLER', 'REFERRED_TO') AND d.region_key BETWEEN $1 AND $2),
counts AS MATERIALIZED (
  SELECT measure,
         CASE measure WHEN 'CASE_STATUS' THEN detail
           WHEN 'CASE_DUE' THEN CASE WHEN bucket < 'd' || replace($3, '-', '') THEN 'overdue' ELSE 'soon' END
           ELSE substr(bucket, 2, 4) || '-' || substr(bucket, 6) END AS part,
         sum(amount) AS n
  FROM figure_totals
  WHERE department_id = zeroblob(16) AND region_key = $1 AND (measure = 'CASE_STATUS'
    OR (measure IN ('CASE_ACCEPTED', 'CASE_FILED', 'CASE_CLOSED')
      AND bucket BETWEEN 'm' || replace($7, '-', '') AND 'm9')
    OR (measure = 'CASE_DUE' AND bucket BETWEEN 'd' AND 'd' || replace($4, '-', '')))
  GROUP BY 1, 2),
attention AS (
  SELECT * FROM (
    SELECT * FROM (
     SELECT 1 AS rank, 'CASE_OVERDUE' AS kind, c.due_on, c.id, c.number AS one, c.title AS two,
            c.department_id
     FROM cases c
     WHERE (c.region_key BETWEEN $1 AND $2 OR c.id IN (SELECT case_id FROM joint))
       AND c.is_open AND c.suspended_on IS NULL AND c.decided_on IS NULL AND c.due_sort < $3
     ORDER BY c.due_sort, c.id LIMIT 8)
    UNION ALL SELECT * FROM (
     SELECT 2 AS rank, 'CASE_DUE_SOON' AS kind, c.due_on, c.id, c.number AS one, c.title AS two,
            c.department_id
     FROM cases c
     WHERE (c.region_key BETWEEN $1 AND $2 OR c.id IN (SELECT case_id FROM joint))
       AND c.is_open AND c.suspended_on IS NULL AND c.decided_on IS NULL AND c.due_sort BETWEEN $3 AND $4
     ORDER BY c.due_sort, c.id LIMIT 8)
    UNION ALL SELECT * FROM (
     SELECT 3 AS rank, 'LEAD_WAITING' AS kind, c.due_on, c.id, c.number AS one, c.title AS two,
            c.department_id
     FROM cases c
     WHERE (c.region_key BETWEEN $1 AND $2 OR c.id IN (SELECT case_id FROM joint))
       AND c.status = 'LEAD'
       AND c.received_on < date($3, '-10 day') AND c.due_sort > $4
     ORDER BY c.due_sort, c.id LIMIT 8)
    UNION ALL SELECT * FROM (SELECT 4, 'ACTION_ENDING', coalesce(a.extended_to, a.ends_on), a.id, a.name, NULL, NULL
     FROM joint_actions a
     WHERE a.region_key BETWEEN $1 AND $2 AND a.cancelled_on IS NULL AND a.starts_on <= $3
       AND coalesce(a.extended_to, a.ends_on) BETWEEN $3 AND date($3, '+14 day')
     ORDER BY coalesce(a.extended_to, a.ends_on), a.id LIMIT 8)
    UNION ALL SELECT * FROM (SELECT 5, 'TASK_DUE', t.due_on, t.id, t.content, t.responsible, NULL
     FROM action_tasks t JOIN joint_actions a ON a.id = t.action_id
     WHERE a.region_key BETWEEN $1 AND $2 AND a.cancelled_on IS NULL AND t.completed_on IS NULL
       AND t.due_on <= date($3, '+7 day')
     ORDER BY t.due_on, t.id LIMIT 8)) found
  ORDER BY due_on NULLS LAST, rank, id LIMIT 20)
SELECT json_object('data', json_object('dashboard', json_object(
  'region', (SELECT json_object('id', hex(r.id), 'name', r.name) FROM regions r WHERE r.key = $1),
  'caseCounts', (
    SELECT json_group_array(json_object('status', part, 'count', n)
             ORDER BY instr(',LEAD,NOT_ACCEPTED,ACCEPTED,NOT_FILED,FILED,INVESTIGATING,SUSPENDED,LEGAL_REVIEW,NOTICE,HEARING,DECIDED,\
        ENFORCING,REFERRED,REFERRED_TO_POLICE,POLICE_RECONSIDERATION,CLOSED,ARCHIVED,', ',' || part || ','))
    FROM counts WHERE measure = 'CASE_STATUS' AND n > 0),
  'months', (
    SELECT json_group_array(json_object('month', m.value,
      'accepted', coalesce((SELECT n FROM counts WHERE measure = 'CASE_ACCEPTED' AND part = m.value), 0),
      'filed', coalesce((SELECT n FROM counts WHERE measure = 'CASE_FILED' AND part = m.value), 0),
      'closed', coalesce((SELECT n FROM counts WHERE measure = 'CASE_CLOSED' AND part = m.value), 0)) ORDER BY m.key)
    FROM json_each($6) m),
  'departments', (
    SELECT json_group_array(json_object('department', json_object('id', hex(d.id), 'shortName', d.short_name),
      'open', coalesce(r.open, 0), 'accepted', coalesce(r.accepted, 0), 'closed', coalesce(r.closed, 0))
      ORDER BY d.region_key, d.sort_order, d.id)
    FROM departments d
    LEFT JOIN (
      SELECT department_id,
             sum(amount) FILTER (WHERE measure = 'CASE_STATUS' AND
               detail NOT IN ('NOT_ACCEPTED', 'NOT_FILED', 'CLOSED', 'ARCHIVED')) AS open,
             sum(amount) FILTER (WHERE measure = 'CASE_ACCEPTED') AS accepted,
             sum(amount) FILTER (WHERE measure = 'CASE_CLOSED') AS closed
      FROM figure_totals WHERE region_key = $1 AND (measure = 'CASE_STATUS'
        OR (measure IN ('CASE_ACCEPTED', 'CASE_CLOSED') AND bucket BETWEEN 'm' || replace($7, '-', '') AND 'm9'))
      GROUP BY department_id) r ON r.department_id = d.id
    WHERE d.region_key BETWEEN $1 AND $2 AND NOT d.is_coordination_office AND d.active),
  'openCases', (SELECT coalesce(sum(n), 0) FROM counts
    WHERE measure = 'CASE_STATUS' AND part NOT IN ('NOT_ACCEPTED', 'NOT_FILED', 'CLOSED', 'ARCHIVED')),
  'overdueCases', coalesce((SELECT n FROM counts WHERE measure = 'CASE_DUE' AND part = 'overdue'), 0),
  'dueSoonCases', coalesce((SELECT n FROM counts WHERE measure = 'CASE_DUE' AND part = 'soon'), 0),
  'inspectionsThisMonth', (SELECT count(*) FROM inspections
    WHERE region_key BETWEEN $1 AND $2 AND inspected_on BETWEEN $5 AND $3),
  'trainingsThisMonth', (SELECT count(*) FROM trainings
    WHERE region_key BETWEEN $1 AND $2 AND starts_on BETWEEN $5 AND $3),
  'ongoingActions', (SELECT count(*) FROM joint_actions WHERE region_key BETWEEN $1 AND $2
    AND cancelled_on IS NULL AND starts_on <= $3 AND coalesce(extended_to, ends_on) >= $3),
  'attention', (
    SELECT json_group_array(json_object('kind', x.kind, 'dueOn', x.due_on, 
      'overdue', json(iif(x.due_on < $3, 'true', 'false')),
      'subject', CASE x.kind
        WHEN 'ACTION_ENDING' THEN json_object('__typename', 'JointAction', 'id', hex(x.id), 'name', x.one)
        WHEN 'TASK_DUE' THEN json_object('__typename', 'ActionTask', 'id', hex(x.id), 'content', x.one,
          'responsible', x.two)
        ELSE json_object('__typename', 'Case', 'id', hex(x.id), 'number', x.one, 'title', x.two,
          'department', json_object('id', hex(d.id), 'shortName', d.short_name)) END)
      ORDER BY x.due_on NULLS LAST, x.rank, x.id)
    FROM attention x LEFT JOIN departments d ON d.id = x.department_id))))";
