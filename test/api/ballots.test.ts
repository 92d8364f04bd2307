import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeDefect } from '../../store/defects.ts';
import { type Api, type Reply, startApi } from '../support/api.ts';
import { closed, openCommitteeOffice, queued, voting } from '../support/committee-office.ts';
import { lots, voterOf } from '../support/experts.ts';
import type { Office } from '../support/office.ts';

let office: Office;
let api: Api;
let waiting: string[];
/** All but the last lot. */
const present = lots.slice(0, -1);
beforeAll(async () => {
  office = await openCommitteeOffice();
  api = await startApi(office);
  waiting = await queued(office, ['school-2-a0', 'school-1-a0', 'school-2-a1', 'school-2-a2', 'school-2-a3']);
}, 60_000);
afterAll(async () => {
  await api.close();
  await office.close();
});

interface Vote {
  readonly on: string;
  readonly by: string | null;
  readonly ballots: Readonly<Record<string, unknown>>;
  readonly voter?: string;
  readonly key?: string;
}

const vote = ({ on, by, ballots, voter, key }: Vote): Promise<Reply> =>
  api.call({
    path: `/v1/meetings/${on}/ballots`,
    as: by,
    json: { ballots, ...(voter === undefined ? {} : { voter }) },
    headers: key === undefined ? {} : { 'idempotency-key': key },
  });

const codeOf = ({ status, body }: Reply) => [status, body.code];

describe('an expert votes over HTTP', () => {
  let on: string;
  let first: string;
  /** Of the first school, where lot 4 works. */
  let second: string;
  let third: string;
  beforeAll(async () => {
    [first, second, third] = waiting as [string, string, string];
    on = await voting(api, { cases: [first, second, third], present });
  });

  test('on all cases at once or one by one, and gets a receipt that names the cases and no choice', async () => {
    const all = await vote({ on, by: 'expert-1/expert', ballots: { [first]: 'yes', [second]: 'nay', [third]: 'abs' } });
    expect([all.status, all.body]).toEqual([200, { meeting: on, cases: [first, second, third] }]);
    const one = await vote({ on, by: 'expert-4/expert', ballots: { [third]: 'nay' } });
    expect([one.status, one.body]).toEqual([200, { meeting: on, cases: [third] }]);
  });

  test.each([
    ['absent', 'ABSENT', 409, { by: 'expert-13/expert' }],
    ['for another', 'PROXY', 403, { by: 'expert-3/expert', voter: 'expert-4' }],
    ['recused', 'RECUSED', 409, { by: 'expert-4/expert' }],
    ['a second time', 'ALREADY_VOTED', 409, { by: 'expert-1/expert' }],
    ['in another role', 'ROLE_NOT_ENTITLED', 403, { by: 'secretary-1/committeeSecretary' }],
    ['from outside the committee', 'CASE_NOT_FOUND', 404, { by: 'secretary-2/committeeSecretary' }],
    ['as anybody', 'UNAUTHENTICATED', 401, { by: null }],
  ])('is refused %s: %s', async (_, code, status, of) => {
    const before = await office.query('select * from ballot_marks');
    expect(codeOf(await vote({ on, ballots: { [second]: 'yes' }, ...of }))).toEqual([status, code]);
    expect(await office.query('select * from ballot_marks')).toEqual(before);
  });

  test('is asked again for what is no ballot', async () => {
    for (const ballots of [{}, { 'no-case': 'yes' }, { [first]: 'no' }, { [first]: 'YES' }, { [first]: null }]) {
      expect(codeOf(await vote({ on, by: 'expert-3/expert', ballots }))).toEqual([422, 'INVALID_BODY']);
    }
  });

  test('a refusal says in Chinese and English why', async () => {
    const refused = await api.call({
      path: `/v1/meetings/${on}/ballots?lang=en`,
      as: 'expert-1/expert',
      json: { ballots: { [first]: 'nay' } },
    });
    expect(refused.body).toMatchObject({ title: 'Your vote is in', params: { cases: first } });
    const zh = await vote({ on, by: 'expert-1/expert', ballots: { [first]: 'nay' } });
    expect(zh.body.title).toBe('已投票');
  });

  test('sent twice it is one ballot, with the same key or another, and no key is kept', async () => {
    const tables = ['request_keys', 'outbox', 'events', 'inbox', 'alarms'];
    const kept = async () => Promise.all(tables.map((table) => office.query(`select * from ${table}`)));
    const before = await kept();
    const once = await vote({ on, by: 'expert-5/expert', ballots: { [first]: 'yes' }, key: 'k1' });
    const same = await vote({ on, by: 'expert-5/expert', ballots: { [first]: 'yes' }, key: 'k1' });
    const other = await vote({ on, by: 'expert-5/expert', ballots: { [first]: 'nay' }, key: 'k2' });
    expect([once.status, codeOf(same), codeOf(other)]).toEqual([200, [409, 'ALREADY_VOTED'], [409, 'ALREADY_VOTED']]);
    expect(await kept()).toEqual(before);
  });

  test('sent twice at once it is one ballot', async () => {
    const ballot = { on, by: 'expert-6/expert', ballots: { [first]: 'yes', [third]: 'abs' } };
    const replies = await Promise.all(Array.from({ length: 5 }, () => vote(ballot)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
  });

  test('who has voted is told to the committee’s people alone, and never how', async () => {
    const turnout = await api.call({ path: `/v1/meetings/${on}/turnout`, as: 'secretary-1/committeeSecretary' });
    const case2 = turnout.body.cases.find((one: { case: string }) => one.case === second);
    expect(case2).toEqual({
      case: second,
      open: true,
      voters: present
        .map((lot) => ({ voter: voterOf(lot), recused: lot === 4, voted: lot === 1 }))
        .sort((a, b) => (a.voter < b.voter ? -1 : 1)),
    });
    expect((await api.call({ path: `/v1/meetings/${on}/turnout`, as: 'expert-3/expert' })).status).toBe(200);
    const bureau = await api.call({ path: `/v1/meetings/${on}/turnout`, as: 'kaili-1/bureauOfficer' });
    expect(codeOf(bureau)).toEqual([403, 'ROLE_NOT_ENTITLED']);
    const outside = await api.call({ path: `/v1/meetings/${on}/turnout`, as: 'secretary-2/committeeSecretary' });
    expect(codeOf(outside)).toEqual([404, 'CASE_NOT_FOUND']);
  });

  test('after closing no ballot is taken', async () => {
    await closed(api, on, present.slice(1));
    const late = await vote({ on, by: 'expert-3/expert', ballots: { [first]: 'yes' } });
    expect(codeOf(late)).toEqual([409, 'VOTING_CLOSED']);
    expect(api.defects).toEqual([]);
  });
});

describe('a choice is heard by nobody but the urn', () => {
  const tellable = ({ status, headers, text, body }: Reply) => {
    const kept = [...headers].filter(([name]) => name !== 'date' && name !== 'x-request-id');
    return { status, headers: kept, text: text.replace(body.request_id ?? '', '') };
  };

  test('whatever is chosen, requests are of one length, and every reply before closing is the same, byte for byte', async () => {
    const only = waiting[3] as string;
    const on = await voting(api, { cases: [only], present });
    const worlds: unknown[] = [];
    for (const [n, choice] of ['yes', 'nay', 'abs'].entries()) {
      const ballots = { [only]: choice };
      const sent = JSON.stringify({ ballots }).length;
      const by = `expert-${n + 1}/expert`;
      const replies = [await vote({ on, by, ballots }), await vote({ on, by, ballots })];
      worlds.push({ sent, replies: replies.map(tellable) });
    }
    expect(worlds[1]).toEqual(worlds[0]);
    expect(worlds[2]).toEqual(worlds[0]);
  });

  test('a defect in the middle of a vote is logged without it, though the database quotes the row', async () => {
    const only = waiting[4] as string;
    const on = await voting(api, { cases: [only], present });
    const [{ box }] = (await office.query<{ box: number }>('select box from urns where meeting = $1', [on])) as [
      { box: number },
    ];
    await office.query(`create function betray() returns trigger language plpgsql as $$ begin
      raise exception 'chose % on %', new.choice, new.case_id using detail = 'row ' || new::text; end $$`);
    await office.query(`create trigger betray before insert on ballots_${box} for each row execute function betray()`);
    const heard = api.defects.length;
    const reply = await vote({ on, by: 'expert-1/expert', ballots: { [only]: 'abs' } });
    await office.query(`drop trigger betray on ballots_${box}`);
    expect(codeOf(reply)).toEqual([500, 'INTERNAL']);
    const [defect] = api.defects.slice(heard);
    expect(String(defect)).toContain('chose a on');
    const lines: string[] = [];
    pino({ name: 'api' }, { write: (line) => void lines.push(line) }).error(
      describeDefect(defect),
      'a request met a defect',
    );
    for (const told of [...lines, reply.text]) {
      expect(told).not.toMatch(/chose|"abs"|abstain|\(\d+,/);
      expect(told).not.toContain(only);
    }
    expect(lines).toHaveLength(1);
  });
});
