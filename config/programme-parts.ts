/**
 * The parts of a programme that its file only names: its tables (`config/tables/`) and the wording of its notice
 * (`config/notices/`). They are put in place of their names before the programme is checked, so that what runs and what the
 * database holds is whole; a finding about a part points at the part's own file and line.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Finding, finding } from '../machines/programme-findings.ts';
import { isRecord } from '../machines/programme-places.ts';
import { type FileProblem, FileRefusal, type Located, type Path, parseLocated } from './located-yaml.ts';
import { noticeText, sentencesIn } from './notice-wording.ts';

/** Where parts are looked for. */
export interface PartFolders {
  readonly tables: string;
  readonly notices: string;
}

export const partFolders: PartFolders = {
  tables: fileURLToPath(new URL('tables/', import.meta.url)),
  notices: fileURLToPath(new URL('notices/', import.meta.url)),
};

/** The line of one of the files a programme is made of. */
export type Place = Pick<FileProblem, 'file' | 'line'>;

/** A programme with its parts, and where each of its paths stands. */
export interface Assembled {
  readonly value: unknown;
  readonly findings: readonly Finding[];
  place(path: Path): Place;
}

/** A file, and which paths of the programme stand in it: those below `at`, there below `inner`. */
interface Part {
  readonly at: Path;
  readonly inner: Path;
  readonly located: Pick<Located<unknown>, 'problem'>;
}

/** What a part adds: the value in place of its name (none where it cannot be read), and what was found on the way. */
interface Added {
  readonly value?: unknown;
  readonly parts: readonly Part[];
  readonly findings: readonly Finding[];
}

const tableNames = ['seriesYears', 'qualifications', 'places'] as const;
const fileName = z.string().regex(/^[a-z][a-z0-9-]*$/);

/** Puts in place what a programme names. A part that is there already, whole, is left alone. Never throws for its contents. */
export function assemble(whole: Located<unknown>, folders: PartFolders = partFolders): Assembled {
  const { value } = whole;
  if (!isRecord(value)) return { value, findings: [], place: (path) => whole.problem(path, '') };
  const named = isRecord(value.tables) ? value.tables : {};
  const tables = tableNames.map((name) => ({ name, ...tableOf(name, named[name], folders.tables) }));
  const wording = wordingOf(value.wording, folders.notices);
  const added: Added[] = [...tables, wording];
  const parts = added.flatMap((part) => part.parts);
  return {
    value: {
      ...value,
      ...(isRecord(value.tables)
        ? {
            tables: {
              ...named,
              ...Object.fromEntries(tables.flatMap((t) => ('value' in t ? [[t.name, t.value]] : []))),
            },
          }
        : {}),
      ...('value' in wording ? { wording: wording.value } : {}),
    },
    findings: added.flatMap(({ findings }) => findings),
    place: (path) => placeIn(whole, parts, path),
  };
}

const nothing: Added = { parts: [], findings: [] };

/** The table a programme names; nothing where it names none (its shape is then refused, or it holds the table itself). */
function tableOf(table: string, named: unknown, folder: string): Added {
  if (typeof named !== 'string') return nothing;
  const at = ['tables', table];
  const read = readYaml({ file: join(folder, `${named}.yaml`), named, at });
  if (!('located' in read)) return read;
  const { value } = read.located;
  return { value, parts: [{ at, inner: [], located: read.located }], findings: misnamed(at.join('.'), named, value) };
}

/** The wording of the notice a programme names, whose text it does not hold yet. */
function wordingOf(named: unknown, folder: string): Added {
  if (!isRecord(named) || 'text' in named || typeof named.notice !== 'string') return nothing;
  const { notice } = named;
  const read = readYaml({ file: join(folder, `${notice}.sentences.yaml`), named: notice, at: ['wording'] });
  if (!('located' in read)) return read;
  const text = noticeText(folder, notice);
  if (text === null) return absent(['wording'], `${notice}.zh.txt`);
  const { located } = read;
  const { sentences, findings } = sentencesIn(text, located);
  const { sha256 } = isRecord(located.value) ? located.value : {};
  return {
    value: { ...named, text, sha256, sentences },
    parts: ['sha256', 'sentences'].map((key) => ({ at: ['wording', key], inner: [key], located })),
    findings,
  };
}

function readYaml(of: { file: string; named: string; at: string[] }): { readonly located: Located<unknown> } | Added {
  const { file, at } = of;
  if (!fileName.safeParse(of.named).success || !existsSync(file)) return absent(at, file.split('/').at(-1) ?? file);
  try {
    return { located: parseLocated(file, readFileSync(file, 'utf8'), z.unknown()) };
  } catch (error) {
    const problem = error instanceof FileRefusal ? error.problems[0] : undefined;
    if (problem === undefined) throw error;
    const path = at.join('.');
    const malformed = finding('MALFORMED_YAML', { path, params: { detail: problem.message } });
    return { parts: [{ at, inner: [], located: { problem: () => problem } }], findings: [malformed] };
  }
}

function absent(at: string[], name: string): Added {
  return { parts: [], findings: [finding('NO_SUCH_FILE', { path: at.join('.'), params: { name } })] };
}

/** A table is called by its id and version, so that a programme goes on naming the one it was made with. */
function misnamed(path: string, named: string, table: unknown): Finding[] {
  const said = z.object({ id: z.string(), version: z.number() }).safeParse(table).data;
  if (said === undefined || named === `${said.id}-${said.version}`) return [];
  return [finding('MISNAMED_FILE', { path: `${path}.version`, params: { name: `${said.id}-${said.version}.yaml` } })];
}

function placeIn(whole: Located<unknown>, parts: readonly Part[], path: Path): Place {
  const part = parts.find(({ at }) => at.every((key, index) => path[index] === key));
  return part === undefined
    ? whole.problem(path, '')
    : part.located.problem([...part.inner, ...path.slice(part.at.length)], '');
}
