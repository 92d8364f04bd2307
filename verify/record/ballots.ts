import type { Finding } from '../findings.ts';
import { onSnapshot } from '../snapshot.ts';

/**
 * Votes (reliability I16; domain §2.4, A23, A49): as many ballots as experts marked, who were present, not recused and voted in
 * person; nothing in a box but what an open urn of its meeting holds; the counts a sitting goes by are those of its urns. How
 * anybody voted is not to be found, and is not looked for.
 */
const votes = `
  with marked as (
    select meeting, case_id, count(*) as n from ballot_marks group by meeting, case_id),
  lying as (
    select b.meeting, i.case_id, count(*) as n from ballots i join ballot_boxes b using (box) group by b.meeting, i.case_id)
  select 'ballotsUnlikeMarks' as name, u.case_id as case,
      format('meeting %s: %s ballots, %s voters marked', u.meeting, held.n, coalesce(m.n, 0)) as detail
    from urns u left join marked m using (meeting, case_id) left join lying l using (meeting, case_id)
      cross join lateral (select case when u.box is null then u.yes + u.no + u.abstain else coalesce(l.n, 0) end as n) held
    where held.n is distinct from coalesce(m.n, 0)
  union all
  select 'ballotUnlawful', m.case_id, format('meeting %s: %s', m.meeting, case
        when r.voter is null then 'a voter was not present' when r.recused then 'a voter was recused'
        else 'somebody voted for another' end)
    from ballot_marks m left join ballot_roster r using (meeting, case_id, voter)
    where r.voter is null or r.recused or m.cast_by <> m.voter
  union all
  select distinct 'ballotLeftBehind', i.case_id, format('box %s holds a ballot of no open urn', i.box)
    from ballots i left join ballot_boxes b using (box)
      left join urns u on u.meeting = b.meeting and u.case_id = i.case_id and u.box = i.box
    where u.box is null
  union all
  select 'countsUnlikeUrn', u.case_id, format('meeting %s goes by %s of %s, its urn has %s of %s', u.meeting,
        item -> 'counts' ->> 'yes', item -> 'counts' ->> 'present', u.yes, u.yes + u.no + u.abstain)
    from cases c cross join lateral json_array_elements(c.snapshot -> 'context' -> 'agenda') as item
      join urns u on u.meeting = c.id and u.case_id::text = item ->> 'case'
    where c.lifecycle = 'meeting' and json_typeof(item -> 'counts') = 'object'
      and ((item -> 'counts' ->> 'yes')::integer, (item -> 'counts' ->> 'present')::integer)
        is distinct from (u.yes::integer, u.yes + u.no + u.abstain)
  order by name, "case"`;

/**
 * A look of its own, which must be short: who reads a box keeps the meeting that votes into it from closing, and a look begun
 * before the closing would find the box empty.
 */
export function ballotFindings(database: string): Promise<Finding[]> {
  return onSnapshot(database, async (db) => {
    await db.query('lock table ballots in access share mode');
    const { rows } = await db.query<Pick<Finding, 'name' | 'case' | 'detail'>>(votes);
    return rows.map((row) => ({ ...row, seq: null }));
  });
}
