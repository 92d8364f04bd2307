import { randomUUID } from 'node:crypto';
import type { Office } from './office.ts';

/** Rows of deadlines without cases, for what only looks at rows: the next hundred thousand of a mass deadline. */
export async function putDueRows(
  { query }: Office,
  rows: { count: number; dueAt: number; everyMs?: number; status?: 'armed' | 'provisional'; claimedUntil?: number },
): Promise<void> {
  const { count, dueAt, everyMs = 0, status = 'armed', claimedUntil = null } = rows;
  await query('alter table deadlines drop constraint if exists deadlines_case_id_armed_seq_fkey');
  await query(
    `insert into deadlines (case_id, name, armed_seq, anchor, rule, due_at, programme_version, calendar_version, status,
       claimed_until)
     select gen_random_uuid(), 'intakeCutoff', 1, 0, '{}', $2::bigint + n * $3::bigint, 1, 1, $4, $5
     from generate_series(0, $1::integer - 1) as n`,
    [count, dueAt, everyMs, status, claimedUntil],
  );
}

/** A message of a case's first event that is to be delivered; answers its n. */
export async function putOutboxRow(
  { query }: Office,
  row: { case: string; n: number; payload: object; target?: string; claimedUntil?: number },
): Promise<void> {
  const { payload, target = null, claimedUntil = null, n } = row;
  const { kind } = payload as { kind: string };
  await query(
    `insert into outbox (case_id, seq, n, kind, target, payload, key, claimed_until)
     values ($1, 1, $2, $3, $4, $5, $6, $7)`,
    [
      row.case,
      n,
      kind,
      target,
      JSON.stringify({ ...payload, programme: 'kaili-2023' }),
      `cause:${row.case}:1:${n}:${randomUUID()}`,
      claimedUntil,
    ],
  );
}

/** Messages of no event that were delivered long ago, as nearly all of an outbox are. */
export async function putSettledMessages({ query }: Office, count: number): Promise<void> {
  await query('alter table outbox drop constraint if exists outbox_case_id_seq_fkey');
  await query(
    `insert into outbox (case_id, seq, n, kind, payload, key, settled)
     select gen_random_uuid(), 1, 0, 'send', '{}', 'settled ' || n, '{}' from generate_series(1, $1::integer) as n`,
    [count],
  );
}
