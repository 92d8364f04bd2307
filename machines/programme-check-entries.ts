/**
 * What every entry of a programme must have, wherever it stands: a clause of the right form, days and hours that exist,
 * and, for the dated rules of the notice, a place where each is kept.
 */
import type { Programme } from './programme.ts';
import { datedRules } from './programme-entries.ts';
import { type Finding, finding } from './programme-findings.ts';
import { isRecord, isSharedWindow, type Place, parentOf, placesOf } from './programme-places.ts';
import { startOfDay } from './time.ts';

/** 二(二)3, 五(三), 二(二)3 first, or 落款 for the dateline; several joined by 、. */
const NOTICE_CLAUSE =
  /^(?:落款|[一二三四五六七八九十]+(?:\([一二三四五六七八九十]+\)(?:\d+(?: (?:first|second|third))?)?)?)$/;
const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const DATE_KEYS = new Set(['toDate', 'fromDate', 'date', 'signedOn']);
const TIME_KEYS = new Set(['time', 'closes']);

/** Clauses, days and hours of all entries. */
export function checkEntries(programme: Programme): Finding[] {
  return placesOf(programme).flatMap((place) => [...ofClause(place), ...ofMoment(place)]);
}

/** Every dated rule is accounted for, points at entries that carry it, and no entry carries one behind its back. */
export function checkDatedRules(programme: Programme): Finding[] {
  const carriers = placesOf(programme)
    .filter(({ key, path }) => key === 'rule' && !isSharedWindow(parentOf(path)))
    .map(({ path, value }) => ({ path: parentOf(path), rule: String(value) }));

  const accounted = datedRules.flatMap((rule) => {
    const entry = Object.hasOwn(programme.dates, rule) ? programme.dates[rule] : undefined;
    if (entry === undefined) return [finding('MISSING_DATED_RULE', { path: `dates.${rule}`, params: { rule } })];
    if (!('carriedBy' in entry)) return [];
    return entry.carriedBy
      .map((target, index) => ({ target, path: `dates.${rule}.carriedBy.${index}` }))
      .filter(({ target }) => !carriers.some((carrier) => carrier.rule === rule && covers(target, carrier.path)))
      .map(({ target, path }) => finding('DATED_RULE_NOT_CARRIED', { path, params: { rule, target } }));
  });

  const unlisted = carriers
    .filter(({ rule, path }) => !pointsAt(programme, rule, path))
    .map(({ rule, path }) => finding('DATED_RULE_UNLISTED', { path: `${path}.rule`, params: { rule } }));
  return [...accounted, ...unlisted];
}

function ofClause({ path, key, value }: Place): Finding[] {
  if (key === 'clause') return String(value).trim() === '' ? [finding('MISSING_CLAUSE', { path })] : [];
  if (!isRecord(value) || value.source !== 'notice' || typeof value.clause !== 'string') return [];
  const { clause } = value;
  if (clause.trim() === '' || clause.split('、').every((part) => NOTICE_CLAUSE.test(part))) return [];
  return [finding('CLAUSE_MALFORMED', { path: `${path}.clause`, params: { clause } })];
}

function ofMoment({ path, key, value }: Place): Finding[] {
  if (typeof value !== 'string') return [];
  // A rule's date stands under `value`; numbers and lists of the rules never match the form.
  const isDate = DATE_KEYS.has(key) || (key === 'value' && /^\d{4}-\d{2}-\d{2}$/.test(value));
  if (isDate && !dayExists(value)) return [finding('NO_SUCH_DATE', { path, params: { date: value } })];
  if (TIME_KEYS.has(key) && !TIME_OF_DAY.test(value)) return [finding('NOT_A_TIME', { path, params: { time: value } })];
  return [];
}

function dayExists(date: string): boolean {
  try {
    startOfDay(date);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function pointsAt(programme: Programme, rule: string, path: string): boolean {
  const entry = Object.entries(programme.dates).find(([code]) => code === rule)?.[1];
  return entry !== undefined && 'carriedBy' in entry && entry.carriedBy.some((target) => covers(target, path));
}

/** `*` in a target stands for any one key. */
function covers(target: string, path: string): boolean {
  const [wanted, found] = [target.split('.'), path.split('.')];
  return wanted.length === found.length && wanted.every((part, index) => part === '*' || part === found[index]);
}
