import type { Question } from './question.ts';

/**
 * What an application was told of its vote (domain §2.4; 令40 第20条, 第23条): only by a sitting whose minutes everybody who
 * presided had signed, with the counts of its urn, under those minutes and one of those names.
 */

/** Decisions by cause, with the event of the sitting that told them. */
const decisions = `decisions as (
    select e.case_id, e.seq, e.payload, o.case_id as meeting, m.lifecycle, m.type, m.state
      from events e left join outbox o on o.key = e.cause and o.kind = 'command'
        left join events m on m.case_id = o.case_id and m.seq = o.seq
      where e.lifecycle = 'application' and e.type = 'decide')`;

export const decisionWithoutSitting: Question = {
  name: 'decisionWithoutSitting',
  select: `with ${decisions} select case_id, seq, format('told by %s of %s, which stood at %s', type, meeting, state) as detail
    from decisions where lifecycle is distinct from 'meeting' or type not in ('signMinutes', 'announceDecisions')
      or state not like 'signed%' or payload ->> 'meeting' is distinct from meeting::text`,
};

export const decisionUnlikeVote: Question = {
  name: 'decisionUnlikeVote',
  select: `with ${decisions} select d.case_id, d.seq, format('%s of %s under %s by %s; the urn has %s of %s', d.payload ->> 'yes',
        d.payload ->> 'present', d.payload ->> 'minutes', d.payload ->> 'signedBy', u.yes, u.yes + u.no + u.abstain) as detail
    from decisions d left join urns u on u.meeting = d.meeting and u.case_id = d.case_id
    where (d.payload ->> 'yes', d.payload ->> 'present') is distinct from (u.yes::text, (u.yes + u.no + u.abstain)::text)
      or not exists (select from events s where s.case_id = d.meeting and s.type = 'signMinutes'
        and s.payload ->> 'minutes' = d.payload ->> 'minutes' and s.actor = d.payload ->> 'signedBy')`,
};
