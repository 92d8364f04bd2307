import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CLAIM_MS } from '../../store/claims.ts';
import { moveClock } from '../../store/clock.ts';
import type { Door, SentCommand } from '../../store/command.ts';
import { inTransaction } from '../../store/db.ts';
import { putBack, type Settlement, settleOutbox } from '../../store/outbox.ts';
import { crewOn, type TestCrew } from '../support/crew.ts';
import { putOutboxRow } from '../support/due-rows.ts';
import { type Office, type OfficeOptions, openOffice } from '../support/office.ts';
import { stepRaw } from '../support/season-slice.ts';

let office: Office;
let crew: TestCrew;

async function start(options: OfficeOptions = {}, door?: Door): Promise<void> {
  office = await openOffice(options);
  crew = await crewOn(office, door ? { door } : {});
}
afterEach(async () => {
  await crew.close();
  await office.close();
});

const inbox = () =>
  office.query<{ role: string; person: string | null; organisation: string | null; about: string }>(
    'select role, person, organisation, about from inbox order by id',
  );
const outbox = (condition = 'true') =>
  office.query<{ n: number; settled: { outcome: string } | null; attempts: number }>(
    `select n, settled, attempts from outbox where ${condition} order by case_id, seq, n`,
  );
const alarms = () => office.query<{ kind: string; body: object }>('select kind, body from alarms order by id');

/** A command the charts refuse to another case, whatever its state: what the door answers is what these tests are about. */
const withdraw = (accepts: string[] = []) => ({
  kind: 'command',
  case: null,
  envelope: {},
  lifecycle: 'application',
  event: 'withdraw',
  data: {},
  accepts,
});
const command = (of: { from: string; n: number; target: string; accepts?: string[]; claimedUntil?: number }) =>
  putOutboxRow(office, { ...of, case: of.from, payload: withdraw(of.accepts) });

describe('a message', () => {
  beforeEach(() => start());

  test('lies in the inbox of whoever now holds the case, once, however often it is delivered', async () => {
    const id = await office.open('school-1-a0');
    const ids = [`${id}/1/1`];
    const [, delivery] = crew.works;
    expect(await outbox()).toEqual([{ n: 1, settled: null, attempts: 0 }]);
    await Promise.all([delivery!.handle(ids), delivery!.handle(ids)]);
    await crew.sweep.once();
    expect(await inbox()).toEqual([{ role: 'applicant', person: 'school-1-a0', organisation: null, about: 'opened' }]);
    expect(await outbox()).toEqual([{ n: 1, settled: { outcome: 'delivered', by: 'inbox' }, attempts: 0 }]);
  });

  test('bears the instant of its event, not that of its delivery', async () => {
    await office.open('school-1-a0');
    await office.moveTo('2023-08-05T00:00');
    await crew.sweep.once();
    const [row] = await office.query<{ same: boolean }>(
      'select i.at = e.at as same from inbox i join events e using (case_id, seq)',
    );
    expect(row).toEqual({ same: true });
  });

  test('that is written and not settled, as after a crash between, is settled and not written again', async () => {
    const id = await office.open('school-1-a0');
    await office.query(
      `insert into inbox (role, case_id, seq, n, about, at) values ('applicant', $1, 1, 1, 'opened', 0)`,
      [id],
    );
    await crew.sweep.once();
    expect(await inbox()).toHaveLength(1);
    expect((await outbox())[0]?.settled).not.toBeNull();
  });
});

describe('a row that is settled', () => {
  test('keeps its answer, whoever comes with another', async () => {
    await start();
    const id = { case: await office.open('school-1-a0'), seq: 1, n: 1 };
    const settle = (settlement: Settlement) =>
      inTransaction(office.pool, (tx) => settleOutbox(tx, [{ ...id, settlement }]));
    await settle({ outcome: 'delivered', by: 'inbox' });
    await settle({ outcome: 'notFound' });
    await inTransaction(office.pool, (tx) => putBack(tx, [{ ...id, forMs: 1 }]));
    expect(await outbox()).toEqual([{ n: 1, settled: { outcome: 'delivered', by: 'inbox' }, attempts: 0 }]);
  });
});

describe('a command to another case', () => {
  test('opens the certificate of a confirmed application, once, and keeps the answer', async () => {
    await start();
    const sender = await office.open('school-1-a0');
    const target = randomUUID();
    const claim = { series: 'SERIES_SCHOOL_TEACHER', level: 'INTERMEDIATE', greenChannel: false, scope: 'ORDINARY' };
    const data = {
      person: 'school-1-a0',
      unit: 'school-1',
      organiser: 'kaili-hrss',
      bureau: 'kaili-hrss',
      committee: 'kaili-teacher',
      claim,
      confirmedAt: 1,
    };
    const payload = {
      kind: 'command',
      lifecycle: 'certificate',
      case: null,
      envelope: {},
      event: 'open',
      data,
      accepts: [],
    };
    await putOutboxRow(office, { case: sender, n: 7, target, payload });
    const [, delivery] = crew.works;
    await Promise.all([1, 2, 3].map(() => delivery!.handle([`${sender}/1/7`])));
    expect(
      await office.query('select type, role, channel, at = recorded as now from events where case_id = $1', [target]),
    ).toEqual([{ type: 'open', role: 'system', channel: 'system', now: true }]);
    const [event] = await office.query<{ cause: string }>('select cause from events where case_id = $1', [target]);
    const [row] = await office.query<{ key: string; settled: object }>('select key, settled from outbox where n = 7');
    expect(event?.cause).toBe(row?.key);
    expect(row?.settled).toMatchObject({ outcome: 'moved', seq: 1, now: { case: target, state: 'active' } });
    expect(await alarms()).toEqual([]);
  });

  test('that is refused for a reason its sender accepts is settled with it', async () => {
    await start();
    const [from, target] = [await office.open('school-1-a0'), await office.open('school-1-a1')];
    await command({ from, n: 7, target, accepts: ['ROLE_NOT_ENTITLED'] });
    await crew.sweep.once();
    expect(await outbox('n = 7')).toMatchObject([{ settled: { outcome: 'refused', code: 'ROLE_NOT_ENTITLED' } }]);
    expect(await alarms()).toEqual([]);
  });

  test('that is refused for another reason is settled, and an alarm', async () => {
    await start();
    const [from, target] = [await office.open('school-1-a0'), await office.open('school-1-a1')];
    await command({ from, n: 7, target, accepts: ['CASE_ENDED'] });
    await crew.sweep.once();
    expect(await alarms()).toEqual([
      {
        kind: 'refusalNotAccepted',
        body: { case: from, seq: 1, n: 7, target, event: 'withdraw', code: 'ROLE_NOT_ENTITLED' },
      },
    ]);
    await crew.sweep.once();
    expect(await alarms()).toHaveLength(1);
  });

  test('to a case that is not there is an alarm too', async () => {
    await start();
    const from = await office.open('school-1-a0');
    await command({ from, n: 7, target: randomUUID() });
    await crew.sweep.once();
    expect(await outbox('n = 7')).toMatchObject([{ settled: { outcome: 'notFound' } }]);
    expect(await alarms()).toMatchObject([{ body: { code: 'notFound' } }]);
  });

  test('to a case with a deadline about to fire is put back, and comes after the deadline', async () => {
    const at = Date.parse('2023-08-02T01:00:00Z');
    await start({ kind: 'demonstration', clock: { mode: 'offset', graceMs: 120_000, instant: at } });
    const [from, target] = [await office.open('school-1-a0'), await office.open('school-1-a1')];
    await crew.sweep.once();
    const [first] = await office.query<{ due_at: number }>(
      'select min(due_at) as due_at from deadlines where case_id = $1',
      [target],
    );
    const to = (instant: number) => inTransaction(office.pool, (tx) => moveClock(tx, { to: instant, by: null }));
    await to(first!.due_at + 1_000);
    await command({ from, n: 7, target, accepts: ['ROLE_NOT_ENTITLED'] });
    await crew.sweep.once();
    expect(await outbox('n = 7')).toEqual([{ n: 7, settled: null, attempts: 1 }]);
    await crew.sweep.once();
    expect((await outbox('n = 7'))[0]?.attempts).toBe(1);
    await to(first!.due_at + 120_000);
    await stepRaw(office, 40_000);
    await crew.sweep.once();
    expect(await outbox('n = 7')).toMatchObject([{ settled: { outcome: 'refused' }, attempts: 2 }]);
    const fired = await office.query('select status from deadlines where case_id = $1 and due_at = $2', [
      target,
      first!.due_at,
    ]);
    expect(fired).toContainEqual({ status: 'fired' });
  });
});

describe('in order', () => {
  /** Answers as it is told, and remembers what it was asked, in order. */
  const asked: SentCommand[] = [];
  let answers: ('moved' | 'tryAgain')[] = [];
  const door: Door = {
    advance: async (sent) => {
      if (sent.kind === 'sent') asked.push(sent);
      if ((answers.shift() ?? 'moved') === 'tryAgain') return { outcome: 'tryAgain' };
      const now = { case: sent.case, number: 'KL23-000001', version: 2, state: 'draft', ended: null };
      return { outcome: 'moved', at: 1, seq: 2, now, replayed: false };
    },
    advanceAll: (commands) => Promise.all(commands.map(door.advance)),
    close: async () => undefined,
  };
  const told = (target: string) =>
    asked.filter((one) => one.case === target).map(({ key }) => Number(key?.split(':')[3]));

  beforeEach(async () => {
    asked.length = 0;
    answers = [];
    await start({}, door);
  });

  test('a case hears the second command when the first is done, another case meanwhile', async () => {
    const from = await office.open('school-1-a0');
    const [one, other] = [await office.open('school-1-a1'), await office.open('school-1-a2')];
    await command({ from, n: 5, target: one });
    await command({ from, n: 6, target: one });
    await command({ from, n: 7, target: other });
    answers = ['tryAgain'];
    await crew.sweep.once();
    expect([told(one), told(other)]).toEqual([[5], [7]]);
    await crew.sweep.once();
    expect(told(one)).toEqual([5]);
    await stepRaw(office, CLAIM_MS);
    await crew.sweep.once();
    expect(told(one)).toEqual([5, 5]);
    await crew.sweep.once();
    expect(told(one)).toEqual([5, 5, 6]);
    expect((await outbox('target is not null')).every(({ settled }) => settled?.outcome === 'moved')).toBe(true);
  });

  test('an earlier row that a worker has in hand holds the later one, wherever it comes from', async () => {
    const [from, target] = [await office.open('school-1-a0'), await office.open('school-1-a1')];
    const soon = Date.now() + CLAIM_MS;
    await command({ from, n: 9, target, claimedUntil: soon });
    await command({ from, n: 8, target });
    await crew.sweep.once();
    expect(told(target)).toEqual([]);
    await stepRaw(office, CLAIM_MS);
    await crew.sweep.once();
    await crew.sweep.once();
    expect(told(target)).toEqual([8, 9]);
  });

  test('a command whose case is in other hands for long is tried again ever later, and never given up', async () => {
    const [from, target] = [await office.open('school-1-a0'), await office.open('school-1-a1')];
    await command({ from, n: 5, target });
    answers = Array.from({ length: 8 }, () => 'tryAgain' as const);
    for (let turn = 0; turn < 8; turn += 1) {
      await crew.sweep.once();
      await stepRaw(office, 5_000);
    }
    expect(await outbox('n = 5')).toMatchObject([{ settled: null, attempts: 8 }]);
    await crew.sweep.once();
    expect(await outbox('n = 5')).toMatchObject([{ settled: { outcome: 'moved' }, attempts: 9 }]);
  });
});

describe('what fails', () => {
  test('is told, and keeps nothing else from being delivered', async () => {
    const failing: Door = {
      advance: () => Promise.reject(new Error('a defect')),
      advanceAll: () => Promise.reject(new Error('a defect')),
      close: async () => undefined,
    };
    await start({}, failing);
    const [from, target] = [await office.open('school-1-a0'), await office.open('school-1-a1')];
    await command({ from, n: 5, target });
    await crew.sweep.once();
    expect(crew.errors).toEqual([`case ${target}: Error: a defect`]);
    expect(await outbox('target is not null')).toMatchObject([{ settled: null }]);
    expect(await inbox()).toHaveLength(2);
  });

  test('in the hands of a worker that died is delivered when its claim has run out', async () => {
    await start();
    const from = await office.open('school-1-a0');
    await office.query('update outbox set claimed_until = raw_now() + $1 where case_id = $2', [CLAIM_MS, from]);
    expect((await crew.sweep.once()).outbox).toBe(0);
    await stepRaw(office, CLAIM_MS);
    expect((await crew.sweep.once()).outbox).toBe(1);
  });
});
