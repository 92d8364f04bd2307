import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Effect } from '../../machines/lifecycle.ts';
import { currentLifecycle } from '../../machines/registry.ts';
import type { Actor } from '../../machines/roles.ts';
import type { SentCommand } from '../../store/command.ts';
import {
  act,
  caseOf,
  historyOf,
  lead,
  moved,
  openAll,
  usualSending,
  wayBefore,
  wholeWay,
} from '../support/case-path.ts';
import { actor, type Office, opening, openOffice, sending, sha } from '../support/office.ts';

/** Cases that other cases open: certificates, rechecks (design D3; domain A50, A54). Commands go through the outbox. */

const system: Actor = { role: 'system', person: null, organisation: null, onBehalfOf: null };

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

interface Outgoing {
  readonly key: string;
  readonly target: string;
  readonly payload: Extract<Effect, { kind: 'command' }> & { readonly programme: string };
}
const outgoing = (id: string, of = office) =>
  of.query<Outgoing>(`select key, target, payload from outbox where case_id = $1 and kind = 'command'`, [id]);

/** A row of the outbox as a worker delivers it. */
function delivery({ key, target, payload }: Outgoing): SentCommand {
  const { lifecycle, event, programme, data } = payload;
  const parsed = currentLifecycle(lifecycle).events[event]!.data.parse(data);
  const common = { case: target, type: event, by: system, data: parsed, lifecycle, programme, key, cause: key };
  return { ...sending(common), channel: 'system', principal: key.split(':')[1]!, fingerprint: null };
}

describe('a certificate', () => {
  let application: string;
  let row: Outgoing;
  beforeAll(async () => {
    [application] = (await openAll(office, ['school-1-a0'])) as [string];
    await lead(office, application, wholeWay);
    [row] = (await outgoing(application)) as [Outgoing];
  });
  const revoke = (by: Actor, more: object = {}) =>
    office.send({
      case: row.target,
      lifecycle: 'certificate',
      type: 'revoke',
      by,
      reason: 'FRAUD',
      document: sha('finding'),
      ...more,
    });

  test('is ordered by the confirmation, once, under a key that names its event', async () => {
    const [confirm] = (await historyOf(office, application)).filter(({ type }) => type === 'confirm');
    expect(await outgoing(application)).toHaveLength(1);
    expect(row.key).toMatch(new RegExp(`^cause:${application}:${confirm?.seq}:\\d+$`));
    expect(row.payload).toMatchObject({ event: 'open', programme: 'kaili-2023', data: { confirmedAt: confirm?.at } });
  });

  test('is opened once, however often it is delivered', async () => {
    const first = moved(await office.door.advance(delivery(row)));
    expect(first).toMatchObject({ seq: 1, replayed: false, now: { case: row.target, state: 'active' } });
    expect(await office.door.advance(delivery(row))).toEqual({ ...first, replayed: true });
    const [event] = await office.query(
      'select cause, role, channel, received = recorded as at_once from events where case_id = $1',
      [row.target],
    );
    expect(event).toEqual({ cause: row.key, role: 'system', channel: 'system', at_once: true });
    expect(
      await office.query('select person, unit, lifecycle, holder_role from cases where id = $1', [row.target]),
    ).toEqual([{ person: 'school-1-a0', unit: 'school-1', lifecycle: 'certificate', holder_role: 'applicant' }]);
  });

  test('has no deadline, takes no slot and no vacancy', async () => {
    for (const table of ['deadlines', 'year_slots', 'reservations']) {
      expect(await office.query(`select from ${table} where case_id = $1`, [row.target]), table).toEqual([]);
    }
  });

  test('is issued by nobody else', async () => {
    const by = actor('organiserOfficer', 'kaili-1');
    const forged = { ...delivery(row), case: caseOf('forged'), key: null, actor: by };
    expect(await office.door.advance(forged)).toMatchObject({ outcome: 'refused', code: 'ROLE_NOT_ENTITLED' });
  });

  test('is revoked by two persons, and by no fewer', async () => {
    const [one, two] = [actor('bureauOfficer', 'kaili-1'), actor('bureauOfficer', 'kaili-2')];
    expect(await revoke(one)).toMatchObject({ outcome: 'moved', now: { state: 'active', ended: null } });
    expect(await revoke(one)).toMatchObject({ outcome: 'refused', code: 'ALREADY_PROPOSED' });
    expect(await revoke({ ...two, onBehalfOf: one.person })).toMatchObject({ code: 'ALREADY_PROPOSED' });
    expect(await revoke(two, { document: sha('another') })).toMatchObject({ now: { state: 'active' } });
    expect(await revoke(one)).toMatchObject({ now: { state: 'active' } });
    expect(await revoke(two)).toMatchObject({ now: { state: 'revoked', ended: 'revoked' } });
    expect(await revoke(one)).toMatchObject({ outcome: 'refused', code: 'CASE_ENDED' });
    expect(await office.query('select proposer, seconder, holder_role from cases where id = $1', [row.target])).toEqual(
      [{ proposer: 'kaili-1', seconder: 'kaili-2', holder_role: null }],
    );
  });

  test('ends, and the application it came from stays what it was', async () => {
    expect(await office.query('select state, ended from cases where id = $1', [application])).toEqual([
      { state: 'certified', ended: 'certified' },
    ]);
  });
});

describe('a recheck', () => {
  let other: Office;
  let ended: string;
  beforeAll(async () => {
    other = await openOffice();
    [ended] = (await openAll(other, ['school-1-a1'])) as [string];
    await lead(other, ended, wayBefore('decide'));
    const usual = await usualSending(other, ended, 'decide');
    moved(await act(other, ended, 'decide', { data: { ...usual.data, yes: 3 } }));
  });
  afterAll(() => other.close());
  const recheck = (id: string, reopens: string, more: object = {}) => {
    const usual = opening(id, 'school-1-a1');
    const key = `cause:${id}:1:0`;
    return { ...usual, by: system, data: { ...usual.data, reopens }, key, cause: key, ...more };
  };

  test('reopens no case that has not failed, and is nobody’s to send', async () => {
    const [running] = (await openAll(other, ['school-1-a2'])) as [string];
    expect(await other.door.advance(sending(recheck(caseOf('of a running'), running)))).toMatchObject({
      code: 'NO_REOPENING',
    });
    expect(await other.door.advance(sending(recheck(caseOf('of none'), caseOf('none'))))).toMatchObject({
      code: 'NO_REOPENING',
    });
    const by = actor('organiserOfficer', 'kaili-1');
    expect(
      await other.door.advance(sending(recheck(caseOf('by hand'), ended, { by, key: null, cause: null }))),
    ).toMatchObject({ code: 'ROLE_NOT_ENTITLED' });
  });

  test('is a case of its own, with the dossier of the one it reopens, queued for the next meeting', async () => {
    const id = caseOf('the recheck');
    const before = await historyOf(other, ended);
    const answer = moved(await other.door.advance(sending(recheck(id, ended))));
    expect(answer.now).toMatchObject({ state: 'expertReview.queued', version: 1 });
    const [facts] = await other.query<{ facts: { reopened: { outcome: string }; yearSlot: object } }>(
      'select facts from events where case_id = $1',
      [id],
    );
    expect(facts?.facts).toMatchObject({ reopened: { outcome: 'notPassed' }, yearSlot: { heldBy: ended } });
    expect(await other.query('select case_id from year_slots where person = $1', ['school-1-a1'])).toEqual([
      { case_id: ended },
    ]);
    expect(await historyOf(other, ended)).toEqual(before);
    const live = await other.query<{ name: string; rule: { kind: string } }>(
      `select name, rule from deadlines where case_id = $1 and status = 'armed' order by name`,
      [id],
    );
    expect(live.map(({ name }) => name)).toEqual(['cycleRollover', 'filingDue', 'reviewMeetingDue']);
  });

  test('goes on to its certificate like any other', async () => {
    const id = caseOf('the recheck');
    await lead(other, id, ['convene', 'recordOpinion', 'decide', '2023-08-29T00:00', 'confirm']);
    expect(await outgoing(id, other)).toHaveLength(1);
    expect(await other.query('select case_id from year_slots where person = $1', ['school-1-a1'])).toEqual([
      { case_id: ended },
    ]);
  });
});
