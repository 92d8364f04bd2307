import type { Ruling } from '../../machines/facts.ts';
import type { CaseId } from '../../machines/ids.ts';
import type { Tx } from '../db.ts';

/** What is asked about a result, and what follows from it, is settled by one transaction at a time. */
export async function lockResults(tx: Tx, results: readonly CaseId[]): Promise<void> {
  await tx.query({
    name: 'lock-results',
    text: `select pg_advisory_xact_lock(hashtextextended('result:' || id, 0)) from unnest($1::text[]) as id`,
    values: [[...new Set(results)].sort()],
  });
}

/**
 * Ended applications somebody asks to have rechecked (令40 第27条), locked until the end of the transaction: with what was asked
 * before, and with everybody who had a hand in it – who ended it, who signed the minutes, who decided what was asked.
 */
export async function loadRulings(
  tx: Tx,
  results: readonly CaseId[],
  { lock }: { lock: boolean },
): Promise<Map<CaseId, Ruling>> {
  if (lock) await lockResults(tx, results);
  const { rows } = await tx.query<Ruling & { id: CaseId }>({
    name: 'fact-ruling',
    text: `select c.id, c.person, c.programme, c.ended as outcome, e.at as "endedAt", c.snapshot -> 'context' as context,
        (select coalesce(array_agg(distinct hand order by hand), '{}') from unnest(
           array[e.actor, e.on_behalf_of, c.minutes_signer]
           || coalesce((select array_agg(d.actor) || array_agg(d.on_behalf_of) from rechecks r
                join events d on d.case_id = r.case_id and d.type in ('grant', 'refuse') where r.result = c.id), '{}')
         ) as hand where hand is not null) as hands,
        (select coalesce(json_agg(json_build_object('ground', r.ground, 'case', r.case_id, 'ended', a.ended,
             'lastAt', a.last_at) order by a.last_at, r.ground), '[]')
           from rechecks r join cases a on a.id = r.case_id where r.result = c.id) as asked
      from cases c join events e on e.case_id = c.id and e.seq = c.version
      where c.id = any($1::uuid[]) and c.lifecycle = 'application' and c.ended is not null`,
    values: [results],
  });
  return new Map(rows.map(({ id, ...ruling }) => [id, ruling]));
}
