/**
 * Loads the State Council's notices and the regions' own holidays from `config/calendars/`. A file repeats its notice
 * festival by festival, with the counts and weekdays the paper prints, and whatever does not agree is refused.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import {
  type Gazette,
  type GazetteDay,
  type GazetteProblem,
  gazetteProblems,
  gazetteSchema,
  type Overlay,
  overlaySchema,
} from '../machines/gazette.ts';
import { addDays } from '../machines/time.ts';
import { type FileProblem, FileRefusal, type Located, type Path, parseLocated } from './located-yaml.ts';

export const calendarsFolder = fileURLToPath(new URL('calendars/', import.meta.url));

const weekdays = '一二三四五六日';

const gazetteFileSchema = gazetteSchema.omit({ days: true }).extend({
  /** 1月1日至3日放假,共3天 · 1月4日(星期日)上班, as `off` and `work`. */
  festivals: z
    .array(
      z.strictObject({
        festival: z.string().min(1),
        off: z.strictObject({ from: z.iso.date(), through: z.iso.date(), days: z.int().min(1).max(31) }),
        work: z
          .array(
            z.string().regex(/^\d{4}-\d{2}-\d{2} [一二三四五六日]$/, 'expected a date and its weekday: 2024-02-04 日'),
          )
          .optional(),
      }),
    )
    .min(1, 'a gazette without festivals says nothing about its year'),
  /** Days off granted beyond the regulation's, with the reason; without it the balance must be exact. */
  extraDays: z.strictObject({ days: z.int(), reason: z.string().min(1) }).optional(),
});
type GazetteFile = z.infer<typeof gazetteFileSchema>;

/** A day of a gazette, and where in its file it was named. */
type NamedDay = GazetteDay & { readonly path: Path };

/**
 * Reads one gazette file.
 * @throws FileRefusal with file, line and field: no YAML, wrong shape, a count or weekday that is not the calendar's, a
 * day named twice or both off and worked, a date outside the year (December of the year before excepted), an entry that
 * changes nothing, days off and make-up days that do not balance.
 */
export function parseGazette(file: string, text: string): Gazette {
  const located = parseLocated(file, text, gazetteFileSchema);
  const { festivals, extraDays, ...head } = located.value;
  const misprints = festivals.flatMap((entry, index) => misprintsOf(located, entry, ['festivals', index]));
  if (misprints.length > 0) throw new FileRefusal(misprints);
  const named = festivals.flatMap((entry, index) => daysOf(entry, ['festivals', index]));
  const gazette = { ...head, days: named.map(({ date, kind, festival }) => ({ date, kind, festival })) };
  const problems = gazetteProblems(gazette, extraDays?.days).map((problem) => locate(located, named, problem));
  if (problems.length > 0) throw new FileRefusal(problems);
  return gazette;
}

/** Reads one region's file. @throws FileRefusal: wrong shape, a day that no year has, a day named twice. */
export function parseOverlay(file: string, text: string): Overlay {
  const located = parseLocated(file, text, overlaySchema);
  const { region, days } = located.value;
  const problems = days.flatMap(({ monthDay }, index) => {
    const path = ['days', index, 'monthDay'];
    if (!existsInLeapYear(monthDay)) return [located.problem(path, `there is no day ${monthDay}`)];
    const first = days.findIndex((other) => other.monthDay === monthDay);
    return first === index ? [] : [located.problem(path, `${monthDay} is named twice`)];
  });
  if (stemOf(file) !== region) problems.push(located.problem(['region'], `the file must be named ${region}.yaml`));
  if (problems.length > 0) throw new FileRefusal(problems);
  return located.value;
}

/**
 * All gazettes of a folder, in the order of their publication, amendments as gazettes of their own. Gazettes are the
 * files named `2019.yaml` (first notice) and `2019-amended-2019-03-22.yaml`; every other `.yaml` is a region's.
 * @throws FileRefusal also for a name that does not fit its content, an amendment not later than the first notice, and a
 * year missing between two others.
 */
export function loadGazettes(folder = calendarsFolder): Gazette[] {
  const files = yamlFiles(folder).filter((name) => /^\d/.test(name));
  const gazettes = files.map((name) => ({
    name,
    gazette: parseGazette(name, readFileSync(join(folder, name), 'utf8')),
  }));
  const problems = gazettes.flatMap(({ name, gazette }) => folderProblems(name, gazette, gazettes));
  if (problems.length > 0) throw new FileRefusal(problems);
  return gazettes
    .map(({ gazette }) => gazette)
    .sort((a, b) => a.published.localeCompare(b.published) || a.year - b.year);
}

/** The regions' own holidays of a folder. @throws FileRefusal as parseOverlay. */
export function loadOverlays(folder = calendarsFolder): Overlay[] {
  const files = yamlFiles(folder).filter((name) => !/^\d/.test(name));
  return files.map((name) => parseOverlay(name, readFileSync(join(folder, name), 'utf8')));
}

function misprintsOf(
  located: Located<GazetteFile>,
  { off, work = [] }: GazetteFile['festivals'][number],
  path: Path,
): FileProblem[] {
  const days = Temporal.PlainDate.from(off.from).until(off.through, { largestUnit: 'days' }).days + 1;
  const problems: FileProblem[] = [];
  if (days !== off.days) {
    const message = `${off.from} through ${off.through} is ${days} days, not ${off.days}`;
    problems.push(located.problem([...path, 'off', 'days'], message));
  }
  for (const [index, entry] of work.entries()) {
    const [date, weekday] = entry.split(' ');
    const actual = weekdayOf(date!);
    if (actual === weekday) continue;
    const message = actual ? `${date} is 星期${actual}, not 星期${weekday}` : `there is no day ${date}`;
    problems.push(located.problem([...path, 'work', index], message));
  }
  return problems;
}

function weekdayOf(date: string): string | undefined {
  if (!z.iso.date().safeParse(date).success) return undefined;
  return weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1];
}

function daysOf({ festival, off, work = [] }: GazetteFile['festivals'][number], path: Path): NamedDay[] {
  const offDays = Array.from({ length: off.days }, (_, index): NamedDay => {
    return { date: addDays(off.from, index), kind: 'off', festival, path: [...path, 'off'] };
  });
  const workDays = work.map((entry, index): NamedDay => {
    return { date: entry.slice(0, 10), kind: 'work', festival, path: [...path, 'work', index] };
  });
  return [...offDays, ...workDays];
}

function locate(located: Located<GazetteFile>, named: readonly NamedDay[], problem: GazetteProblem): FileProblem {
  switch (problem.code) {
    case 'NO_DAYS':
    case 'UNBALANCED':
      return located.problem(['festivals'], sentenceOf(problem));
    case 'PUBLISHED_AFTER_YEAR':
      return located.problem(['published'], sentenceOf(problem));
    default: {
      // A double is found at its second naming, which is where the clerk will have slipped.
      const path = named.findLast(({ date }) => date === problem.date)?.path ?? ['festivals'];
      return located.problem(path, sentenceOf(problem));
    }
  }
}

function sentenceOf(problem: GazetteProblem): string {
  switch (problem.code) {
    case 'NO_DAYS':
      return 'no day is named';
    case 'PUBLISHED_AFTER_YEAR':
      return `${problem.published} lies after the year the gazette is for`;
    case 'OUTSIDE_YEAR':
      return `${problem.date} lies outside the gazette's year and the December before`;
    case 'OFF_TWICE':
      return `${problem.date} is named off twice`;
    case 'WORK_TWICE':
      return `${problem.date} is named as worked twice`;
    case 'OFF_AND_WORK':
      return `${problem.date} is named both off and worked`;
    case 'WORKED_ANYWAY':
      return `${problem.date} is no Saturday or Sunday and is worked anyway`;
    case 'OFF_ANYWAY':
      return `${problem.date} is a weekend with no weekday off beside it and is off anyway`;
    case 'UNBALANCED':
      return `weekdays off less make-up workdays are ${problem.found}, the regulation grants ${problem.granted}`;
  }
}

function folderProblems(
  name: string,
  gazette: Gazette,
  all: readonly { name: string; gazette: Gazette }[],
): FileProblem[] {
  const problem = (field: string, message: string): FileProblem => ({ file: name, line: 1, field, message });
  const { year, published } = gazette;
  const first = all.find((other) => other.name === `${year}.yaml`)?.gazette;
  if (name === `${year}.yaml`) {
    const gap = !all.some((other) => other.gazette.year === year - 1) && all.some((other) => other.gazette.year < year);
    return gap ? [problem('year', `there are earlier years, but none for ${year - 1}`)] : [];
  }
  const expected = `${year}-amended-${published}.yaml`;
  if (name !== expected) return [problem('published', `the file must be named ${year}.yaml or ${expected}`)];
  if (!first) return [problem('year', `amends ${year}.yaml, which is not there`)];
  return published > first.published ? [] : [problem('published', `not later than ${year}.yaml (${first.published})`)];
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
}

function existsInLeapYear(monthDay: string): boolean {
  return z.iso.date().safeParse(`2024-${monthDay}`).success;
}

function stemOf(file: string): string {
  return basename(file, '.yaml');
}
