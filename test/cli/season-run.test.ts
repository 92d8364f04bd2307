import { describe, expect, test } from 'vitest';
import { UsageError } from '../../cli/command.ts';
import { readOptions } from '../../cli/season-run/options.ts';
import { isClean, type Report, reportLines } from '../../cli/season-run/report.ts';
import { seasonCalendar } from '../../cli/season-run/stack.ts';

describe('npm run season', () => {
  test('plays 2,000 cases of seed 7 with 64 senders on PostgreSQL when told nothing', () => {
    expect(readOptions([])).toMatchObject({
      cases: 2_000,
      seed: 7,
      senders: 64,
      queue: 'postgres',
      databaseUrl: null,
      keep: false,
    });
  });

  test.each([
    ['--cases', '0'],
    ['--cases', 'many'],
    ['--seed', '1.5'],
    ['--senders', '1001'],
    ['--queue', 'kafka'],
    ['--lang', 'fr'],
    ['--speed', 'fast'],
  ])('refuses %s %s with what it takes', (option, value) => {
    expect(() => readOptions([option, value])).toThrow(UsageError);
  });

  test('begins with the gazettes of its first day; that of 2024 is published in its course', () => {
    const { known, published } = seasonCalendar({ wholeCalendar: false });
    expect(known.at(-1)?.year).toBe(2023);
    expect(published.map(({ year, published: day }) => [year, day])).toEqual([[2024, '2023-10-25']]);
    expect(seasonCalendar({ wholeCalendar: true }).published).toEqual([]);
  });
});

const clean: Report = {
  tookMs: 61_000,
  played: {
    answers: { 'submit moved': 3, 'verify SAME_PERSON': 1, 'open moved': 2 },
    surprises: [],
    moves: 9,
    settlingMs: 20_000,
  },
  measures: {
    outcomes: [{ year: 2023, lifecycle: 'application', outcome: 'certified', ended: true, cases: 2 }],
    duties: [
      { organisation: 'kaili-primary-4', owed: 4, accepted: 3, acceptedLate: 1, overdue: 1 },
      { organisation: 'kaili-sankeshu-school', owed: 5, accepted: 3, acceptedLate: 0, overdue: 2 },
      { organisation: 'kaili-edu', owed: 2, accepted: 2, acceptedLate: 0, overdue: 0 },
    ],
    sittings: [
      {
        organisation: 'committee-qdn',
        ...{ called: 4, postponed: 1, cancelled: 1, filed: 2 },
        ...{ seats: 75, experts: 38, recusals: 9, ballots: 640 },
      },
    ],
    notices: [
      {
        kind: 'policy',
        ...{ drafted: 9, posted: 8, takenDown: 1, discarded: 1, closed: 7 },
        ...{ unproved: 2, gaps: 3, looks: 61, missed: 4 },
      },
    ],
    matters: [{ kind: 'objection', raised: 6, dismissed: 3, upheld: 2, lapsed: 1, extended: 2, overdue: 1 }],
    rechecks: [
      {
        ground: 'RESULT',
        ...{ asked: 9, refused: 2, retracted: 1, reopened: 5, waiting: 1 },
        ...{ overdue: 3, certified: 4, failedAgain: 1 },
      },
    ],
    certificates: {
      ...{ issued: 80, revoked: 3, questioned: 2, questionedLate: 1 },
      ...{ found: 40, nameDiffers: 12, unknown: 11 },
    },
    missed: [{ organisation: 'kaili-edu', deadline: 'departmentPushDue', cases: 1 }],
    lateness: [{ name: '*', fired: 5, median: 40, p99: 90, most: 95 }],
    verification: {
      findings: [],
      counts: {},
      violations: 0,
      underWay: { outbox: 0, due: 0 },
      cases: 2,
      events: 30,
      sealed: null,
    } as never,
    hash: 'abc',
    rows: 30,
    lost: [],
    acknowledged: 5,
  },
};

describe('the report of a season', () => {
  test('says in both languages what a bureau asks', () => {
    const english = reportLines(clean, 'en').join('\n');
    expect(english).toContain('certified');
    expect(english).toContain('Kaili city education bureau: department push due');
    expect(english).toContain('moved 5, SAME_PERSON 1');
    expect(english).toContain('abc (30)');
    expect(english).toMatch(/4 +1 +1 +2; 75 \(38\) \/ 9 \/ 640 {2}Committees of Qiandongnan/);
    expect(english).toMatch(/9 +8 +1 +1 +7; 2 \/ 3; 61 \(4\) {2}publicity of the policy review/);
    expect(english).toMatch(/6 +3 +2 +1; 2 \/ 1 {2}objections/);
    expect(english).toMatch(/9 +2 +1 +5 +1; 3; 4 \/ 1 {2}rechecks/);
    expect(english).toMatch(/80 +3; 2 \/ 1; 40 \/ 12 \/ 11/);
    expect(english).toMatch(/3 +1 +1 \/ 4 {2}Kaili primary school no\. 4/);
    expect(english).toMatch(/3 +0 +2 \/ 5 {2}Sankeshu township school/);
    expect(english).toMatch(/2 +0 +0 \/ 2 {2}of all others, in time/);
    expect(reportLines(clean, 'zh').join('\n')).toContain('凯里市教育局');
  });

  test('is clean only without surprises, losses and violations', () => {
    expect(isClean(clean)).toBe(true);
    const surprise = { name: 'submit', code: 'BARRED' } as never;
    expect(isClean({ ...clean, played: { ...clean.played, surprises: [surprise] } })).toBe(false);
    expect(isClean({ ...clean, measures: { ...clean.measures, lost: [{ key: 'k' } as never] } })).toBe(false);
    const verification = { ...clean.measures.verification, violations: 1 };
    expect(isClean({ ...clean, measures: { ...clean.measures, verification } })).toBe(false);
  });
});
