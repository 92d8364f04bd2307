import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Role } from '../../machines/roles.ts';
import { parseInstant } from '../../machines/time.ts';
import { act, days, lead, moved, openAll, type UsualEvent, wayBefore } from '../support/case-path.ts';
import { actor, type Office, openOffice } from '../support/office.ts';

/**
 * Who does one half of a check may not do the other (design D8): the chart says so, and the database holds it whatever
 * writes. A constraint is named after the chart's rule, and refuses what the chart refuses.
 */

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const as = (role: Role, organisation: string | null, person: string, onBehalfOf: string | null = null): Actor => {
  return { role, organisation, person, onBehalfOf };
};

interface Rule {
  readonly constraint: string;
  /** The columns whose people must differ. */
  readonly columns: readonly [later: string, earlier: string];
  readonly event: UsualEvent;
  readonly role: Role;
  readonly organisation: string;
  /** Who did the earlier half in the usual way. */
  readonly earlier: (applicant: string) => string;
}

const rules: readonly Rule[] = [
  {
    constraint: 'reviewer_is_not_the_applicant',
    columns: ['material_reviewer', 'person'],
    event: 'verify',
    role: 'materialReviewer',
    organisation: 'school-1',
    earlier: (applicant) => applicant,
  },
  {
    constraint: 'recommender_is_not_the_applicant',
    columns: ['recommender', 'person'],
    event: 'recommend',
    role: 'unitAdmin',
    organisation: 'school-1',
    earlier: (applicant) => applicant,
  },
  {
    constraint: 'policy_reviewer_is_not_the_material_reviewer',
    columns: ['policy_reviewer', 'material_reviewer'],
    event: 'passPolicy',
    role: 'organiserOfficer',
    organisation: 'kaili-hrss',
    earlier: () => 'school-1-reviewer',
  },
  {
    constraint: 'confirmer_is_not_the_signer',
    columns: ['confirmer', 'minutes_signer'],
    event: 'confirm',
    role: 'filingOfficer',
    organisation: 'qdn-hrss',
    earlier: () => 'chair-1',
  },
];

describe('of one case', () => {
  const applicant = 'school-1-a0';
  let id: string;
  beforeAll(async () => {
    [id] = (await openAll(office, [applicant])) as [string];
  });

  describe.each(rules)(
    '$constraint',
    ({ constraint, columns: [later, earlier], event, role, organisation, ...rule }) => {
      const person = rule.earlier(applicant);
      beforeAll(async () => {
        // A case is published more than once.
        const sent = `select type from events where case_id = $1 and type <> 'publish'`;
        const done = (await office.query<{ type: string }>(sent, [id])).map(({ type }) => type);
        const way = wayBefore(event);
        const from = Math.max(...done.map((type) => way.lastIndexOf(type)));
        await lead(office, id, way.slice(from + 1));
      });

      test('the chart refuses the same person, and who acts for that person, and whom that person acts for', async () => {
        for (const by of [as(role, organisation, person), as(role, organisation, 'deputy', person)]) {
          expect(await act(office, id, event, { by })).toMatchObject({ outcome: 'refused', code: 'SAME_PERSON' });
        }
      });

      test('the chart takes another', async () => {
        expect(await act(office, id, event)).toMatchObject({ outcome: 'moved' });
      });

      test('the database refuses the same person past the chart', async () => {
        await expect(office.query(`update cases set ${later} = ${earlier} where id = $1`, [id])).rejects.toMatchObject({
          code: '23514',
          constraint,
        });
        const [row] = await office.query<{ later: string; earlier: string }>(
          `select ${later} as later, ${earlier} as earlier from cases where id = $1`,
          [id],
        );
        expect(row?.earlier).toBe(person);
        expect(row?.later).toEqual(expect.any(String));
        expect(row?.later).not.toBe(person);
      });
    },
  );
});

describe('seconder_is_not_the_proposer', () => {
  let other: Office;
  let id: string;
  const cutoff = parseInstant('2023-10-10T18:00');
  const extend = (by: Actor, more: object = {}) =>
    other.send({ case: id, type: 'extend', by, data: { cutoff, ...more }, reason: 'ILLNESS_OR_DISASTER' });
  beforeAll(async () => {
    other = await openOffice();
    [id] = (await openAll(other, ['school-1-a1'])) as [string];
    await lead(other, id, ['submit', 'verify', 'publish', days.recommend, '2023-09-22T18:00']);
  });

  afterAll(() => other.close());

  test('the chart takes the first for a proposal, and refuses its sender as the second', async () => {
    const first = actor('organiserOfficer', 'kaili-1');
    expect(await extend(first)).toMatchObject({ outcome: 'moved', now: { state: 'missedCutoff' } });
    expect(await extend(first)).toMatchObject({ outcome: 'refused', code: 'ALREADY_PROPOSED' });
    expect(await extend({ ...first, person: 'kaili-2', onBehalfOf: 'kaili-1' })).toMatchObject({
      code: 'ALREADY_PROPOSED',
    });
    expect(await other.query('select proposer, seconder from cases where id = $1', [id])).toEqual([
      { proposer: null, seconder: null },
    ]);
  });

  test('a second person who asks for something else proposes it anew', async () => {
    const other = { cutoff: cutoff + 1_000 };
    expect(await extend(actor('organiserOfficer', 'kaili-2'), other)).toMatchObject({ now: { state: 'missedCutoff' } });
    moved(await extend(actor('organiserOfficer', 'kaili-1')));
  });

  test('the chart takes the second from another, and the case goes on', async () => {
    expect(await extend(actor('organiserOfficer', 'kaili-2'))).toMatchObject({
      outcome: 'moved',
      now: { state: 'beforeIntake.unitVerification.recommendation' },
    });
    expect(await other.query('select proposer, seconder from cases where id = $1', [id])).toEqual([
      { proposer: 'kaili-1', seconder: 'kaili-2' },
    ]);
  });

  test('the database refuses the same person past the chart', async () => {
    await expect(other.query('update cases set seconder = proposer where id = $1', [id])).rejects.toMatchObject({
      code: '23514',
      constraint: 'seconder_is_not_the_proposer',
    });
  });
});

test('the constraints of the database are these', async () => {
  const rows = await office.query<{ conname: string }>(
    `select conname from pg_constraint where conrelid = 'cases'::regclass and contype = 'c' and conname like '%\\_not\\_%'
      order by conname`,
  );
  expect(rows.map(({ conname }) => conname)).toEqual(
    [...rules.map(({ constraint }) => constraint), 'seconder_is_not_the_proposer'].sort(),
  );
});
