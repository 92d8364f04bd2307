import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Effect } from '../../machines/lifecycle.ts';
import { currentLifecycle } from '../../machines/registry.ts';
import type { Actor } from '../../machines/roles.ts';
import type { SentCommand } from '../../store/command.ts';
import { caseOf, historyOf, lead, moved, openAll, wholeWay } from '../support/case-path.ts';
import { actor, type Office, openOffice, sending, sha } from '../support/office.ts';

/** Certificates, which other cases open (design D3; domain A54): their titles, and what a revocation brings (§2.5). */

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
  of.query<Outgoing>(
    `select key, target, payload from outbox where case_id = $1 and payload ->> 'lifecycle' = 'certificate'`,
    [id],
  );

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

  test('is a title of its holder, with the day it prints and the day it counts from', async () => {
    expect(await office.query('select * from titles where case_id = $1', [row.target])).toEqual([
      {
        case_id: row.target,
        person: 'school-1-a0',
        series: 'SERIES_SCHOOL_TEACHER',
        level: 'INTERMEDIATE',
        scope: 'ORDINARY',
        approved_on: '2023-08-26',
        counts_from: '2023-08-26',
        revoked_on: null,
      },
    ]);
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

  test('bars its holder for three years and stands in the integrity archive, both of which only grow by it', async () => {
    const of = [row.target];
    expect(await office.query('select revoked_on from titles where case_id = $1', of)).toEqual([
      { revoked_on: '2023-08-26' },
    ]);
    expect(
      await office.query('select person, kind, decided_on, barred_through from bars where case_id = $1', of),
    ).toEqual([{ person: 'school-1-a0', kind: 'FRAUD', decided_on: '2023-08-26', barred_through: '2026-08-26' }]);
    expect(
      await office.query(
        'select breach, stands_through, serious, document from integrity_entries where case_id = $1',
        of,
      ),
    ).toEqual([{ breach: 'FRAUD', stands_through: '2026-08-26', serious: false, document: sha('finding') }]);
    await expect(office.query('delete from integrity_entries')).rejects.toThrow('the history only grows');
  });

  test('ends, and the application it came from stays what it was', async () => {
    expect(await office.query('select state, ended from cases where id = $1', [application])).toEqual([
      { state: 'certified', ended: 'certified' },
    ]);
  });
});

describe('titles of one person', () => {
  let other: Office;
  let certificates: [string, string];
  const bureau = (id: string) => actor('bureauOfficer', id);
  const revoke = (id: string, by: Actor, reason: 'FRAUD' | 'SYSTEM_FAILURE' = 'FRAUD') =>
    other.send({ case: id, lifecycle: 'certificate', type: 'revoke', by, reason, document: sha('finding') });
  const stateOf = async (id: string) =>
    (await other.query<{ state: string }>('select state from cases where id = $1', [id]))[0];
  const deliverAll = async () => {
    const rows = await other.query<Outgoing>(
      `select key, target, payload from outbox where kind = 'command' and settled is null order by case_id, seq, n`,
    );
    for (const row of rows) await other.door.advance(delivery(row));
  };
  /** A certificate as the outbox opens it, of a title confirmed on that day. */
  const issue = async (name: string, day: string) => {
    const id = caseOf(name);
    const data = {
      person: 'school-1-a5',
      unit: 'school-1',
      organiser: 'kaili-hrss',
      bureau: 'kaili-hrss',
      committee: 'kaili-teacher',
      claim: { series: 'SERIES_SCHOOL_TEACHER', level: 'INTERMEDIATE', greenChannel: false, scope: 'ORDINARY' },
      confirmedAt: Date.parse(`${day}T09:00:00+08:00`),
    };
    const key = `cause:${caseOf(`${name} ordered`)}:1:0`;
    moved(
      await other.door.advance({
        ...sending({ case: id, type: 'open', by: system, data, lifecycle: 'certificate', key, cause: key }),
        channel: 'system',
      }),
    );
    return id;
  };
  beforeAll(async () => {
    other = await openOffice({ at: '2023-08-10T09:00' });
    certificates = [await issue('the first title', '2023-08-02'), await issue('the later title', '2023-08-09')];
  });
  afterAll(() => other.close());

  test('a later title is looked into by a person when one it may rest on is revoked', async () => {
    const [first, later] = certificates;
    moved(await revoke(first, bureau('kaili-1')));
    moved(await revoke(first, bureau('kaili-2')));
    await deliverAll();
    expect(await stateOf(later)).toEqual({ state: 'questioned' });
    expect(await other.query('select name from deadlines where case_id = $1', [later])).toEqual([
      { name: 'titleQuestionDue' },
    ]);
  });

  test('stands again once it has been looked into, and no bar comes of a revocation for no breach', async () => {
    const [, later] = certificates;
    const clear = { case: later, lifecycle: 'certificate', type: 'clearQuestion', by: bureau('kaili-1') } as const;
    moved(await other.send({ ...clear, reason: 'OTHER', document: sha('inquiry') }));
    expect(await stateOf(later)).toEqual({ state: 'active' });
    moved(await revoke(later, bureau('kaili-1'), 'SYSTEM_FAILURE'));
    moved(await revoke(later, bureau('kaili-2'), 'SYSTEM_FAILURE'));
    expect(await other.query('select revoked_on from titles where case_id = $1', [later])).toEqual([
      { revoked_on: '2023-08-10' },
    ]);
    expect(await other.query('select from bars where case_id = $1', [later])).toEqual([]);
  });

  test('is to be looked into from the first where the earlier one fell while it was on its way', async () => {
    const id = await issue('a title on its way', '2023-08-10');
    expect(await stateOf(id)).toEqual({ state: 'questioned' });
  });
});
