import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  amendNode,
  committeesTaking,
  dutyInstant,
  mandatoryItems,
  nodeInstant,
  plannedInstant,
  routeCommittee,
  startInstant,
  unitDueDate,
  vacancyClassOf,
} from '../../machines/programme.ts';
import { checkProgramme } from '../../machines/programme-check.ts';
import { titleLevels } from '../../machines/programme-entries.ts';
import { isoInZone } from '../../machines/time.ts';
import { kaili2022, kaili2023, programmeCalendar } from '../support/programmes.ts';

describe('a node', () => {
  test('without an hour lasts until the end of its day', () => {
    expect(isoInZone(nodeInstant({ toDate: '2023-08-10' }))).toBe('2023-08-11T00:00:00+08:00');
  });

  test('with an hour lasts until that hour', () => {
    expect(isoInZone(nodeInstant({ toDate: '2023-09-22', time: '18:00' }))).toBe('2023-09-22T18:00:00+08:00');
  });

  test('on a day that does not exist has no instant', () => {
    expect(() => nodeInstant({ toDate: '2023-02-29' })).toThrow(RangeError);
  });
});

describe('the season', () => {
  test('opens at 00:00 of 1 August 2023, the instant at which the records of 2022 end (A01)', () => {
    expect(isoInZone(startInstant(kaili2023.season.opens))).toBe('2023-08-01T00:00:00+08:00');
    expect(plannedInstant(kaili2022, 'kaili-teacher', 'cycleRollover')).toBe(startInstant(kaili2023.season.opens));
  });

  test('ends its own unfinished records a year later', () => {
    expect(isoInZone(plannedInstant(kaili2023, 'kaili-teacher', 'cycleRollover'))).toBe('2024-08-01T00:00:00+08:00');
  });

  test('has one click window for all committees', () => {
    const ends = Object.keys(kaili2023.committees).map((id) => plannedInstant(kaili2023, id, 'clickWindowEnd'));
    expect(new Set(ends)).toEqual(new Set([nodeInstant(kaili2023.clickWindow.to)]));
  });
});

describe('a duty', () => {
  test('taken at a counter and on the web has one timer, at the later instant', () => {
    expect(isoInZone(dutyInstant(kaili2023.duties['1-6']))).toBe('2023-08-11T00:00:00+08:00');
  });

  test('taken at a counter only is due at close of business', () => {
    expect(isoInZone(dutyInstant(kaili2023.duties['1-8']))).toBe('2023-08-10T17:30:00+08:00');
  });

  test('that passes through the department is due from the unit three working days earlier (A31)', () => {
    expect(unitDueDate(kaili2023.duties['1-10'], programmeCalendar)).toBe('2023-08-25');
    expect(unitDueDate(kaili2023.duties['1-7'], programmeCalendar)).toBe('2023-08-10');
  });
});

describe('a case is routed (E41)', () => {
  const teacher = 'SERIES_SCHOOL_TEACHER';

  test.each(['JUNIOR', 'INTERMEDIATE'] as const)('to Kaili’s committee: teachers, %s', (level) => {
    expect(routeCommittee(kaili2023, { series: teacher, level, greenChannel: false })).toBe('kaili-teacher');
  });

  test.each(['DEPUTY_SENIOR', 'FULL_SENIOR'] as const)('to the prefecture: teachers, %s', (level) => {
    expect(routeCommittee(kaili2023, { series: teacher, level, greenChannel: false })).toBe('qiandongnan-prefecture');
  });

  test('to the prefecture: every level of every other series', () => {
    const others = Object.keys(kaili2023.series).filter((series) => series !== teacher);
    const committees = others.flatMap((series) =>
      titleLevels.map((level) => routeCommittee(kaili2023, { series, level, greenChannel: false })),
    );
    expect(new Set(committees)).toEqual(new Set(['qiandongnan-prefecture']));
  });

  test('to the city: the green channel of any series', () => {
    const routed = { series: 'SERIES_ENGINEERING', level: 'DEPUTY_SENIOR', greenChannel: true } as const;
    expect(routeCommittee(kaili2023, routed)).toBe('kaili-teacher');
  });

  test('nowhere: a series the programme does not have', () => {
    const routed = { series: 'SERIES_ALCHEMY', level: 'JUNIOR', greenChannel: false } as const;
    expect(committeesTaking(kaili2023, routed)).toEqual([]);
    expect(() => routeCommittee(kaili2023, routed)).toThrow(RangeError);
  });
});

describe('a case must upload (E38)', () => {
  const ids = (...of: Parameters<typeof mandatoryItems>) => mandatoryItems(...of).map(({ id }) => id);

  test('form 1-9, whatever its series and level', () => {
    for (const series of Object.keys(kaili2023.series)) {
      for (const level of titleLevels) {
        expect(ids(kaili2023, { series, level, conditions: [] })).toContain('form-1-9');
      }
    }
  });

  test('the list 1-3 for teachers up to deputy-senior, and another above', () => {
    const teacher = 'SERIES_SCHOOL_TEACHER';
    const lists = titleLevels.map((level) => ids(kaili2023, { series: teacher, level, conditions: [] }));
    expect(lists.map((list) => list.includes('teacher-certificate'))).toEqual([true, true, true, false]);
    expect(lists.map((list) => list.includes('performance-records'))).toEqual([false, false, false, true]);
  });

  test('form 1-5, referees’ letters or the employer’s decision only where the case calls for them', () => {
    const of = { series: 'SERIES_HEALTH', level: 'INTERMEDIATE' } as const;
    const always = ids(kaili2023, { ...of, conditions: [] });
    const all = ids(kaili2023, { ...of, conditions: ['townshipService', 'exceptional', 'directByDegree'] });
    expect(all.filter((id) => !always.includes(id)).sort()).toEqual(['direct-decision', 'form-1-5', 'referee-letters']);
    expect(new Set(all).size).toBe(all.length);
  });
});

test('deputy-senior and full-senior share a vacancy class, intermediate has its own, junior none (A48)', () => {
  expect(titleLevels.map((level) => vacancyClassOf(kaili2023, { level }))).toEqual([
    null,
    'INTERMEDIATE',
    'SENIOR',
    'SENIOR',
  ]);
});

test('a grassroots deputy-senior draws on the posts of form 1-7, not on the senior vacancies of 1-6', () => {
  const claim = { level: 'DEPUTY_SENIOR', scope: 'GRASSROOTS_PROVINCE' } as const;
  expect(vacancyClassOf(kaili2023, claim)).toBe('GRASSROOTS_DEPUTY_SENIOR');
});

describe('an amended node', () => {
  const to = { toDate: '2023-09-14', clause: '二(二)4', source: 'notice', rule: 'D10' } as const;

  test('moves the plan of its committee only', () => {
    const amended = amendNode(kaili2023, { committee: 'kaili-teacher', node: 'unitPushDue', to });
    expect(plannedInstant(amended, 'kaili-teacher', 'unitPushDue')).toBe(nodeInstant(to));
    expect(amended.committees['qiandongnan-prefecture']).toEqual(kaili2023.committees['qiandongnan-prefecture']);
    expect(checkProgramme(amended, programmeCalendar).errors).toEqual([]);
  });

  test('of the click window moves the province’s, and so every committee’s', () => {
    const amended = amendNode(kaili2023, { committee: 'kaili-teacher', node: 'clickWindowEnd', to });
    expect(amended.clickWindow.to).toEqual(to);
    expect(plannedInstant(amended, 'qiandongnan-prefecture', 'clickWindowEnd')).toBe(nodeInstant(to));
    expect(checkProgramme(amended, programmeCalendar).errors.map(({ code }) => code)).not.toContain(
      'CLICK_WINDOW_OVERRIDDEN',
    );
  });

  test('leaves the programme it was made from alone', () => {
    const before = JSON.stringify(kaili2023);
    amendNode(kaili2023, { committee: 'kaili-teacher', node: 'clickWindowEnd', to });
    expect(JSON.stringify(kaili2023)).toBe(before);
  });

  test('of a committee the programme does not have is refused', () => {
    expect(() => amendNode(kaili2023, { committee: 'kaili', node: 'filingDue', to })).toThrow(RangeError);
  });

  test('keeps every checked programme checked or is refused for the order of its windows', () => {
    const seed = 2023;
    const day = fc
      .integer({ min: 0, max: 200 })
      .map((days) => Temporal.PlainDate.from('2023-08-01').add({ days }).toString());
    const orders = ['WINDOW_OUT_OF_ORDER', 'PUBLICITY_DOES_NOT_FIT'];
    fc.assert(
      fc.property(day, day, (unit, department) => {
        const first = amendNode(kaili2023, {
          committee: 'kaili-teacher',
          node: 'unitPushDue',
          to: { ...to, toDate: unit },
        });
        const both = amendNode(first, {
          committee: 'kaili-teacher',
          node: 'departmentPushDue',
          to: { ...to, toDate: department },
        });
        const { errors } = checkProgramme(both, programmeCalendar);
        const fits = unit >= '2023-08-09' && unit < department && department < '2023-09-22';
        expect(errors.every(({ code }) => orders.includes(code))).toBe(true);
        expect(errors.length === 0).toBe(fits);
      }),
      { seed, numRuns: 300 },
    );
  });
});
