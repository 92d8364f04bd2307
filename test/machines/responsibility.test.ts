import { describe, expect, test } from 'vitest';
import type { Deadline } from '../../machines/deadlines.ts';
import { type CustodyEvent, responsibilityOf } from '../../machines/responsibility.ts';
import type { Role } from '../../machines/roles.ts';
import { parseInstant } from '../../machines/time.ts';
import { regional } from '../support/calendars.ts';

/** Custody told event by event: who did what, when, and who has the case after it. */

const grounds = { applicant: 'teacher', calendar: regional, minCorrectionWorkingDays: 3 };
const holders: Readonly<Record<string, [Role, string | null]>> = {
  applicant: ['applicant', null],
  unit: ['unitAdmin', 'school'],
  department: ['departmentOfficer', 'edu'],
  organiser: ['organiserOfficer', 'hrss'],
  bureau: ['bureauOfficer', 'hrss'],
};
type Holder = keyof typeof holders;

class History {
  readonly events: CustodyEvent[] = [];
  #nodes: Partial<Record<Deadline, 'met' | 'overrun'>> = {};

  /** `by` does something, after which `to` has the case. */
  act(type: string, at: string, { by, to, state = 'somewhere' }: { by: Holder; to: Holder; state?: string }): this {
    const [role, organisation] = holders[by]!;
    return this.#add({ type, at, role, organisation, to, state });
  }

  /** A node is judged; who has the case does not change. */
  node(type: Deadline, at: string, verdict: 'met' | 'overrun'): this {
    this.#nodes = { ...this.#nodes, [type]: verdict };
    const last = this.events.at(-1)!;
    const { holderRole, holderOrganisation, state } = last;
    const event = { type, at: parseInstant(at), clause: '二(二)4', state, seq: this.events.length + 1 };
    const custody = { role: 'clock' as const, organisation: null, holderRole, holderOrganisation };
    this.events.push({ ...event, ...custody, nodes: this.#nodes });
    return this;
  }

  /** A deadline that moves the case. */
  due(type: Deadline, at: string, { to, state }: { to: Holder | null; state: string }): this {
    return this.#add({ type, at, role: 'clock', organisation: null, to, state });
  }

  #add(of: {
    type: string;
    at: string;
    role: Role;
    organisation: string | null;
    to: Holder | null;
    state: string;
  }): this {
    const [holderRole, holderOrganisation] = of.to === null ? [null, null] : holders[of.to]!;
    const { type, role, organisation, state } = of;
    const at = parseInstant(of.at);
    const common = { seq: this.events.length + 1, clause: '二(二)4', nodes: this.#nodes };
    this.events.push({ ...common, type, at, role, organisation, holderRole, holderOrganisation, state });
    return this;
  }
}

const submitted = () =>
  new History()
    .act('open', '2023-08-02T09:00', { by: 'applicant', to: 'applicant' })
    .act('submit', '2023-08-10T09:00', { by: 'applicant', to: 'unit' });

const told = ({ events }: History) => {
  const { responsible, contributors, missed } = responsibilityOf(events, grounds);
  const name = (one: { organisation: string | null; person: string | null }) => one.organisation ?? one.person;
  return {
    responsible: responsible && name(responsible),
    contributors: contributors.map(name),
    missed: missed.map(({ deadline, responsible: who, because }) => `${deadline} ${name(who)} ${because}`),
  };
};

describe('who answers', () => {
  test('nobody, where nothing was missed', () => {
    const history = submitted()
      .act('recommend', '2023-09-01T09:00', { by: 'unit', to: 'department' })
      .node('unitPushDue', '2023-09-13T00:00', 'met');
    expect(told(history)).toEqual({ responsible: null, contributors: [], missed: [] });
  });

  test('the applicant, who did not submit in the click window', () => {
    const history = new History()
      .act('open', '2023-08-02T09:00', { by: 'applicant', to: 'applicant' })
      .due('clickWindowEnd', '2023-09-01T00:00', { to: 'applicant', state: 'draft.locked' })
      .node('unitPushDue', '2023-09-13T00:00', 'overrun');
    expect(told(history)).toEqual({
      responsible: 'teacher',
      contributors: [],
      missed: ['clickWindowEnd teacher held', 'unitPushDue teacher held'],
    });
  });

  test('the unit that pushed late, and the department that was late as well as a contributor', () => {
    const history = submitted()
      .node('unitPushDue', '2023-09-13T00:00', 'overrun')
      .act('recommend', '2023-09-14T09:00', { by: 'unit', to: 'department' })
      .node('departmentPushDue', '2023-09-20T00:00', 'overrun')
      .due('intakeCutoff', '2023-09-22T18:00', { to: 'bureau', state: 'missedCutoff' });
    expect(told(history)).toEqual({
      responsible: 'school',
      contributors: ['edu'],
      missed: ['unitPushDue school held', 'departmentPushDue edu held', 'intakeCutoff edu held'],
    });
  });

  test('whoever was first, also where the case came back to them later', () => {
    const history = submitted()
      .node('unitPushDue', '2023-09-13T00:00', 'overrun')
      .act('recommend', '2023-09-14T09:00', { by: 'unit', to: 'department' })
      .node('departmentPushDue', '2023-09-20T00:00', 'overrun')
      .act('return', '2023-09-20T09:00', { by: 'department', to: 'unit' })
      .act('extend', '2023-09-21T09:00', { by: 'bureau', to: 'unit' })
      .due('intakeCutoff', '2023-09-28T18:00', { to: 'bureau', state: 'missedCutoff' });
    expect(told(history)).toEqual({
      responsible: 'school',
      contributors: ['edu'],
      missed: ['unitPushDue school held', 'departmentPushDue edu held', 'intakeCutoff school held'],
    });
  });

  test('the department alone, where the unit was in time', () => {
    const history = submitted()
      .act('recommend', '2023-09-12T17:00', { by: 'unit', to: 'department' })
      .node('unitPushDue', '2023-09-13T00:00', 'met')
      .node('departmentPushDue', '2023-09-20T00:00', 'overrun');
    expect(told(history)).toMatchObject({ responsible: 'edu', contributors: [] });
  });

  test('nobody for a cut-off that found the case pushed and not yet received', () => {
    const history = submitted()
      .act('push', '2023-09-22T17:59', { by: 'department', to: 'organiser' })
      .due('intakeCutoff', '2023-09-22T18:00', { to: 'organiser', state: 'materialIntake.late' });
    expect(told(history).missed).toEqual([]);
  });

  test('the applicant, who did not supplement in time', () => {
    const history = submitted()
      .act('requestSupplement', '2023-10-09T09:00', { by: 'organiser', to: 'applicant' })
      .due('supplementDue', '2023-10-17T00:00', { to: null, state: 'abandoned' });
    expect(told(history)).toMatchObject({ responsible: 'teacher', missed: ['supplementDue teacher held'] });
  });
});

describe('a case that was returned', () => {
  /** The department has it in time and hands it back on a day before its node, the end of Tuesday 19 September. */
  const returnedOn = (at: string) =>
    submitted()
      .act('recommend', '2023-09-12T17:00', { by: 'unit', to: 'department' })
      .node('unitPushDue', '2023-09-13T00:00', 'met')
      .act('return', at, { by: 'department', to: 'applicant' })
      .node('departmentPushDue', '2023-09-20T00:00', 'overrun');

  test('is the applicant’s where three working days were left', () => {
    // Friday 15, Monday 18, Tuesday 19.
    expect(told(returnedOn('2023-09-14T23:00')).missed).toEqual(['departmentPushDue teacher held']);
  });

  test('stays with whoever returned it where fewer were left', () => {
    expect(told(returnedOn('2023-09-15T00:00')).missed).toEqual(['departmentPushDue edu returned']);
    expect(told(returnedOn('2023-09-19T23:00')).missed).toEqual(['departmentPushDue edu returned']);
  });

  test('counts from the return that gave the case to its holder, not from what happened to it since', () => {
    const history = submitted()
      .act('return', '2023-09-01T09:00', { by: 'unit', to: 'applicant' })
      .act('object', '2023-09-12T09:00', { by: 'applicant', to: 'applicant' })
      .node('unitPushDue', '2023-09-13T00:00', 'overrun');
    expect(told(history).missed).toEqual(['unitPushDue teacher held']);
  });

  test('and resubmitted is held by whoever got it back', () => {
    const history = submitted()
      .act('return', '2023-09-11T09:00', { by: 'unit', to: 'applicant' })
      .act('resubmit', '2023-09-12T09:00', { by: 'applicant', to: 'unit' })
      .node('unitPushDue', '2023-09-13T00:00', 'overrun');
    expect(told(history).missed).toEqual(['unitPushDue school held']);
  });
});
