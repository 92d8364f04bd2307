import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replayDraw } from '../../machines/meeting/draw.ts';
import { type Api, type Reply, startApi } from '../support/api.ts';
import { opened, sent } from '../support/applicants.ts';
import {
  asExpert,
  authority,
  calling,
  closed,
  minutesSigned,
  openCommitteeOffice,
  queued,
  secret,
  secretary,
  voting,
} from '../support/committee-office.ts';
import { COMMITTEE, filing, lots, voterOf } from '../support/experts.ts';
import { type Office, sha } from '../support/office.ts';

/** Sittings over HTTP, from the filing of a pool to the signed minutes. */

let office: Office;
let api: Api;
let cases: string[];
beforeAll(async () => {
  office = await openCommitteeOffice({ pools: [] });
  api = await startApi(office);
  cases = await queued(office, ['school-2-a0', 'school-1-a0', 'school-2-a1', 'school-2-a2']);
}, 60_000);
afterAll(async () => {
  await api.close();
  await office.close();
  expect(api.defects).toEqual([]);
});

const codeOf = ({ status, body }: Reply) => [status, body.code];
const read = (id: string, as: string, lang = 'zh') => api.call({ path: `/v1/meetings/${id}?lang=${lang}`, as });
const { committee: _organisation, ...asFiled } = filing;
const pool = { programme: 'kaili-2023', committee: 'kaili-teacher', ...asFiled };
const filingOf = (more: object, as = authority) =>
  api.call({ path: '/v1/expert-pools?lang=en', as, json: { ...pool, ...more } });
const faults = ({ body }: Reply) =>
  body.errors.map((one: { pointer: string; code: string }) => [one.pointer, one.code]);

describe('a pool of experts', () => {
  test('has to be filed before a sitting is called', async () => {
    const reply = await calling(api, { cases: cases.slice(0, 1) });
    expect([...codeOf(reply), reply.body.blockers[0].help]).toEqual([409, 'POOL_NOT_FILED', 'filingOfficer']);
  });

  test('is refused with every place that is wrong', async () => {
    const [first, second, ...rest] = pool.members;
    const members = [
      { ...first, person: 'nobody-1' },
      { ...second, unit: 'nowhere' },
      { ...rest[0], termThrough: '2021-12-31' },
      rest[1],
      rest[1],
    ];
    expect(faults(await filingOf({ members, filedThrough: '2025-01-02' }))).toEqual([
      ['/filedThrough', 'LONGER_THAN_THREE_YEARS'],
      ['/members/2/termThrough', 'ENDS_BEFORE_IT_BEGINS'],
      ['/members/4/person', 'GIVEN_TWICE'],
    ]);
    const strange = await filingOf({ members: members.slice(0, 2) });
    expect(faults(strange)).toEqual([
      ['/members/0/person', 'UNKNOWN_PERSON'],
      ['/members/1/unit', 'UNKNOWN_ORGANISATION'],
    ]);
    expect(strange.body.errors[0].message).toBe('there is no such person');
    expect(faults(await filingOf({ programme: 'kaili-1999' }))).toEqual([['/programme', 'UNKNOWN_PROGRAMME']]);
    expect(faults(await filingOf({ committee: 'toString' }))).toEqual([['/committee', 'UNKNOWN_COMMITTEE']]);
    expect(await office.query('select from expert_pools')).toHaveLength(0);
  });

  test('is filed by its filing authority alone, once, and never changed', async () => {
    for (const as of ['prov-1/filingOfficer', secretary, 'kaili-1/organiserOfficer']) {
      expect(codeOf(await filingOf({}, as))).toEqual([403, 'ROLE_NOT_ENTITLED']);
    }
    const first = await filingOf({});
    expect([first.status, first.body]).toMatchObject([200, { organisation: COMMITTEE, members: 13, filed: true }]);
    expect((await filingOf({})).body).toEqual({ ...first.body, filed: false });
    for (const more of [{ document: sha('another') }, { members: pool.members.slice(1) }]) {
      expect(codeOf(await filingOf(more))).toEqual([409, 'POOL_KNOWN']);
    }
    expect(await office.query('select from pool_members')).toHaveLength(13);
  });
});

describe('a sitting', () => {
  test('is called by the committee’s secretary, of cases that wait for it, once however often it is sent', async () => {
    const draft = await opened(api, 'school-2-a9');
    expect(codeOf(await calling(api, { cases: [draft] }))).toEqual([409, 'CASE_NOT_QUEUED']);
    for (const as of ['secretary-2/committeeSecretary', 'kaili-1/organiserOfficer', asExpert(1)]) {
      expect(codeOf(await calling(api, { cases: cases.slice(3), as }))).toEqual([403, 'ROLE_NOT_ENTITLED']);
    }
    expect(codeOf(await calling(api, { cases: cases.slice(3), more: { commitment: 'x' } }))).toEqual([
      422,
      'INVALID_BODY',
    ]);
    const called = await calling(api, { cases: cases.slice(3) });
    expect([called.status, called.body.state]).toEqual([201, 'called']);
    expect(called.headers.get('location')).toBe(`/v1/cases/${called.body.id}`);
    expect(codeOf(await calling(api, { cases: cases.slice(2) }))).toEqual([409, 'CASE_LISTED']);
    const reason = { code: 'OTHER' };
    await sent(api, { id: called.body.id, as: secretary, event: { type: 'postpone', reason } });
    expect(await office.query('select from agendas where live')).toHaveLength(0);
  });

  test('does not exist for the applicant, the units and other committees, nor does another case as a sitting', async () => {
    const [{ id }] = (await office.query<{ id: string }>(`select id from cases where lifecycle = 'meeting'`)) as [
      { id: string },
    ];
    for (const as of ['school-2-a2/applicant', 'school-2-admin/unitAdmin', 'secretary-2/committeeSecretary']) {
      expect(codeOf(await read(id, as))).toEqual([404, 'CASE_NOT_FOUND']);
    }
    expect(codeOf(await read(cases[0]!, secretary))).toEqual([404, 'CASE_NOT_FOUND']);
    expect(codeOf(await read('none', secretary))).toEqual([404, 'CASE_NOT_FOUND']);
  });
});

describe('a sitting that votes', () => {
  const present = lots.slice(0, -1);
  let id: string;
  let ofSchool1: string;
  beforeAll(async () => {
    ofSchool1 = cases[1]!;
    id = await voting(api, { cases: cases.slice(0, 3), present });
  });

  test('shows its agenda, its roll and its recusals, and how many have voted, but nothing of how', async () => {
    const choices = Object.fromEntries(cases.slice(0, 3).map((one) => [one, 'yes']));
    await api.call({ path: `/v1/meetings/${id}/ballots`, as: asExpert(1), json: { ballots: choices } });
    const { body } = await read(id, secretary, 'en');
    expect(body).toMatchObject({
      state: 'voting',
      stateLabel: 'secret ballot',
      committee: 'kaili-teacher',
      minutes: null,
    });
    const turnout = (item: { turnout: object; counts: unknown }) => [item.turnout, item.counts];
    expect(body.agenda.map(turnout)).toEqual(
      cases.slice(0, 3).map((one) => [{ open: true, voters: one === ofSchool1 ? 11 : 12, voted: 1 }, null]),
    );
    expect(body.recusals).toEqual([{ case: ofSchool1, lot: 4, why: 'sameUnit' }]);
    const absent = body.experts.filter((one: { present: boolean }) => !one.present);
    expect(absent.map(({ lot }: { lot: number }) => lot)).toEqual([13]);
  });

  test('names its experts to the secretary, the organiser, the authority and the experts, to others by lot', async () => {
    const names = async (as: string) =>
      new Set((await read(id, as)).body.experts.map(({ name }: { name: string | null }) => name));
    const all = new Set(lots.map((lot) => `示例${voterOf(lot)}`));
    for (const as of [secretary, authority, 'kaili-1/organiserOfficer', asExpert(7)]) {
      expect(await names(as)).toEqual(all);
    }
    const byLot = await read(id, 'kaili-1/bureauOfficer');
    expect(await names('kaili-1/bureauOfficer')).toEqual(new Set([null]));
    expect(byLot.text).not.toContain('expert-');
  });

  test('tells all it takes to do its draw again, with SHA-256 alone', async () => {
    const { draw } = (await read(id, 'kaili-1/bureauOfficer')).body;
    expect(replayDraw(draw)).toEqual({ agrees: true, seed: draw.seed });
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(draw).toMatchObject({
      commitment: hash(secret),
      secret,
      seed: hash(`${secret}|${draw.share}|${draw.pool}`),
    });
    const drawn: number[] = [];
    for (const [index, { seat, count }] of [...draw.strata, { seat: null, count: 10 }].entries()) {
      const free = draw.candidates.filter(
        (one: { lot: number; seat: string }) => [null, one.seat].includes(seat) && !drawn.includes(one.lot),
      );
      const order = free.map(({ lot }: { lot: number }) => `${hash(`${draw.seed}|${index}|${lot}`)} ${lot}`).sort();
      drawn.push(...order.slice(0, count).map((line: string) => Number(line.split(' ')[1])));
    }
    expect(draw.drawn.map(({ lot }: { lot: number }) => lot)).toEqual(drawn);
  });

  test('shows its counts when the voting is closed, and who has signed', async () => {
    const away = [2];
    for (const lot of present.filter((one) => one !== 1 && !away.includes(one))) {
      const mine = cases.slice(0, 3).filter((one) => lot !== 4 || one !== ofSchool1);
      const ballots = Object.fromEntries(mine.map((one) => [one, lot < 11 ? 'yes' : lot < 12 ? 'nay' : 'abs']));
      const cast = await api.call({ path: `/v1/meetings/${id}/ballots`, as: asExpert(lot), json: { ballots } });
      expect(cast.status).toBe(200);
    }
    await closed(api, id, away);
    await minutesSigned(api, id);
    const { body } = await read(id, authority);
    expect(body.agenda.map(({ counts }: { counts: object }) => counts)).toEqual(
      cases
        .slice(0, 3)
        .map((one) =>
          one === ofSchool1 ? { present: 10, yes: 8, no: 1, abstain: 1 } : { present: 11, yes: 9, no: 1, abstain: 1 },
        ),
    );
    const signed = body.experts.filter((one: { signed: boolean }) => one.signed);
    expect([signed.map(({ lot }: { lot: number }) => lot), body.minutes]).toEqual([[1], sha('minutes')]);
    expect(body.agenda.every(({ turnout }: { turnout: { open: boolean } }) => !turnout.open)).toBe(true);
  });
});
