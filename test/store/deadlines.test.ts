import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseInstant } from '../../machines/time.ts';
import { caseOf, historyOf, lead, leadAll, moved, openAll, usualSending, wayBefore } from '../support/case-path.ts';
import { actor, type Office, opening, openOffice, sending, sha } from '../support/office.ts';
import { publish } from '../support/publicity.ts';

/** Deadlines are rows that fire in the transaction of their case (design D2, D6). */

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const liveOf = async (id: string) =>
  (
    await office.query<{ name: string }>(
      `select name from deadlines where case_id = $1 and status in ('armed', 'provisional') order by name`,
      [id],
    )
  ).map(({ name }) => name);
const due = (id: string, deadline: Parameters<typeof commandOf>[1]) => office.door.advance(commandOf(id, deadline));
function commandOf(id: string, deadline: 'clickWindowEnd' | 'unitPushDue' | 'cycleRollover' | 'internalPublicityEnd') {
  return { kind: 'due', case: id, deadline } as const;
}
const told = async (id: string) => (await historyOf(office, id)).map(({ type, at }) => [type, at] as const);

describe('a worker’s command', () => {
  let id: string;
  beforeAll(async () => {
    id = await office.open('school-1-a0');
  });

  test('for what is not due yet does nothing', async () => {
    expect(await due(id, 'clickWindowEnd')).toEqual({ outcome: 'nothingDue' });
  });

  test('for what is no longer armed does nothing', async () => {
    await lead(office, id, ['submit']);
    expect(await liveOf(id)).not.toContain('clickWindowEnd');
    await office.moveTo('2023-09-01T00:00');
    expect(await due(id, 'clickWindowEnd')).toEqual({ outcome: 'nothingDue' });
    expect(await historyOf(office, id)).toHaveLength(2);
  });

  test('for a case that is not there does nothing', async () => {
    expect(await due(caseOf('none'), 'clickWindowEnd')).toEqual({ outcome: 'nothingDue' });
  });

  test('fires all that is due, in the order of the instants, each at its own', async () => {
    await office.moveTo('2023-11-30T12:00');
    expect(await due(id, 'cycleRollover')).toMatchObject({ outcome: 'moved' });
    expect((await told(id)).slice(2)).toEqual([
      ['unitPushDue', parseInstant('2023-09-13T00:00')],
      ['departmentPushDue', parseInstant('2023-09-20T00:00')],
      ['intakeCutoff', parseInstant('2023-09-22T18:00')],
      ['policyReviewDue', parseInstant('2023-10-21T00:00')],
      ['reviewMeetingDue', parseInstant('2023-11-12T00:00')],
    ]);
    const recorded = new Set((await historyOf(office, id)).slice(2).map((event) => event.recorded));
    expect(recorded).toEqual(new Set([parseInstant('2023-11-30T12:00')]));
    expect(await due(id, 'unitPushDue')).toEqual({ outcome: 'nothingDue' });
  });

  test('twice in one batch fires once', async () => {
    await office.moveTo('2023-12-16T00:00');
    const answers = await office.door.advanceAll([commandOf(id, 'unitPushDue'), commandOf(id, 'unitPushDue')]);
    expect(answers.filter(({ outcome }) => outcome === 'moved')).toHaveLength(1);
    expect((await told(id)).filter(([type]) => type === 'filingDue')).toHaveLength(1);
  });

  test('names in its event the row that fired, and the row names the event', async () => {
    const rows = await office.query<{ name: string; settled_seq: number; armed_seq: number; settled_raw: number }>(
      `select name, settled_seq, armed_seq, settled_raw from deadlines
        where case_id = $1 and status = 'fired' order by settled_seq`,
      [id],
    );
    const causes = await office.query<{ seq: number; cause: string; role: string; received: boolean }>(
      `select seq, cause, role, received = at as received from events where case_id = $1 and cause is not null order by seq`,
      [id],
    );
    expect(causes).toEqual(
      rows.map(({ name, settled_seq, armed_seq }) => ({
        seq: settled_seq,
        cause: `due:${name}:${armed_seq}`,
        role: 'clock',
        received: true,
      })),
    );
    expect(rows.every(({ settled_raw }) => settled_raw > 0)).toBe(true);
  });
});

describe('a state whose deadline is past when it is entered', () => {
  test('is left in the same transaction: a recheck after the year’s end is flagged for the bureau at once', async () => {
    const late = await openOffice({ at: '2023-08-02T09:00' });
    const [ended] = (await openAll(late, ['school-1-a0'])) as [string];
    await leadAll(late, [ended], wayBefore('decide'));
    const failed = await usualSending(late, ended, 'decide');
    moved(await late.door.advance(sending({ ...failed, data: { ...failed.data, yes: 3 } })));
    const recheck = caseOf('the recheck that is granted');
    const data = { person: 'school-1-a0', result: ended, ground: 'RESULT' };
    const applicant = { role: 'applicant', person: 'school-1-a0', organisation: null, onBehalfOf: null } as const;
    moved(await late.send({ case: recheck, lifecycle: 'recheck', type: 'open', by: applicant, data }));
    const by = actor('organiserOfficer', 'kaili-1');
    moved(
      await late.send({ case: recheck, lifecycle: 'recheck', type: 'grant', by, reason: 'OTHER', document: sha('d') }),
    );
    await late.advanceTo('2024-08-05T10:00');
    const system = { role: 'system', person: null, organisation: null, onBehalfOf: null } as const;
    const id = caseOf('the recheck');
    const usual = opening(id, 'school-1-a0');
    const answer = await late.door.advance(
      sending({
        ...usual,
        by: system,
        data: { ...usual.data, reopens: ended },
        key: 'cause:recheck:1:0',
        cause: 'cause:recheck:1:0',
      }),
    );
    expect(answer).toMatchObject({ outcome: 'moved', seq: 1, now: { version: 2, state: 'expertReview.queued' } });
    const now = parseInstant('2024-08-05T10:00');
    expect((await historyOf(late, id)).map(({ type, at, recorded }) => ({ type, at, recorded }))).toEqual([
      { type: 'open', at: now, recorded: now },
      // Due at the year's end, it counts not before the event that armed it.
      { type: 'cycleRollover', at: now, recorded: now },
    ]);
    const [both] = await late.query<{ n: number }>(
      'select count(distinct tx)::int as n from events where case_id = $1',
      [id],
    );
    expect(both).toEqual({ n: 1 });
    expect(await late.query(`select name, status from deadlines where case_id = $1 order by name`, [id])).toEqual([
      { name: 'cycleRollover', status: 'fired' },
      { name: 'filingDue', status: 'armed' },
      { name: 'reviewMeetingDue', status: 'armed' },
      { name: 'rolloverDecisionDue', status: 'armed' },
    ]);
    await late.close();
  });
});

describe('a command after a deadline', () => {
  test('meets the case as the deadline left it, and what fired is written although the command is refused', async () => {
    const other = await openOffice();
    const id = await other.open('school-1-a1');
    const submit = await usualSending(other, id, 'submit');
    await other.moveTo('2023-09-01T00:00');
    expect(await other.door.advance(sending({ ...submit, expected: 2 }))).toMatchObject({
      outcome: 'refused',
      code: 'EVENT_NOT_ALLOWED',
      now: { version: 2, state: 'draft.locked' },
    });
    expect((await historyOf(other, id)).map(({ type }) => type)).toEqual(['open', 'clickWindowEnd']);
    await other.close();
  });

  test('of somebody who does not see the case fires nothing', async () => {
    const other = await openOffice();
    const id = await other.open('school-1-a1');
    await other.moveTo('2023-09-01T00:00');
    const stranger = { case: id, type: 'withdraw', by: actor('applicant', 'school-2-a1'), reason: 'PERSONAL' } as const;
    expect(await other.send(stranger)).toEqual({ outcome: 'notFound' });
    expect(await historyOf(other, id)).toHaveLength(1);
    await other.close();
  });
});

describe('a dead fleet of workers changes no outcome', () => {
  const matter = caseOf('a matter');
  /** A case with a returned correction, an objection, and a lost publicity; nobody but people touches it. */
  async function played(workers: 'alive' | 'dead') {
    const other = await openOffice();
    const [id] = (await openAll(other, ['school-1-a2'])) as [string];
    const goTo = (day: string) => (workers === 'alive' ? other.advanceTo(day) : other.moveTo(day));
    /** An honest client: a stale version is looked up, and the command sent again. */
    const send = async (type: Parameters<typeof usualSending>[2]) => {
      const command = async () => sending(await usualSending(other, id, type));
      const answer = await other.door.advance(await command());
      moved(answer.outcome === 'stale' ? await other.door.advance(await command()) : answer);
    };
    await send('submit');
    await send('verify');
    await publish(other, [id]);
    await goTo('2023-08-04T10:00');
    await send('return');
    await goTo('2023-08-20T10:00');
    await send('resubmit');
    await send('verify');
    await publish(other, [id]);
    const object = { case: id, type: 'object', by: actor('citizen', 'neighbour') };
    await goTo('2023-08-25T10:00');
    moved(await other.door.advance(sending({ ...object, data: { matter, alleges: 'OTHER' } })));
    await goTo('2023-08-28T10:00');
    const resolve = { case: id, type: 'resolveObjection', by: actor('unitAdmin', 'school-1-admin') };
    const dismissed = {
      ...resolve,
      data: { matter, outcome: 'dismissed' },
      reason: 'OTHER',
      document: sha('d'),
    } as const;
    const first = await other.send(dismissed);
    moved(first.outcome === 'stale' ? await other.send(dismissed) : first);
    await goTo('2023-09-14T10:00');
    await send('recommend');
    await goTo('2023-09-21T10:00');
    await send('push');
    await goTo('2023-10-01T10:00');
    await send('receive');
    await goTo('2023-10-25T10:00');
    await send('passPolicy');
    await publish(other, [id]);
    await goTo('2023-12-20T10:00');
    await send('convene');
    const rows = await other.query<Record<string, unknown>>('select * from events where case_id = $1 order by seq', [
      id,
    ]);
    await other.close();
    return rows.map(({ recorded: _, tx: __, prev: ___, hash: ____, ...row }) => row);
  }

  test('the histories are the same but for when they were recorded', async () => {
    const [alive, dead] = [await played('alive'), await played('dead')];
    expect(dead).toEqual(alive);
    expect(alive.map(({ type }) => type)).toEqual([
      'open',
      'submit',
      'verify',
      'publish',
      'return',
      'correctionDue',
      'resubmit',
      'verify',
      'publish',
      'object',
      'internalPublicityEnd',
      'resolveObjection',
      'unitPushDue',
      'recommend',
      'departmentPushDue',
      'push',
      'intakeCutoff',
      'receive',
      'policyReviewDue',
      'passPolicy',
      'publish',
      'policyPublicityEnd',
      'reviewMeetingDue',
      'filingDue',
      'convene',
    ]);
  });
});
