import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openUrns } from '../../store/ballots.ts';
import { inTransaction } from '../../store/db.ts';
import { nameReferees } from '../../store/expert-pools.ts';
import { type Api, type Reply, startApi } from '../support/api.ts';
import { sent, signature } from '../support/applicants.ts';
import { act, caseOf, lead, moved, openAll, usualSending, wayBefore } from '../support/case-path.ts';
import {
  asExpert,
  authority,
  calling,
  closed,
  minutesSigned,
  openCommitteeOffice,
  queued,
  seated,
  secretary,
  voting,
} from '../support/committee-office.ts';
import { crewOn } from '../support/crew.ts';
import { filing, lots, voterOf } from '../support/experts.ts';
import { actor, type Office, sending, sha } from '../support/office.ts';

/** What else may become of a sitting, on a real database: put off, called off, left by its experts, late, pending. */

let office: Office;
let api: Api;
let waiting: string[];
beforeAll(async () => {
  office = await openCommitteeOffice();
  api = await startApi(office);
  waiting = await queued(office, ['school-1-a0', ...Array.from({ length: 8 }, (_, n) => `school-2-a${n}`)]);
}, 60_000);
afterAll(async () => {
  await api.close();
  await office.close();
  expect(api.defects).toEqual([]);
});

const reason = { code: 'OTHER' };
const read = async (id: string) => (await api.call({ path: `/v1/meetings/${id}`, as: secretary })).body;
/** Sends an event that may be refused, and answers with its code. */
async function refusedFor(id: string, as: string, event: object): Promise<string> {
  const seen = await api.call({ path: `/v1/cases/${id}`, as });
  const headers = { 'if-match': seen.headers.get('etag') ?? '' };
  const reply: Reply = await api.call({ path: `/v1/cases/${id}/events`, as, headers, json: event });
  return reply.body.code;
}
async function everybodyVotes(id: string, cases: readonly string[], voters: readonly number[]): Promise<void> {
  for (const lot of voters) {
    const ballots = Object.fromEntries(cases.map((one) => [one, 'yes']));
    const cast = await api.call({ path: `/v1/meetings/${id}/ballots`, as: asExpert(lot), json: { ballots } });
    expect(cast.status).toBe(200);
  }
}
const toldBy = async (id: string) => {
  const rows = await office.query<{ event: string; target: string }>(
    `select payload ->> 'event' as event, target from outbox where case_id = $1 and kind = 'command' order by seq, n`,
    [id],
  );
  return rows.map(({ event, target }) => [event, target]);
};
const liveOf = (id: string) => office.query('select case_id from agendas where meeting = $1 and live', [id]);
const boxes = () => office.query('select from ballot_boxes where meeting is not null');

describe('a sitting that does not take place', () => {
  test('put off by its secretary or called off by its organiser, it gives its cases free for another one', async () => {
    const [first] = waiting as [string];
    const one = await seated(api, [first]);
    expect(await refusedFor(one, secretary, { type: 'postpone' })).toBe('NEEDS_MISSING');
    expect(await refusedFor(one, authority, { type: 'cancelMeeting', reason })).toBe('ROLE_NOT_ENTITLED');
    await sent(api, { id: one, as: 'kaili-1/organiserOfficer', event: { type: 'cancelMeeting', reason } });
    expect([(await read(one)).ended, await liveOf(one), await toldBy(one)]).toEqual(['cancelled', [], []]);
    const two = await calling(api, { cases: [first], more: { commitment: sha('anew') } });
    // The same id was taken by the sitting that was called off.
    expect(two.body.code).toBe('CASE_ENDED');
    const three = await seated(api, [first, waiting[1] as string]);
    await sent(api, { id: three, as: secretary, event: { type: 'postpone', reason } });
    expect([(await read(three)).ended, await liveOf(three), await toldBy(three)]).toEqual(['postponed', [], []]);
  });

  test('broken up after the roll-call, it tells those of its cases that were under review', async () => {
    const cases = waiting.slice(0, 2);
    const id = await seated(api, cases.toReversed());
    const present = lots.slice(0, 9);
    await sent(api, { id, as: secretary, event: { type: 'callRoll', data: { present } } });
    // Eight may vote on the case of lot 4’s school: too few.
    const standing = (await read(id)).agenda.map((item: { postponed: string; convened: boolean }) => [
      item.postponed,
      item.convened,
    ]);
    expect(standing).toEqual([
      [null, true],
      ['quorum', false],
    ]);
    expect(await liveOf(id)).toEqual([{ case_id: cases[1] }]);
    await sent(api, { id, as: secretary, event: { type: 'postpone', reason } });
    expect(await toldBy(id)).toEqual([
      ['convene', cases[1]],
      ['requeue', cases[1]],
    ]);
  });
});

describe('experts who leave', () => {
  test('before the vote are not on its roster, and without two thirds nobody votes', async () => {
    const [only] = waiting.slice(2) as [string];
    const id = await seated(api, [only]);
    await sent(api, { id, as: secretary, event: { type: 'callRoll', data: { present: lots.slice(0, 9) } } });
    const hearing = { group: 'g', experts: [7, 8, 9], opinions: [{ case: only, opinion: sha('o') }] };
    await sent(api, { id, as: secretary, event: { type: 'recordGroupOpinion', data: hearing, document: sha('o') } });
    expect(await refusedFor(id, secretary, { type: 'recordDeparture', data: { lot: 10 } })).toBe('NOT_PRESENT');
    await sent(api, { id, as: secretary, event: { type: 'recordDeparture', data: { lot: 1 } } });
    expect(await refusedFor(id, secretary, { type: 'openVoting' })).toBe('QUORUM_MISSING');
    await sent(api, { id, as: secretary, event: { type: 'postpone', reason } });
    expect(await office.query('select from urns where meeting = $1', [id])).toEqual([]);
  });

  test('leave the chair to a vice-chair, who signs; whoever has voted did not leave before', async () => {
    const [only] = waiting.slice(3) as [string];
    const id = await voting(api, { cases: [only], present: lots });
    await everybodyVotes(id, [only], lots.slice(1, 12));
    expect(await refusedFor(id, secretary, { type: 'closeVoting', data: { left: [1] } })).toBe('BALLOTS_MISSING');
    expect(await refusedFor(id, secretary, { type: 'closeVoting', data: { left: [1, 12, 13] } })).toBe('HAS_VOTED');
    await closed(api, id, [1, 13]);
    const { agenda, experts } = await read(id);
    expect(agenda[0].counts).toEqual({ present: 11, yes: 11, no: 0, abstain: 0 });
    const deputies = experts.filter(({ seat }: { seat: string }) => seat === 'viceChair');
    const signing = { type: 'signMinutes', data: { minutes: sha('minutes') }, signature };
    expect(await refusedFor(id, asExpert(1), signing)).toBe('NOT_TO_SIGN');
    expect(await refusedFor(id, asExpert(deputies[1].lot), signing)).toBe('NOT_TO_SIGN');
    await minutesSigned(api, id, deputies[0].lot);
    const [told] = await office.query<{ data: object }>(
      `select payload -> 'data' as data from outbox where case_id = $1 and payload ->> 'event' = 'decide'`,
      [id],
    );
    const signedBy = voterOf(deputies[0].lot);
    expect(told?.data).toEqual({ meeting: id, present: 11, yes: 11, minutes: sha('minutes'), signedBy });
  });

  test('in the middle of the vote, so many that nothing is decided, put everything off; no ballot is left', async () => {
    const cases = waiting.slice(4, 6);
    const id = await voting(api, { cases, present: lots });
    await everybodyVotes(id, cases, lots.slice(0, 8));
    await closed(api, id, lots.slice(8));
    const { ended, agenda } = await read(id);
    expect([ended, agenda.map(({ postponed }: { postponed: string }) => postponed)]).toEqual([
      'postponed',
      ['quorum', 'quorum'],
    ]);
    expect((await toldBy(id)).filter(([event]) => event === 'requeue' || event === 'decide')).toEqual(
      cases.map((one) => ['requeue', one]),
    );
    expect([await liveOf(id), await boxes()]).toEqual([[], []]);
    const again = await voting(api, { cases: cases.toReversed(), present: lots });
    await closed(api, again, lots);
  });
});

describe('minutes that are signed', () => {
  let id: string;
  let only: string;
  beforeAll(async () => {
    [only] = waiting.slice(6) as [string];
    id = await voting(api, { cases: [only], present: lots });
    await everybodyVotes(id, [only], lots);
    await closed(api, id);
    await minutesSigned(api, id);
  });
  const filed = { type: 'fileMeeting', document: sha('minutes') };

  test('are not filed before every case has taken its decision, and it is told all of it again', async () => {
    expect(await refusedFor(id, authority, filed)).toBe('DECISION_PENDING');
    await sent(api, { id, as: secretary, event: { type: 'announceDecisions', signature } });
    expect((await toldBy(id)).map(([event]) => event)).toEqual([
      'convene',
      'recordOpinion',
      'decide',
      'convene',
      'recordOpinion',
      'decide',
    ]);
  });

  test('are late when their day is over, and are filed then', async () => {
    await office.advanceTo('2023-12-16T00:00');
    expect((await read(id)).state).toBe('signed.late');
    moved(await act(office, only, 'withdraw'));
    expect(await refusedFor(id, secretary, { type: 'announceDecisions', signature })).toBe('NOTHING_PENDING');
    await sent(api, { id, as: authority, event: filed });
    expect((await read(id)).ended).toBe('filed');
    expect(await refusedFor(id, authority, filed)).toBe('CASE_ENDED');
  });
});

test('whoever recommended an applicant as a peer is recused', async () => {
  const peer = await openCommitteeOffice();
  const asked = await startApi(peer);
  const [only] = (await queued(peer, ['school-2-a0'])) as [string];
  await inTransaction(peer.pool, (tx) => nameReferees(tx, { case: only, people: [voterOf(7), voterOf(7)] }));
  await inTransaction(peer.pool, (tx) => nameReferees(tx, { case: only, people: [voterOf(8), voterOf(7)] }));
  const id = await seated(asked, [only]);
  const { recusals } = (await asked.call({ path: `/v1/meetings/${id}`, as: secretary })).body;
  const told = recusals.map(({ lot, why }: { lot: number; why: string }) => [lot, why]);
  expect(told.toSorted()).toEqual([
    [7, 'referee'],
    [8, 'referee'],
  ]);
  await asked.close();
  await peer.close();
}, 60_000);

test('of a case that is reopened nobody sits who voted on it before (A50); who was recused then may', async () => {
  const extra = [14, 15].map((lot) => ({ ...filing.members[11]!, person: voterOf(lot) }));
  const reopening = await openCommitteeOffice({ pools: [{ ...filing, members: [...filing.members, ...extra] }] });
  const asked = await startApi(reopening);
  const crew = await crewOn(reopening);
  const [ended] = (await openAll(reopening, ['school-2-a0'])) as [string];
  await lead(reopening, ended, wayBefore('decide'));
  const usual = await usualSending(reopening, ended, 'decide');
  moved(await act(reopening, ended, 'decide', { data: { ...usual.data, yes: 3 } }));
  const voters = [voterOf(12), voterOf(13)];
  const roster = { case: ended, voters, recused: [voterOf(11)] };
  await inTransaction(reopening.pool, (tx) => openUrns(tx, { meeting: caseOf('the first sitting'), cases: [roster] }));
  const recheck = caseOf('a recheck');
  moved(
    await reopening.door.advance(
      sending({
        case: recheck,
        type: 'open',
        by: actor('applicant', 'school-2-a0'),
        lifecycle: 'recheck',
        data: { person: 'school-2-a0', result: ended, ground: 'RESULT' },
      }),
    ),
  );
  const by = actor('organiserOfficer', 'kaili-1');
  moved(
    await reopening.send({
      case: recheck,
      lifecycle: 'recheck',
      type: 'grant',
      by,
      reason: 'OTHER',
      document: sha('d'),
    }),
  );
  for (let round = 0; round < 4; round += 1) await crew.sweep.once();
  const [followUp] = await reopening.query<{ case_id: string }>('select case_id from follow_ups where result = $1', [
    ended,
  ]);
  const id = await seated(asked, [followUp!.case_id]);
  const { draw } = (await asked.call({ path: `/v1/meetings/${id}`, as: secretary })).body;
  const candidates = draw.candidates.map(({ lot }: { lot: number }) => lot);
  expect(candidates).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 15]);
  await crew.close();
  await asked.close();
  await reopening.close();
}, 60_000);
