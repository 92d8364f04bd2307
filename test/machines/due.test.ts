import { describe, expect, test } from 'vitest';
import { type ApplicationContext, unopened } from '../../machines/application/context.ts';
import { addWorkingDays } from '../../machines/calendar.ts';
import { byDue, type Deadline, deadlines, nodeDeadlines, periodDeadlines } from '../../machines/deadlines.ts';
import { daysCounted, dueOf } from '../../machines/due.ts';
import type { Arm } from '../../machines/due-rule.ts';
import { isoInZone, parseInstant } from '../../machines/time.ts';
import { earlierCase } from '../support/application/cast.ts';
import { kaili2023, programmeCalendar } from '../support/programmes.ts';

const city: ApplicationContext = { ...unopened, route: { ...unopened.route, committee: 'kaili-teacher' } };
const prefecture: ApplicationContext = {
  ...unopened,
  route: { ...unopened.route, committee: 'qiandongnan-prefecture' },
};

function arm(name: Deadline, at: string, of: { context?: ApplicationContext; stands?: string } = {}): Arm {
  const { context = city, stands = 'draft.editing' } = of;
  return dueOf({ name, anchor: parseInstant(at), context, stands, programme: kaili2023, calendar: programmeCalendar });
}
const local = ({ dueAt }: Arm) => isoInZone(dueAt).slice(0, 16);

describe('a node', () => {
  test('is due at the end of its day', () => {
    expect(local(arm('unitPushDue', '2023-08-02T09:00'))).toBe('2023-09-13T00:00');
    expect(arm('unitPushDue', '2023-08-02T09:00').rule).toEqual({
      kind: 'node',
      clause: '二(二)4、五(一)',
      source: 'assumed',
      toDate: '2023-09-12',
      time: null,
    });
  });

  test('that prints an hour is due at that hour', () => {
    expect(local(arm('intakeCutoff', '2023-08-02T09:00'))).toBe('2023-09-22T18:00');
  });

  test('is the one of the case’s committee', () => {
    expect(local(arm('reviewMeetingDue', '2023-08-02T09:00'))).toBe('2023-11-12T00:00');
    expect(local(arm('reviewMeetingDue', '2023-08-02T09:00', { context: prefecture }))).toBe('2023-12-16T00:00');
  });

  test('of the season is the same for all', () => {
    for (const context of [city, prefecture]) {
      expect(local(arm('cycleRollover', '2023-08-02T09:00', { context }))).toBe('2024-08-01T00:00');
    }
  });

  test('does not depend on when it is armed, and counts no days', () => {
    for (const name of nodeDeadlines) {
      expect(arm(name, '2023-08-02T09:00').dueAt).toBe(arm(name, '2024-01-15T23:59').dueAt);
      expect(daysCounted(arm(name, '2023-08-02T09:00'), programmeCalendar)).toEqual([]);
    }
  });

  test('is, of the cut-off, the later of the plan’s and what an extension brought', () => {
    const extended = (cutoff: string) =>
      arm('intakeCutoff', '2023-08-02T09:00', { context: { ...city, cutoff: parseInstant(cutoff) } });
    expect(local(extended('2023-11-01T00:00'))).toBe('2023-11-01T00:00');
    expect(extended('2023-11-01T00:00').rule).toMatchObject({ kind: 'extended' });
    expect(local(extended('2023-09-01T00:00'))).toBe('2023-09-22T18:00');
  });
});

describe('a period', () => {
  test('counts working days from the day after the anchor’s, to the end of the last', () => {
    const publicity = arm('internalPublicityEnd', '2023-08-03T23:59');
    expect(publicity.rule).toMatchObject({ kind: 'period', workingDays: 5, from: '2023-08-03', last: '2023-08-10' });
    expect(local(publicity)).toBe('2023-08-11T00:00');
  });

  test('over the national holiday counts its make-up days', () => {
    expect(local(arm('resultPublicityEnd', '2023-09-22T10:00'))).toBe('2023-10-08T00:00');
  });

  test('explains itself day by day, and the days agree with the instant', () => {
    const publicity = arm('policyPublicityEnd', '2023-09-28T10:00');
    const days = daysCounted(publicity, programmeCalendar);
    expect(days.at(-1)?.date).toBe('2023-10-11');
    expect(days.filter(({ working }) => working)).toHaveLength(5);
    expect(days).toEqual(addWorkingDays(programmeCalendar, '2023-09-28', 5).days);
  });

  test('beyond the known gazettes is provisional', () => {
    expect(arm('rolloverDecisionDue', '2026-12-20T10:00')).toMatchObject({ provisional: true });
    expect(arm('rolloverDecisionDue', '2024-08-01T00:00')).toMatchObject({ provisional: false });
  });

  test('is as long as the programme says, for every period', () => {
    for (const name of periodDeadlines) {
      const { rule } = arm(name, '2023-08-07T10:00');
      expect(rule).toMatchObject({ kind: 'period', workingDays: kaili2023.periods[name].workingDays });
    }
  });
});

describe('a correction', () => {
  const unit = { stands: 'beforeIntake.unitVerification.correction.inTime' };

  test('asked by the unit leaves room for the publicity before the unit’s node (A34)', () => {
    const asked = arm('correctionDue', '2023-08-31T10:00', unit);
    expect(local(asked)).toBe('2023-09-02T00:00');
    expect(asked.rule).toMatchObject({ kind: 'period', last: '2023-09-07', notAfter: '2023-09-01' });
  });

  test('asked by the unit early has its full length', () => {
    expect(arm('correctionDue', '2023-08-07T10:00', unit).rule).toMatchObject({ last: '2023-08-14', notAfter: null });
  });

  test('asked by a department has its full length', () => {
    const desk = { stands: 'beforeIntake.departmentPush.unitCorrection.inTime' };
    expect(arm('correctionDue', '2023-08-31T10:00', desk).rule).toMatchObject({ last: '2023-09-07', notAfter: null });
  });
});

describe('a reopened case (A50)', () => {
  const context = { ...city, reopens: earlierCase };

  test('meets by the plan where that is still to come', () => {
    expect(arm('reviewMeetingDue', '2023-09-01T10:00', { context }).rule).toMatchObject({ kind: 'node' });
  });

  test('has the recheck’s own term where the plan is over, and twice that for its filing', () => {
    const own = addWorkingDays(programmeCalendar, '2024-03-01', 20).last;
    expect(arm('reviewMeetingDue', '2024-03-01T10:00', { context }).rule).toMatchObject({ kind: 'period', last: own });
    expect(arm('filingDue', '2024-03-01T10:00', { context }).rule).toMatchObject({ kind: 'period', workingDays: 40 });
  });
});

test('deadlines due at one instant fire in the order of the closed list', () => {
  const same = [...deadlines].reverse().map((name) => ({ name, dueAt: 1 }));
  expect(same.sort(byDue).map(({ name }) => name)).toEqual([...deadlines]);
  const [first] = [{ name: 'clickWindowEnd', dueAt: 2 } as const, { name: 'filingDue', dueAt: 1 } as const].sort(byDue);
  expect(first?.name).toBe('filingDue');
});
