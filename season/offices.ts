import { type Programme, startInstant } from '../machines/programme.ts';
import { addDays, atTime, dateOf } from '../machines/time.ts';
import type { Character, SeasonRules } from './characters.ts';
import type { FilingRules } from './filings.ts';
import { hourOn, workingDayFrom, workingDaysFrom } from './hours.ts';
import type { OfficeScript } from './office.ts';
import { committee } from './offices/committee.ts';
import { filing } from './offices/filing.ts';
import type { FormRules } from './offices/forms.ts';
import { inquiries } from './offices/inquiries.ts';
import { dutyOpening } from './offices/opening.ts';
import { publishing } from './offices/publishing.ts';
import { rechecks } from './offices/rechecks.ts';
import { type ReviewerPost, reviewing } from './offices/reviewing.ts';
import { titles } from './offices/titles.ts';
import { watching } from './offices/watching.ts';
import { organisations, units } from './organisations.ts';
import type { Directory } from './people.ts';
import type { Chance } from './random.ts';

export interface OfficeRules {
  readonly rules: SeasonRules;
  readonly chance: Chance;
  readonly cast: readonly Character[];
  readonly directory: Directory;
  readonly forms: FormRules;
}

/** Every office of the season, in the order in which they act where they have something in common. */
export function officesOf(of: OfficeRules): OfficeScript[] {
  return [...duties(of.forms), ...committees(of), ...publicity(of), ...results(of)];
}

function committees({ rules: { calendar, programmes }, chance, cast, directory }: OfficeRules): OfficeScript[] {
  const stage = { chance, directory, calendar };
  const keys = ['kaili-teacher', 'qiandongnan-prefecture'] as const;
  return Object.values(programmes).flatMap((programme) =>
    keys.map((key) => committee({ stage, programme, key, cast })),
  );
}

function publicity({ rules: { calendar, programmes }, chance, cast }: OfficeRules): OfficeScript[] {
  return [
    publishing({ calendar, chance, cast }),
    inquiries({ calendar, programme: programmes[2023] }),
    watching({ calendar }),
  ];
}

function results({ rules: { calendar, programmes }, cast }: OfficeRules): OfficeScript[] {
  return [rechecks({ calendar, programme: programmes[2023], cast }), titles({ calendar })];
}

function duties(rules: FormRules): OfficeScript[] {
  const departments = organisations.filter(({ kind }) => kind === 'lineDepartment');
  return [
    ...openings(rules),
    ...units.map(({ id }) => filing(rules, id, false)),
    ...departments.map(({ id }) => filing(rules, id, true)),
    ...reviewers(rules.programme).map((post) => reviewing(rules, post)),
  ];
}

/** The city's bureau on the day before the season opens, the prefecture's for its own units on the first morning. */
function openings({ calendar, programme }: FilingRules): OfficeScript[] {
  const opens = dateOf(startInstant(programme.season.opens));
  const before = workingDaysFrom(calendar, opens, -1);
  const { id } = programme;
  return [
    dutyOpening({ bureau: 'kaili-hrss', programme: id, at: hourOn(before, '14:00') }),
    dutyOpening({ bureau: 'qdn-hrss', programme: id, at: hourOn(workingDayFrom(calendar, opens), '09:00') }),
  ];
}

/** So long after the last form is due nothing is left to review. */
const DAYS_AFTER = 35;

function reviewers({ season, duties }: Programme): ReviewerPost[] {
  const from = startInstant(season.opens);
  const until = atTime(addDays(duties['1-10'].due.toDate, DAYS_AFTER), '09:00');
  const bureaus = organisations.filter(({ id }) => id === 'kaili-hrss' || id === 'qdn-hrss');
  const departments = organisations.filter(({ kind }) => kind === 'lineDepartment');
  return [
    ...departments.map(({ id, authority }): ReviewerPost => {
      return { role: 'departmentOfficer', organisation: id, counter: authority !== null, from, until };
    }),
    ...bureaus.map(({ id }): ReviewerPost => ({ role: 'bureauOfficer', organisation: id, counter: true, from, until })),
  ];
}
