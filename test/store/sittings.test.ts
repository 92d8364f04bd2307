import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MeetingContext } from '../../machines/meeting/context.ts';
import { commitmentTo } from '../../machines/meeting/draw.ts';
import { presidentOf, votersOf } from '../../machines/meeting/roster.ts';
import type { Actor } from '../../machines/roles.ts';
import { castBallot } from '../../store/ballots.ts';
import { inTransaction } from '../../store/db.ts';
import type { PoolFiling } from '../../store/expert-pools.ts';
import type { PersonSeed } from '../../store/install.ts';
import { caseOf, leadAll, moved, wayBefore } from '../support/case-path.ts';
import { actor, type Office, opening, openOffice, type Sending, seed, sending, sha } from '../support/office.ts';

/** One sitting on a real database, from the call to the signed minutes: its registers, its urns, and what it tells its cases. */

const COMMITTEE = 'committee-kaili-teacher';
const unitOf = (lot: number) => (lot <= 5 ? 'school-1' : 'company-1');
const experts = Array.from({ length: 16 }, (_, n): PersonSeed => {
  const id = `expert-${n + 1}`;
  const roles = [{ role: 'expert', organisation: COMMITTEE, token: `token-${id}` }] as const;
  return { id, organisation: unitOf(n + 1), name: `示例${id}`, roles };
});
const filing: PoolFiling = {
  committee: COMMITTEE,
  filedFrom: '2022-01-01',
  filedThrough: '2024-12-31',
  document: sha('filing'),
  members: experts.map(({ id }, n) => ({
    person: id,
    seat: n === 5 ? 'chair' : n === 6 || n === 7 ? 'viceChair' : 'member',
    level: 'DEPUTY_SENIOR',
    specialties: [],
    unit: unitOf(n + 1),
    termFrom: '2022-01-01',
    termThrough: '2024-12-31',
  })),
};
const expert = (person: string): Actor => ({ role: 'expert', person, organisation: COMMITTEE, onBehalfOf: null });
const secretary = actor('committeeSecretary', 'secretary-1');
const meeting = caseOf('a sitting');
const secret = sha('secret');

let office: Office;
let cases: string[];

const contextNow = async (): Promise<MeetingContext> => {
  const [row] = await office.query<{ context: MeetingContext }>(
    `select snapshot -> 'context' as context from cases where id = $1`,
    [meeting],
  );
  return row!.context;
};
const send = (type: string, by: Actor, more: Partial<Sending> = {}) =>
  office.send({ case: meeting, lifecycle: 'meeting', type, by, ...more });

const calling = (id: string, agenda: readonly string[]): Sending => ({
  case: id,
  lifecycle: 'meeting',
  type: 'open',
  by: secretary,
  data: {
    committee: 'kaili-teacher',
    organisation: COMMITTEE,
    sitsOn: '2023-08-21',
    cases: agenda,
    commitment: commitmentTo(secret),
  },
});

beforeAll(async () => {
  office = await openOffice({ seed: { ...seed, people: [...seed.people, ...experts], pools: [filing] } });
  const applicants = ['school-2-a0', 'school-1-a0'];
  cases = applicants.map((person) => caseOf(person));
  for (const [index, person] of applicants.entries()) {
    const { data, ...more } = opening(cases[index]!, person);
    moved(await office.door.advance(sending({ ...more, data: { ...data, scope: 'ORDINARY' } })));
  }
  await leadAll(office, cases, wayBefore('convene'));
}, 120_000);
afterAll(() => office.close());

test('a sitting is called on queued cases, each on one agenda at a time', async () => {
  moved(await office.door.advance(sending(calling(meeting, cases))));
  const again = await office.door.advance(sending(calling(caseOf('another sitting'), cases.slice(0, 1))));
  expect(again).toMatchObject({ outcome: 'refused', code: 'CASE_LISTED' });
});

test('its experts are drawn by a secret and a share, and colleagues of an applicant are recused', async () => {
  moved(await send('contributeShare', actor('filingOfficer', 'qdn-1'), { data: { share: sha('share') } }));
  expect(await send('drawExperts', secretary, { data: { secret: sha('other') } })).toMatchObject({
    code: 'SECRET_MISMATCH',
  });
  moved(await send('drawExperts', secretary, { data: { secret } }));
  const { experts: drawn, recusals } = await contextNow();
  expect(drawn).toHaveLength(13);
  const colleagues = drawn.filter(({ lot }) => lot <= 5).map(({ lot }) => lot);
  expect(recusals.map(({ case: id, lot, why }) => [id, lot, why]).sort()).toEqual(
    colleagues.map((lot) => [cases[1], lot, 'sameUnit']).sort(),
  );
});

test('it sits on its day, hears its groups, votes in secret, and tells each case what came of it', async () => {
  const { experts: drawn } = await contextNow();
  const present = drawn.map(({ lot }) => lot);
  expect(await send('callRoll', secretary, { data: { present } })).toMatchObject({ code: 'SITTING_NOT_YET' });
  await office.moveTo('2023-08-21T09:00');
  moved(await send('callRoll', secretary, { data: { present } }));
  const rolled = await contextNow();
  const before = rolled.agenda.filter(({ postponed }) => postponed === null).map((item) => item.case);
  expect(await send('openVoting', secretary)).toMatchObject({ code: 'OPINION_MISSING' });
  for (const id of before) {
    const group = votersOf(rolled, id).slice(0, 3);
    const data = { group: 'g', experts: group.map(({ lot }) => lot), opinions: [{ case: id, opinion: sha(id) }] };
    moved(await send('recordGroupOpinion', secretary, { data, document: sha('opinions') }));
  }
  moved(await send('openVoting', secretary));
  expect(await send('closeVoting', secretary, { data: { left: [] } })).toMatchObject({ code: 'BALLOTS_MISSING' });
  for (const { person } of drawn) {
    const mine = before.filter((id) => votersOf(rolled, id).some((one) => one.person === person));
    const choices = mine.map((id) => ({ case: id, choice: 'yes' as const }));
    const cast = await inTransaction(office.pool, (tx) =>
      castBallot(tx, { meeting, voter: person, castBy: person, choices }),
    );
    expect(cast).toEqual({ outcome: 'accepted' });
  }
  moved(await send('closeVoting', secretary, { data: { left: [] } }));
  const counted = await contextNow();
  for (const id of before) {
    const voters = votersOf(rolled, id).length;
    expect(counted.agenda.find((item) => item.case === id)?.counts).toEqual({ present: voters, yes: voters });
  }
  const president = presidentOf(counted, before[0]!)!;
  const stranger = drawn.find(({ seat }) => seat === 'member')!;
  const signing = { data: { minutes: sha('minutes') }, signed: true };
  expect(await send('signMinutes', expert(stranger.person), signing)).toMatchObject({ code: 'NOT_TO_SIGN' });
  moved(await send('signMinutes', expert(president.person), signing));
  const told = await office.query<{ event: string; target: string }>(
    `select payload ->> 'event' as event, target from outbox where case_id = $1 and kind = 'command' order by seq, n`,
    [meeting],
  );
  expect(told.filter(({ event }) => event === 'convene').map(({ target }) => target)).toEqual(before);
  expect(told.filter(({ event }) => event === 'decide').map(({ target }) => target)).toEqual(before);
  expect(await office.query('select from agendas where live')).toHaveLength(0);
  expect(await office.query('select from urns where box is not null')).toHaveLength(0);
});
