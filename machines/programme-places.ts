/** Every value of a programme with the path it stands at, and which entries of it somebody assumed. */
import type { Programme } from './programme.ts';

/** One value of the programme and where it stands. */
export interface Place {
  readonly path: string;
  readonly key: string;
  readonly value: unknown;
}

/** An entry no published text confirms: what it stands in for until the bureau replaces it. */
export interface Assumed {
  readonly path: string;
  readonly clause: string;
  /** The date, figure or text that stands there, for people; empty where the entry is a list of others. */
  readonly standIn: string;
}

/** What an entry says, in the order in which it is looked for. */
const SAYING = ['toDate', 'fromDate', 'date', 'value', 'closes', 'region'];
const WORKING_DAYS = ['workingDays', 'minCorrectionWorkingDays'];

/** All values below an object or list, parents first, in the order of the file. */
export function placesOf(value: unknown, path = ''): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return [{ path: at, key, value: inner }, ...placesOf(inner, at)];
  });
}

/** The entries marked `assumed`, in the order of the file. */
export function assumedEntries(programme: Programme): Assumed[] {
  return placesOf(programme).flatMap(({ path, value }) => {
    if (!isRecord(value) || value.source !== 'assumed' || isSharedWindow(path)) return [];
    return [{ path, clause: String(value.clause), standIn: standInOf(value) }];
  });
}

/** A committee's copy of the province's click window, which is no entry of its own. */
export function isSharedWindow(path: string): boolean {
  return /^committees\.[^.]+\.nodes\.clickWindowEnd$/.test(path);
}

export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function standInOf(entry: Record<string, unknown>): string {
  const saying = SAYING.find((key) => key in entry);
  if (saying !== undefined) {
    const said = entry[saying];
    const text = typeof said === 'object' ? JSON.stringify(said) : String(said);
    return entry.time === undefined ? text : `${text} ${String(entry.time)}`;
  }
  const days = WORKING_DAYS.find((key) => key in entry);
  if (days !== undefined) return `${String(entry[days])} working days`;
  return isRecord(entry.title) ? String(entry.title.zh) : '';
}
