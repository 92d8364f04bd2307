/**
 * Loads programmes from `config/programmes/`, with the parts they name: YAML, shape and check in one, each finding with the
 * file and line a clerk has to look at. The file is the first version of a programme; what runs is the copy in the database (design D5).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Calendar, calendarFrom } from '../machines/calendar.ts';
import type { Programme } from '../machines/programme.ts';
import { readProgramme } from '../machines/programme-check.ts';
import { type Finding, finding } from '../machines/programme-findings.ts';
import { loadGazettes, loadOverlays } from './calendars.ts';
import { type FileProblem, FileRefusal, type Located, type Path, parseLocated } from './located-yaml.ts';
import { assemble, type PartFolders, partFolders } from './programme-parts.ts';

export const programmesFolder = fileURLToPath(new URL('programmes/', import.meta.url));

/** A finding, the file it is about (the programme's or that of one of its parts) and the 1-based line there. */
export interface LocatedFinding extends Finding {
  readonly file: string;
  readonly line: number;
}

/** What reading a file gave; `programme` is there if and only if there are no errors. */
export interface ProgrammeReading {
  readonly file: string;
  readonly programme: Programme | null;
  readonly errors: readonly LocatedFinding[];
  readonly warnings: readonly LocatedFinding[];
}

/** The calendar of a region; one without an overlay of its own where the region is not known. */
export type CalendarOf = (region: string) => Calendar;

/** Calendars from the gazettes and overlays of `config/calendars/`. @throws FileRefusal as their loaders. */
export function calendarsOfFiles(folder?: string): CalendarOf {
  const gazettes = loadGazettes(folder);
  const overlays = loadOverlays(folder);
  return (region) =>
    calendarFrom({
      version: gazettes.length,
      gazettes,
      overlay: overlays.find((overlay) => overlay.region === region),
    });
}

/** Reads and checks a programme's text and the parts it names. Never throws for what stands in them. */
export function parseProgramme(
  file: string,
  text: string,
  calendarOf: CalendarOf,
  folders: PartFolders = partFolders,
): ProgrammeReading {
  let located: Located<unknown>;
  try {
    located = parseLocated(file, text, z.unknown());
  } catch (error) {
    if (error instanceof FileRefusal) return refused(file, error.problems.map(ofYaml));
    throw error;
  }
  const { value, findings, place } = assemble(located, folders);
  const locate = (found: Finding): LocatedFinding => {
    const { file, line } = place(pathOf(found, value));
    return { ...found, file, line };
  };
  if (findings.length > 0) return refused(file, findings.map(locate));
  const read = readProgramme(value, calendarOf(regionOf(value)));
  const errors = [...read.errors, ...misnamed(file, value)].map(locate);
  return {
    file,
    programme: errors.length === 0 ? read.programme : null,
    errors: errors.sort(byLine),
    warnings: read.warnings.map(locate).sort(byLine),
  };
}

/** Reads and checks a file. @throws the error of `node:fs` for a file that cannot be read. */
export function readProgrammeFile(file: string, calendarOf: CalendarOf): ProgrammeReading {
  return parseProgramme(file, readFileSync(file, 'utf8'), calendarOf);
}

/**
 * The programmes of a folder, in the order of their ids.
 * @throws FileRefusal with file, line and path of everything wrong with any of them.
 */
export function loadProgrammes(calendarOf: CalendarOf, folder = programmesFolder): Programme[] {
  const readings = programmeFiles(folder).map((file) => readProgrammeFile(file, calendarOf));
  const problems = readings.flatMap(({ errors }) => errors.map(asProblem));
  if (problems.length > 0) throw new FileRefusal(problems);
  return readings.flatMap(({ programme }) => (programme === null ? [] : [programme]));
}

/** The programme files of a folder, sorted. */
export function programmeFiles(folder = programmesFolder): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));
}

function ofYaml({ file, line, message }: FileProblem): LocatedFinding {
  return { ...finding('MALFORMED_YAML', { path: '', params: { detail: message } }), file, line };
}

function misnamed(file: string, value: unknown): Finding[] {
  const id = z.object({ id: z.string() }).safeParse(value).data?.id;
  const name = `${id}.yaml`;
  if (id === undefined || basename(file) === name) return [];
  return [finding('MISNAMED_FILE', { path: 'id', params: { name } })];
}

function regionOf(value: unknown): string {
  return z.object({ calendar: z.object({ region: z.string() }) }).safeParse(value).data?.calendar.region ?? '';
}

/** A finding's path as the keys of the document; an index is a number where a list stands. */
function pathOf({ path }: Finding, value: unknown): Path {
  let inner: unknown = value;
  return path.split('.').map((key) => {
    const part = Array.isArray(inner) ? Number(key) : key;
    inner = typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined;
    return part;
  });
}

function refused(file: string, errors: LocatedFinding[]): ProgrammeReading {
  return { file, programme: null, errors, warnings: [] };
}

function asProblem({ file, line, path, message }: LocatedFinding): FileProblem {
  return { file, line, field: path, message: `${message.en} / ${message.zh}` };
}

function byLine(a: LocatedFinding, b: LocatedFinding): number {
  return a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1;
}
