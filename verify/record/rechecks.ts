import type { Report } from '../findings.ts';
import { jsonText, sameJson } from '../hashing.ts';
import { type CaseFile, isObject } from '../rows.ts';
import { type Db, Pages } from '../snapshot.ts';
import { UUID } from './question.ts';

/**
 * What was asked about results (令40 第27条, A50): the registers against what was sent; who decided had no hand in it; nothing is
 * reopened that was not granted.
 */
export function checkRechecks({ rechecks, followUps, events }: CaseFile, report: Report): void {
  const [first] = events;
  const last = events.at(-1)?.seq ?? null;
  const sent = isObject(first?.payload) ? first.payload : {};
  const isRecheck = first?.lifecycle === 'recheck';
  const asked = isRecheck ? [{ result: sent.result, ground: sent.ground }] : [];
  const inRegister = rechecks.map(({ result, ground }) => ({ result, ground }));
  if (!sameJson(inRegister, asked))
    report('recheckUnlikeEvents', last, `${jsonText(inRegister)}, asked ${jsonText(asked)}`);
  const reopens = first?.lifecycle === 'application' ? (sent.reopens ?? null) : null;
  const found = followUps.map(({ result }) => result);
  if (!sameJson(found, reopens === null ? [] : [reopens]))
    report('followUpUnlikeEvents', last, `${jsonText(found)}, the events reopen ${jsonText(reopens)}`);
}

interface Decision {
  readonly case_id: string;
  readonly seq: number;
  readonly detail: string;
}

/**
 * Whoever ended a case, for whom, who signed its minutes, its applicant, and who decided on what was asked of it earlier: none of
 * them, and nobody for one of them, decides on a recheck.
 */
const decidedByAHand = `with asked as (
    select o.case_id, substring(o.payload ->> 'result' from '^${UUID}$')::uuid as result from cases r
    join events o on o.case_id = r.id and o.seq = 1 where r.lifecycle = 'recheck'),
  decisions as (
    select a.result, d.case_id, d.seq, d.recorded, d.tx, hand from asked a
    join events d on d.case_id = a.case_id and d.type in ('grant', 'refuse')
    cross join lateral unnest(array[d.actor, d.on_behalf_of]) as hand where hand is not null)
  select d.case_id, d.seq, format('decided by %s, who had a hand in it', d.hand) as detail
    from decisions d join cases c on c.id = d.result join events e on e.case_id = c.id and e.seq = c.version
    where d.hand in (e.actor, e.on_behalf_of, c.minutes_signer, c.person) or exists (
      select from decisions b where b.result = d.result and b.case_id <> d.case_id and b.hand = d.hand
        and (b.recorded, b.tx) <= (d.recorded, d.tx))
    order by d.case_id, d.seq`;

export async function checkDeciders(db: Db, reportOf: (id: string) => Report): Promise<void> {
  const pages = await Pages.open<Decision>(db, { name: 'verify_deciders', select: decidedByAHand, size: 500 });
  for (let page = await pages.next(); page.length > 0; page = await pages.next()) {
    for (const { case_id, seq, detail } of page) reportOf(case_id)('samePerson', seq, detail);
  }
}
