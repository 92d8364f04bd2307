/**
 * The parts of a programme that its file only names: its tables (`config/tables/`). They are put in place of their names
 * before the programme is checked, so that what runs and what the database holds is whole; a finding about a part points at
 * the part's own file and line.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Finding, finding } from '../machines/programme-findings.ts';
import { isRecord } from '../machines/programme-places.ts';
import { type FileProblem, FileRefusal, type Located, type Path, parseLocated } from './located-yaml.ts';

/** Where parts are looked for. */
export interface PartFolders {
  readonly tables: string;
}

export const partFolders: PartFolders = { tables: fileURLToPath(new URL('tables/', import.meta.url)) };

/** The line of one of the files a programme is made of. */
export type Place = Pick<FileProblem, 'file' | 'line'>;

/** A programme with its parts, and where each of its paths stands. */
export interface Assembled {
  readonly value: unknown;
  readonly findings: readonly Finding[];
  place(path: Path): Place;
}

interface Part {
  readonly at: Path;
  readonly located: Located<unknown>;
}

const tableNames = ['seriesYears', 'qualifications', 'places'] as const;
const fileName = z.string().regex(/^[a-z][a-z0-9-]*$/);

/** Puts in place what a programme names. A part that is there already, whole, is left alone. Never throws for its contents. */
export function assemble(whole: Located<unknown>, folders: PartFolders = partFolders): Assembled {
  const parts: Part[] = [];
  const findings: Finding[] = [];
  const unreadable = new Map<string, Place>();
  const { value } = whole;
  const named = isRecord(value) && isRecord(value.tables) ? value.tables : {};
  const tables = { ...named };
  for (const name of tableNames) {
    const read = tableOf(named[name], folders.tables);
    if (read === null) continue;
    const path = `tables.${name}`;
    if (read.located) {
      parts.push({ at: ['tables', name], located: read.located });
      tables[name] = read.located.value;
      findings.push(...misnamed(path, String(named[name]), read.located.value));
    } else {
      findings.push({ ...read.finding, path });
      if (read.place) unreadable.set(path, read.place);
    }
  }
  return {
    value: isRecord(value) && isRecord(value.tables) ? { ...value, tables } : value,
    findings,
    place: (path) => unreadable.get(path.join('.')) ?? placeIn(whole, parts, path),
  };
}

type Read =
  | { readonly located: Located<unknown> }
  | { readonly located: null; readonly finding: Finding; readonly place: Place | null };

/** The table a programme names; null where it names none (its shape is then refused, or it holds the table itself). */
function tableOf(named: unknown, folder: string): Read | null {
  if (typeof named !== 'string') return null;
  const file = join(folder, `${named}.yaml`);
  if (!fileName.safeParse(named).success || !existsSync(file)) {
    const absent = finding('NO_SUCH_FILE', { path: '', params: { name: `${named}.yaml` } });
    return { located: null, finding: absent, place: null };
  }
  try {
    return { located: parseLocated(file, readFileSync(file, 'utf8'), z.unknown()) };
  } catch (error) {
    const problem = error instanceof FileRefusal ? error.problems[0] : undefined;
    if (problem === undefined) throw error;
    const malformed = finding('MALFORMED_YAML', { path: '', params: { detail: problem.message } });
    return { located: null, finding: malformed, place: problem };
  }
}

/** A table is called by its id and version, so that a programme goes on naming the one it was made with. */
function misnamed(path: string, named: string, table: unknown): Finding[] {
  const said = z.object({ id: z.string(), version: z.number() }).safeParse(table).data;
  if (said === undefined || named === `${said.id}-${said.version}`) return [];
  return [finding('MISNAMED_FILE', { path: `${path}.version`, params: { name: `${said.id}-${said.version}.yaml` } })];
}

function placeIn(whole: Located<unknown>, parts: readonly Part[], path: Path): Place {
  const part = parts.find(({ at }) => at.every((key, index) => path[index] === key));
  return part === undefined ? whole.problem(path, '') : part.located.problem(path.slice(part.at.length), '');
}
