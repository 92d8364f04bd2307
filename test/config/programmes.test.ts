import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { FileRefusal } from '../../config/located-yaml.ts';
import { loadProgrammes, parseProgramme } from '../../config/programmes.ts';
import { addWorkingDays, lastWorkingDayOnWhich } from '../../machines/calendar.ts';
import { nodeInstant, plannedInstant, startInstant } from '../../machines/programme.ts';
import { datedRules } from '../../machines/programme-entries.ts';
import { isoInZone, parseInstant } from '../../machines/time.ts';
import { constants, workPlanFixture } from '../support/notice-constants.ts';
import { calendarOfRegion, kaili2022, kaili2023, programmeCalendar, programmeText } from '../support/programmes.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function lineOf(text: string, needle: string): number {
  return text.slice(0, text.indexOf(needle)).split('\n').length;
}

function reread(from: string, to: string) {
  const text = programmeText('kaili-2023');
  if (!text.includes(from)) throw new Error(`kaili-2023.yaml has no ${from}`);
  return parseProgramme('kaili-2023.yaml', text.replace(from, to), calendarOfRegion);
}

describe('the programmes of the project', () => {
  test('load, last year’s first', () => {
    expect(loadProgrammes(calendarOfRegion).map(({ id }) => id)).toEqual(['kaili-2022', 'kaili-2023']);
  });

  test.each([kaili2022, kaili2023])('$id accounts for all dated rules, each carried by an entry', ({ dates }) => {
    expect(Object.keys(dates).sort()).toEqual([...datedRules]);
    expect(Object.values(dates).every((entry) => 'carriedBy' in entry)).toBe(true);
  });

  test('the dates the notice prints are the notice’s, and no other node is', () => {
    const { season, duties, rules, committees, clickWindow } = kaili2023;
    expect([season.opens, ...Object.values(duties).map(({ due }) => due)].map(({ source }) => source)).toEqual(
      Array(6).fill('notice'),
    );
    expect(Object.entries(duties).map(([form, { due }]) => `${form} ${due.toDate} ${due.clause}`)).toEqual([
      '1-6 2023-08-10 五(五)',
      '1-7 2023-08-10 一(一)4',
      '1-8 2023-08-10 四(三)',
      '1-10 2023-08-30 五(七)',
      '1-11 2023-08-30 五(七)',
    ]);
    expect(rules.tenureCutoff).toMatchObject({ value: '2023-12-31', clause: '五(四)', source: 'notice' });
    expect(kaili2022.season.cycleRollover).toMatchObject({ toDate: '2023-07-31', clause: '五(三)', source: 'notice' });
    const nodes = [clickWindow.to, ...Object.values(committees).flatMap((committee) => Object.values(committee.nodes))];
    expect(new Set(nodes.map(({ source }) => source))).toEqual(new Set(['assumed']));
  });

  test('the plan of Kaili’s committee is the fixture of the domain', () => {
    const { nodes } = kaili2023.committees['kaili-teacher']!;
    const plan = Object.entries(nodes).map(([name, { toDate, time }]) => [name, time ? `${toDate} ${time}` : toDate]);
    expect(Object.fromEntries(plan)).toEqual(workPlanFixture.nodes);
    expect(kaili2023.clickWindow.from.fromDate).toBe(workPlanFixture.clickWindowFrom);
  });

  test('every constant is the domain’s', () => {
    const { rules, periods } = kaili2023;
    expect({
      ...Object.fromEntries(
        Object.entries(rules).map(([name, entry]) => [name, 'value' in entry ? entry.value : null]),
      ),
      ceHours: Object.fromEntries(Object.entries(rules.ceHours).map(([name, { value }]) => [name, value])),
      publicityWorkingDays: {
        INTERNAL: periods.internalPublicityEnd.workingDays,
        POLICY: periods.policyPublicityEnd.workingDays,
        RESULT: periods.resultPublicityEnd.workingDays,
      },
    }).toMatchObject(constants);
  });

  test('organisations are those of the register', () => {
    const of = ({ committees }: typeof kaili2023) =>
      Object.entries(committees).map(([id, { organisation, organiser, filingAuthority }]) => [
        id,
        organisation,
        organiser,
        filingAuthority,
      ]);
    expect(of(kaili2023)).toEqual([
      ['kaili-teacher', 'committee-kaili-teacher', 'kaili-hrss', 'qdn-hrss'],
      ['qiandongnan-prefecture', 'committee-qdn', 'qdn-hrss', 'prov-hrss'],
    ]);
    expect(of(kaili2022)).toEqual(of(kaili2023));
  });
});

describe('last year’s programme, played from 2023-06-01T09:00', () => {
  const begin = '2023-06-01';
  const early = kaili2022.committees['kaili-teacher']!;
  const late = kaili2022.committees['qiandongnan-prefecture']!;
  const rollover = nodeInstant(kaili2022.season.cycleRollover);

  test('takes new cases and clicks when the season begins', () => {
    const at = parseInstant('2023-06-01T09:00');
    expect(startInstant(kaili2022.season.opens)).toBeLessThan(at);
    expect(startInstant(kaili2022.clickWindow.from)).toBeLessThan(at);
    expect(nodeInstant(kaili2022.clickWindow.to)).toBeGreaterThan(at);
  });

  test('has one intake before the rollover of 2023-08-01T00:00 and one after', () => {
    expect(isoInZone(rollover)).toBe('2023-08-01T00:00:00+08:00');
    expect(plannedInstant(kaili2022, 'kaili-teacher', 'intakeCutoff')).toBeLessThan(rollover);
    expect(plannedInstant(kaili2022, 'qiandongnan-prefecture', 'intakeCutoff')).toBeGreaterThan(rollover);
  });

  test('a case clicked in the first days meets every node of the early committee and is filed before the rollover', () => {
    const opened = lastWorkingDayOnWhich(programmeCalendar, 5, early.nodes.unitPushDue.toDate).day;
    expect(opened > begin).toBe(true);
    const policyPublished = addWorkingDays(programmeCalendar, early.nodes.policyReviewDue.toDate, 5).last;
    expect(policyPublished < early.nodes.reviewMeetingDue.toDate).toBe(true);
    const resultPublished = addWorkingDays(programmeCalendar, early.nodes.reviewMeetingDue.toDate, 5).last;
    expect(resultPublished < early.nodes.filingDue.toDate).toBe(true);
    expect(nodeInstant(early.nodes.filingDue)).toBeLessThan(rollover);
  });

  test('at the late committee who clicks last can still be pushed, and nothing is due at policy review before the rollover', () => {
    const opened = lastWorkingDayOnWhich(programmeCalendar, 5, late.nodes.unitPushDue.toDate).day;
    expect(opened > kaili2022.clickWindow.to.toDate).toBe(true);
    expect(nodeInstant(late.nodes.departmentPushDue)).toBeGreaterThan(rollover);
    expect(nodeInstant(late.nodes.unitPushDue)).toBeLessThan(rollover);
  });
});

describe('what is wrong with a file is found at its line', () => {
  test('text that is no YAML', () => {
    const { programme, errors } = reread('season:\n', 'season: [\n');
    const text = programmeText('kaili-2023');
    expect(programme).toBeNull();
    expect(errors[0]).toMatchObject({ code: 'MALFORMED_YAML', file: 'kaili-2023.yaml', path: '' });
    expect(errors[0]!.line).toBeGreaterThanOrEqual(lineOf(text, 'season:\n'));
  });

  test('a key twice', () => {
    const { errors } = reread('cycleYear: 2023\n', 'cycleYear: 2023\ncycleYear: 2023\n');
    expect(errors).toMatchObject([
      { code: 'MALFORMED_YAML', line: lineOf(programmeText('kaili-2023'), 'cycleYear') + 1 },
    ]);
  });

  test.each([
    ['toDate: 2023-09-12', 'toDate: 2023-09-31', 'NO_SUCH_DATE', 'committees.kaili-teacher.nodes.unitPushDue.toDate'],
    ['time: "18:00"', 'time: "25:00"', 'NOT_A_TIME', 'committees.kaili-teacher.nodes.intakeCutoff.time'],
    ['{ workingDays: 10,', '{ workingDays: 0,', 'WORKING_DAYS_OUT_OF_RANGE', 'periods.rolloverDecisionDue.workingDays'],
    ['carriedBy: [rules.bansYears]', 'carriedBy: [rules.bans]', 'DATED_RULE_NOT_CARRIED', 'dates.D20.carriedBy.0'],
    ['mismatchExtraYears:', 'mismatchYears:', 'UNKNOWN_ENTRY', 'rules.mismatchYears'],
  ])('%s → %s', (from, to, code, path) => {
    const { programme, errors } = reread(from, to);
    expect(programme).toBeNull();
    const found = errors.find((error) => error.code === code);
    expect(found).toMatchObject({ file: 'kaili-2023.yaml', path });
    expect(found!.line).toBe(lineOf(programmeText('kaili-2023'), from));
  });

  test('an item without source, at the item', () => {
    const { errors } = reread('五(六)\n          source: notice', '五(六)');
    const line = lineOf(programmeText('kaili-2023'), '- id: form-1-9');
    expect(errors).toMatchObject([{ code: 'MISSING_SOURCE', path: 'materials.checklists.0.items.0.source', line }]);
  });

  test('an entry left out, at what it is missing from', () => {
    const { errors } = reread('  resultPublicityEnd:', '  # resultPublicityEnd:');
    const line = lineOf(programmeText('kaili-2023'), '  internalPublicityEnd:');
    expect(errors).toMatchObject([{ code: 'MISSING_DEADLINE', path: 'periods.resultPublicityEnd', line }]);
  });

  test('a file that is not named like its programme', () => {
    const { errors } = parseProgramme('/somewhere/kaili-2024.yaml', programmeText('kaili-2023'), calendarOfRegion);
    expect(errors).toMatchObject([{ code: 'MISNAMED_FILE', path: 'id' }]);
  });

  test('a region without a calendar of its own', () => {
    const { errors } = reread('region: qiandongnan', 'region: liangshan');
    expect(errors).toMatchObject([
      { code: 'CALENDAR_REGION_MISMATCH', line: lineOf(programmeText('kaili-2023'), 'region: qiandongnan') },
    ]);
  });

  test('nothing at all', () => {
    expect(parseProgramme('kaili-2023.yaml', '', calendarOfRegion)).toMatchObject({
      programme: null,
      errors: [{ line: 1 }],
    });
  });
});

test('loading a folder with a broken programme names file, line and path of each error', () => {
  const folder = mkdtempSync(join(tmpdir(), 'programmes-'));
  folders.push(folder);
  const broken = programmeText('kaili-2023').replace('toDate: 2023-09-19', 'toDate: 2023-09-01');
  writeFileSync(join(folder, 'kaili-2023.yaml'), broken);
  const line = lineOf(broken, 'toDate: 2023-09-01');
  expect(() => loadProgrammes(calendarOfRegion, folder)).toThrow(FileRefusal);
  expect(() => loadProgrammes(calendarOfRegion, folder)).toThrow(
    `kaili-2023.yaml:${line} committees.kaili-teacher.nodes.departmentPushDue: `,
  );
});
