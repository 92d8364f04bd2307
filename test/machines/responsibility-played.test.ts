import { describe, expect, test } from 'vitest';
import { type Answerable, type MissedDeadline, responsibilityOf } from '../../machines/responsibility.ts';
import { settings } from '../support/application/cast.ts';
import { given, type Play, way } from '../support/application/play.ts';
import { kaili2023, programmeCalendar } from '../support/programmes.ts';

/** Every row of domain §2.6, on cases that were really played, with the plan of Kaili's committee for teachers. */

const { minCorrectionWorkingDays } = kaili2023.responsibility;
const grounds = { applicant: 'p-applicant', calendar: programmeCalendar, minCorrectionWorkingDays };

const name = ({ organisation, person }: Answerable) => organisation ?? person;
const line = ({ deadline, responsible, because }: MissedDeadline) => `${deadline} ${name(responsible)} ${because}`;
const told = (play: Play) => {
  const { responsible, contributors, missed, recorded } = responsibilityOf(play.history(), grounds);
  return {
    responsible: responsible && name(responsible),
    contributors: contributors.map(name),
    missed: missed.map(line),
    recorded: recorded.map(line),
  };
};
const on = (local: string) => ({ at: Date.parse(`${local}:00+08:00`) });

describe('answers for', () => {
  test('the click window: the applicant, for this and for everything that never began', () => {
    const play = given(['open']);
    play.until('2023-09-20T00:00');
    expect(play.stands()).toBe('draft.locked');
    expect(told(play)).toEqual({
      responsible: 'p-applicant',
      contributors: [],
      missed: ['clickWindowEnd p-applicant held', 'unitPushDue p-applicant held', 'departmentPushDue p-applicant held'],
      recorded: [],
    });
  });

  test('the unit’s node: the unit, also for the department’s, which never had the case', () => {
    const play = given(way.submitted);
    play.until('2023-09-23T00:00');
    expect(play.stands()).toBe('missedCutoff');
    expect(told(play)).toMatchObject({
      responsible: 'hospital-1',
      contributors: [],
      missed: ['unitPushDue hospital-1 held', 'departmentPushDue hospital-1 held', 'intakeCutoff hospital-1 held'],
    });
  });

  test('what lies in missedCutoff: not the bureau that holds it there', () => {
    const play = given(way.submitted);
    play.until('2024-01-01T00:00');
    const { responsible, contributors, missed } = told(play);
    expect([responsible, contributors]).toEqual(['hospital-1', []]);
    expect(missed.slice(3)).toEqual([
      'policyReviewDue hospital-1 upstream',
      'reviewMeetingDue hospital-1 upstream',
      'filingDue hospital-1 upstream',
    ]);
  });

  test('the department’s node: the department, where the unit was in time', () => {
    const play = given(way.published);
    play.act('recommend', on('2023-09-11T10:00'));
    play.until('2023-09-23T00:00');
    expect(told(play)).toEqual({
      responsible: 'kaili-health',
      contributors: [],
      missed: ['departmentPushDue kaili-health held', 'intakeCutoff kaili-health held'],
      recorded: [],
    });
  });

  test('both nodes: the unit, and the department as a contributor', () => {
    const play = given(way.published);
    play.until('2023-09-13T09:00');
    play.act('recommend');
    play.until('2023-09-23T00:00');
    expect(told(play)).toMatchObject({ responsible: 'hospital-1', contributors: ['kaili-health'] });
  });

  test('the department’s node, of two: the one that has the case', () => {
    const play = given([...way.published, 'recommend', 'push'], settings.twoDepartments);
    play.until('2023-10-14T00:00');
    expect(told(play)).toMatchObject({ responsible: 'qdn-health', missed: ['departmentPushDue qdn-health held'] });
  });

  test('a supplement that is not made: the applicant', () => {
    const play = given([...way.received, 'requestSupplement', '⏰ supplementDue']);
    expect(play.stands()).toBe('abandoned');
    expect(told(play)).toMatchObject({ responsible: 'p-applicant', missed: ['supplementDue p-applicant held'] });
  });

  test('the policy review’s node: the organiser', () => {
    const play = given(way.received);
    play.until('2023-10-21T00:00');
    expect(told(play)).toMatchObject({ responsible: 'kaili-hrss', missed: ['policyReviewDue kaili-hrss held'] });
  });

  test('the meeting’s node: the committee', () => {
    const play = given(way.queued);
    play.until('2023-11-12T00:00');
    expect(told(play)).toMatchObject({ responsible: 'committee-kaili-teacher' });
  });

  test('the filing’s node: the filing authority', () => {
    const play = given(way.confirming);
    play.until('2023-12-16T00:00');
    expect(told(play)).toMatchObject({ responsible: 'qdn-hrss', missed: ['filingDue qdn-hrss held'] });
  });

  test('nothing: nobody', () => {
    const play = given([...way.confirming, 'confirm']);
    expect(told(play)).toEqual({ responsible: null, contributors: [], missed: [], recorded: [] });
  });
});

describe('a return', () => {
  /** The department, having the case in time, hands it back to the unit before the unit's node, Tuesday 12 September. */
  const returnedOn = (local: string) => {
    const play = given(way.recommended);
    play.act('return (to the applicant)', on(local));
    play.until('2023-09-23T00:00');
    return told(play);
  };

  test('transfers the responsibility where three working days are left before the department’s node', () => {
    // Until the end of Tuesday 19 September: Friday 15, Monday 18, Tuesday 19.
    expect(returnedOn('2023-09-14T10:00').missed[0]).toBe('departmentPushDue p-applicant held');
  });

  test('leaves it with the department where fewer are left', () => {
    expect(returnedOn('2023-09-15T10:00').missed[0]).toBe('departmentPushDue kaili-health returned');
  });

  test('by upholding an objection leaves it with the unit where fewer are left', () => {
    const play = given(way.submitted);
    play.act('verify', on('2023-09-06T10:00'));
    play.act('publish');
    play.act('object (a)', on('2023-09-08T10:00'));
    play.act('resolveObjection (upheld, return)', on('2023-09-08T11:00'));
    play.until('2023-09-13T00:00');
    expect(told(play).missed).toEqual(['unitPushDue hospital-1 returned']);
  });

  test('does not unmake a node that was met (A39)', () => {
    const play = given(way.recommended);
    play.act('return (to the unit)', on('2023-09-11T10:00'));
    play.until('2023-09-13T00:00');
    expect(play.nodes()).toEqual({ unitPushDue: 'met' });
    expect(told(play).missed).toEqual([]);
  });

  test('that is answered late is recorded, and nobody answers for it (A38)', () => {
    const play = given([...way.submitted, 'return (to the applicant)', '⏰ correctionDue']);
    expect(told(play)).toEqual({
      responsible: null,
      contributors: [],
      missed: [],
      recorded: ['correctionDue p-applicant held'],
    });
  });
});

describe('A37: pushed in time and received after the cut-off', () => {
  test('is not missed; it is recorded against the organiser', () => {
    const play = given(way.pushed);
    play.until('2023-09-23T00:00');
    play.act('receive');
    expect(told(play)).toEqual({
      responsible: null,
      contributors: [],
      missed: [],
      recorded: ['intakeCutoff kaili-hrss held'],
    });
  });
});

describe('A41: after an extension', () => {
  const extended = () => {
    const play = given(way.submitted);
    play.until('2023-09-23T00:00');
    play.act('extend (first person)');
    play.act('extend (second person)');
    return play;
  };

  test('the record is kept, covered by who decided and why', () => {
    const play = extended();
    const { responsible, missed } = responsibilityOf(play.history(), grounds);
    expect(responsible && name(responsible)).toBe('hospital-1');
    const seq = play.history().length;
    const cover = { seq, persons: ['p-organiserOfficer', 'p-organiserOfficer-2'], reason: 'OTHER' };
    expect(missed.map(({ coveredBy }) => coveredBy)).toEqual([cover, cover, cover]);
  });

  test('what is missed later is not covered by it', () => {
    const play = extended();
    play.until('2023-12-01T00:00');
    const { missed } = responsibilityOf(play.history(), grounds);
    expect(missed.map(({ deadline, coveredBy }) => `${deadline} ${coveredBy ? 'covered' : 'open'}`)).toEqual([
      'unitPushDue covered',
      'departmentPushDue covered',
      'intakeCutoff covered',
      'policyReviewDue open',
      'reviewMeetingDue open',
      'intakeCutoff open',
    ]);
  });

  test('a proposal alone covers nothing', () => {
    const play = given(way.submitted);
    play.until('2023-09-23T00:00');
    play.act('extend (first person)');
    const { missed } = responsibilityOf(play.history(), grounds);
    expect(missed.every(({ coveredBy }) => coveredBy === null)).toBe(true);
  });
});
