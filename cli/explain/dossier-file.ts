/**
 * A dossier written by hand: which programme, on what day, and the facts. What is left out of a fact is what it usually is;
 * what is wrong is told with its line.
 */
import { z } from 'zod';
import { type FileProblem, FileRefusal, type Path, parseLocated } from '../../config/located-yaml.ts';
import { type Dossier, dossierSchema } from '../../machines/eligibility/dossier.ts';
import type { Programme } from '../../machines/programme.ts';
import { dateSchema, type Text, textSchema } from '../../machines/programme-entries.ts';
import { isRecord, placesOf } from '../../machines/programme-places.ts';
import { type PlainDate, startOfDay } from '../../machines/time.ts';

export interface DossierFile {
  /** What the example shows, where the file says so. */
  readonly title: Text | null;
  readonly programme: Programme;
  /** The day of the act: bars are tested on it. */
  readonly on: PlainDate;
  readonly dossier: Dossier;
}

const headSchema = z.strictObject({
  title: textSchema.optional(),
  programme: z.string(),
  on: dateSchema,
  dossier: z.record(z.string(), z.unknown()),
});

/** What a part is where nothing is said of it. */
const empty: Readonly<Record<string, unknown>> = {
  born: null,
  grassrootsPosts: null,
  talent: null,
  ...Object.fromEntries(
    'titles education posts service assessments hours sanctions breaches qualifications skills referees performance documents'
      .split(' ')
      .map((list) => [list, []]),
  ),
};

/** What a fact usually is, by the part it stands in. */
const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  claim: { scope: 'ORDINARY', route: 'ORDINARY' },
  born: {},
  employment: {
    grassroots: false,
    civilServiceManaged: false,
    civilServant: false,
    contract: true,
    professionalPost: true,
    manager: false,
  },
  titles: {
    scope: 'ORDINARY',
    basis: 'REVIEW',
    originalFrom: null,
    applicationYear: null,
    reviewDelayed: false,
    mismatchDebt: false,
    revokedOn: null,
  },
  education: { diploma: true, mode: 'FULL_TIME', technicalClass: null, school: null },
  posts: { through: null, grassroots: false, professional: true, similarToStudied: false },
  service: { through: null, township: true, ownSpecialty: true, awards: [] },
  assessments: {},
  hours: { publicCourse: null, verified: null },
  sanctions: {},
  breaches: { serious: false, inThisCase: false },
  qualifications: { registration: 'VALID' },
  skills: {},
  referees: { related: false },
  performance: { startedOn: null },
  talent: { category: null },
};

/** Parts that are no facts with a source of their own. */
const withoutSource = new Set(['claim', 'grassrootsPosts', 'documents']);
const declared = { entry: null, standing: 'DECLARED' };

/**
 * Reads a dossier of one of the programmes given.
 * @throws FileRefusal with file, line and field: no YAML, wrong shape, an unknown programme or series, a day that is none.
 */
export function parseDossier(file: string, text: string, programmes: readonly Programme[]): DossierFile {
  const { value, problem } = parseLocated(file, text, headSchema);
  const programme = programmes.find(({ id }) => id === value.programme);
  if (programme === undefined) {
    const known = programmes.map(({ id }) => id).join(', ');
    throw new FileRefusal([problem(['programme'], `there is no programme ${value.programme} (${known})`)]);
  }
  const read = dossierSchema.safeParse(completed(value.dossier));
  if (!read.success) {
    throw new FileRefusal(read.error.issues.map(({ path, message }) => problem(['dossier', ...path], message)));
  }
  const problems = [
    ...(exists(value.on) ? [] : [problem(['on'], `there is no day ${value.on}`)]),
    ...unknownSeries(read.data, programme, problem),
  ];
  if (problems.length > 0) throw new FileRefusal(problems);
  return { title: value.title ?? null, programme, on: value.on, dossier: read.data };
}

function completed(dossier: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(
    Object.entries({ ...empty, ...dossier }).map(([part, value]) => {
      const fill = (fact: unknown): unknown =>
        isRecord(fact) ? { ...(withoutSource.has(part) ? {} : declared), ...usual[part], ...fact } : fact;
      return [part, Array.isArray(value) ? value.map(fill) : fill(value)];
    }),
  );
}

type Problem = (path: Path, message: string) => FileProblem;

function unknownSeries(dossier: Dossier, { series, id }: Programme, problem: Problem): FileProblem[] {
  return placesOf({ dossier }).flatMap(({ path, key, value }) =>
    key !== 'series' || Object.hasOwn(series, String(value))
      ? []
      : [problem(keysOf(path), `${id} has no series ${String(value)}`)],
  );
}

function keysOf(path: string): Path {
  return path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

function exists(date: string): boolean {
  try {
    startOfDay(date);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
