/** The real programmes, and copies of kaili-2023 altered by path. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { calendarsOfFiles, loadProgrammes, programmesFolder } from '../../config/programmes.ts';
import type { Programme } from '../../machines/programme.ts';

export const calendarOfRegion = calendarsOfFiles();
/** The calendar both programmes count by. */
export const programmeCalendar = calendarOfRegion('qiandongnan');

const programmes = loadProgrammes(calendarOfRegion);
export const kaili2022: Programme = programmeOf('kaili-2022');
export const kaili2023: Programme = programmeOf('kaili-2023');

export function programmeText(id: 'kaili-2022' | 'kaili-2023'): string {
  return readFileSync(join(programmesFolder, `${id}.yaml`), 'utf8');
}

/** Values by path, as in a finding; `undefined` takes the entry out. */
export type Changes = Readonly<Record<string, unknown>>;

/** kaili-2023 as its file says it, with its parts in place, changed. Throws for a path whose parent is not there, so that no change is lost. */
export function altered2023(changes: Changes): unknown {
  // Through JSON, because aliases of the file share their lists.
  const { tables, wording } = kaili2023;
  const value: unknown = JSON.parse(JSON.stringify({ ...parse(programmeText('kaili-2023')), tables, wording }));
  for (const [path, replacement] of Object.entries(changes)) set(value, path.split('.'), replacement);
  return value;
}

function set(value: unknown, path: readonly string[], replacement: unknown): void {
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== 'object' || value === null)
    throw new Error(`no such path: ${path.join('.')}`);
  if (rest.length > 0) set(Reflect.get(value, key), rest, replacement);
  else if (replacement === undefined) Reflect.deleteProperty(value, key);
  else Reflect.set(value, key, replacement);
}

function programmeOf(id: string): Programme {
  const programme = programmes.find((candidate) => candidate.id === id);
  if (programme === undefined) throw new Error(`no programme ${id}`);
  return programme;
}
