import type { Finding } from '../findings.ts';
import { type Db, Pages } from '../snapshot.ts';
import { questionsOfTitles } from './across-titles.ts';
import { decisionUnlikeVote, decisionWithoutSitting } from './decisions.ts';
import { questionsOfPublicities } from './publicities.ts';
import type { Question } from './question.ts';

/** What no case can tell alone: between cases, and between the history and what points at it. One statement a question. */

interface Row {
  readonly case_id: string | null;
  readonly seq: number | null;
  readonly detail: string;
}

/** A person holds one live application a year (五(三)); one that a recheck reopened has no slot of its own (A50). */
const twoLiveCases: Question = {
  name: 'twoLiveCases',
  select: `select min(c.id::text) as case_id, null::integer as seq,
      format('%s in %s: %s', c.person, c.year, string_agg(c.id::text, ' ')) as detail
    from cases c left join events e on e.case_id = c.id and e.seq = 1
    where c.lifecycle = 'application' and c.ended is null and e.payload ->> 'reopens' is null
    group by c.person, c.year having count(*) > 1`,
};

/** Every organisation owes each form once a year (五(五), 五(七)), whatever the register says. */
const owedTwice: Question = {
  name: 'owedTwice',
  select: `select min(c.id::text) as case_id, null::integer as seq,
      format('form %s of %s in %s: %s', e.payload ->> 'form', c.unit, c.year, string_agg(c.id::text, ' ')) as detail
    from cases c join events e on e.case_id = c.id and e.seq = 1
    where c.lifecycle = 'duty' group by e.payload ->> 'form', c.unit, c.year having count(*) > 1`,
};

/** What the installation brought gives way to the form, once one was accepted. */
const vacanciesUnexplained: Question = {
  name: 'vacanciesUnexplained',
  select: `select d.case_id::text, null::integer as seq, format('%s %s %s: %s, by no form', v.unit, v.class, v.year, v.approved)
      as detail
    from vacancies v join duties d on d.organisation = v.unit and d.year = v.year and d.file is not null
      and d.form = case when v.class = 'GRASSROOTS_DEPUTY_SENIOR' then '1-7' else '1-6' end
    where v.duty is null`,
};

/** Commands to other cases with the events they caused; at most one each, for its key is the cause (design D3). */
const commands = `commands as (
    select o.case_id, o.seq, o.n, o.key, o.target, o.settled, o.payload ->> 'event' as event, o.payload -> 'data' as data,
      o.payload -> 'accepts' as accepts
    from outbox o where o.kind = 'command'),
  applied as (select cause, case_id, seq, type, role from events where cause like 'cause:%'),
  outcome as (
    select c.*, a.case_id as moved_case, a.seq as moved_seq, a.type as moved_type,
      count(a.cause) over (partition by c.key) as applications
    from commands c left join applied a on a.cause = c.key)`;

const commandWithoutEvent: Question = {
  name: 'commandWithoutEvent',
  select: `with ${commands} select case_id, seq, format('%s to %s settled as %s', event, target, settled) as detail
    from outcome where settled ->> 'outcome' = 'moved' and moved_seq is null`,
};

const commandAppliedTwice: Question = {
  name: 'commandAppliedTwice',
  select: `with ${commands} select distinct case_id, seq, format('%s caused %s events', key, applications) as detail
    from outcome where applications > 1`,
};

const commandUnlikeEvent: Question = {
  name: 'commandUnlikeEvent',
  select: `with ${commands} select case_id, seq,
      format('%s to %s caused %s of %s, settled as %s', event, target, moved_type, moved_case, settled) as detail
    from outcome where moved_seq is not null and (moved_type is distinct from event or moved_case is distinct from target
      or settled ->> 'outcome' is distinct from 'moved' and settled is not null)`,
};

const refusalNotAccepted: Question = {
  name: 'refusalNotAccepted',
  select: `with ${commands} select case_id, seq, format('%s to %s settled as %s', event, target, settled) as detail
    from outcome where settled ->> 'outcome' is distinct from 'moved' and settled is not null and moved_seq is null
      and not exists (select from json_array_elements_text(accepts) as accepted
        where accepted = coalesce(settled ->> 'code', settled ->> 'outcome'))`,
};

/** A message that says it went to the inbox lies there. */
const messageMissing: Question = {
  name: 'messageMissing',
  select: `select o.case_id, o.seq, format('message %s to %s', o.n, o.payload ->> 'to') as detail from outbox o
    left join inbox i on i.case_id = o.case_id and i.seq = o.seq and i.n = o.n
    where o.kind = 'send' and o.settled ->> 'by' = 'inbox' and i.id is null`,
};

const causeWithoutOutbox: Question = {
  name: 'causeWithoutOutbox',
  select: `select e.case_id, e.seq, e.cause as detail from events e
    left join outbox o on o.key = e.cause and o.kind = 'command'
    where e.cause like 'cause:%' and o.key is null`,
};

const keyWithoutEvent: Question = {
  name: 'keyWithoutEvent',
  select: `select k.case_id, k.seq, format('key %s of %s, recorded %s', k.key, k.principal, k.recorded) as detail
    from request_keys k left join events e on e.case_id = k.case_id and e.seq = k.seq
    where e.seq is null or e.recorded < k.recorded`,
};

/** Who has no key any more gets no text, and who is gone takes the texts along (design D7). */
const textMissing: Question = {
  name: 'textMissing',
  select: `select e.case_id, e.seq, 'the event names a text that is not there' as detail
    from events e join cases c on c.id = e.case_id join people p on p.id = c.person and length(p.key) = 32
    left join texts t on t.case_id = e.case_id and t.seq = e.seq
    where e.text_sha256 is not null and t.seq is null`,
};

/** Only a violation where everything should have settled; a running system always has something under way. */
const inFlight: Question = {
  name: 'inFlight',
  select: `select case_id, seq, format('%s %s is not settled', kind, key) as detail from outbox where settled is null
    union all
    select null, null, format('recomputation %s has come as far as case %s', id, after_case) from recomputations
    where not done`,
};

const always = [
  twoLiveCases,
  owedTwice,
  vacanciesUnexplained,
  commandWithoutEvent,
  commandAppliedTwice,
  commandUnlikeEvent,
  refusalNotAccepted,
  messageMissing,
  causeWithoutOutbox,
  keyWithoutEvent,
  textMissing,
  ...questionsOfTitles,
  decisionWithoutSitting,
  decisionUnlikeVote,
  ...questionsOfPublicities,
];

/** Asks every question; `found` hears each answer. */
export async function checkAcross(db: Db, found: (finding: Finding) => void): Promise<void> {
  for (const question of always) await ask(db, question, found);
}

/** Messages, commands and amendments that are not done, as findings. */
export function findInFlight(db: Db, found: (finding: Finding) => void): Promise<void> {
  return ask(db, inFlight, found);
}

async function ask(db: Db, { name, select, values }: Question, found: (finding: Finding) => void): Promise<void> {
  const pages = await Pages.open<Row>(db, { name: `verify_${name}`, select, values: [...(values ?? [])], size: 500 });
  for (let page = await pages.next(); page.length > 0; page = await pages.next()) {
    for (const { case_id, seq, detail } of page) found({ name, case: case_id, seq, detail });
  }
  await db.query(`close verify_${name}`);
}
