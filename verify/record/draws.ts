import { createHash } from 'node:crypto';
import { titleLevels } from '../../machines/programme-entries.ts';
import { isObject, type JsonObject } from '../rows.ts';

/**
 * The draw of a sitting done again from what was said and filed, as docs/committee.md tells anybody to: it shares nothing with
 * the chart that drew, so that what both of them got wrong would have to be wrong twice.
 */

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A list of objects; empty for anything else. */
export const objectsIn = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

/** A pool as it was filed: a line with committee and dates, then a line a member, by lot. */
export function poolDigest(pool: JsonObject): string {
  const members = objectsIn(pool.members).toSorted((a, b) => Number(a.lot) - Number(b.lot));
  const lines = members.map(({ lot, person, seat, level, specialties, unit, termFrom, termThrough }) =>
    [
      lot,
      person,
      seat,
      level,
      Array.isArray(specialties) ? specialties.join(',') : '',
      unit,
      termFrom,
      termThrough,
    ].join('|'),
  );
  return hashOf([`${pool.committee}|${pool.filedFrom}|${pool.filedThrough}`, ...lines, ''].join('\n'));
}

export interface Call {
  readonly sitsOn: string;
  readonly pool: JsonObject;
  /** As the sitting was told of its cases when it was called. */
  readonly cases: readonly JsonObject[];
}

/** Members in office on the day, with a title as high as any under review, who have not voted on one of the cases before (A50). */
export function candidatesFor({ sitsOn, pool, cases }: Call): readonly JsonObject[] {
  const rank = (level: unknown) => (titleLevels as readonly unknown[]).indexOf(level);
  const highest = Math.max(...cases.map(({ level }) => rank(level)));
  const voted = new Set(
    cases.flatMap(({ involved }) =>
      objectsIn(involved).flatMap(({ person, as }) => (as === 'earlierVoter' ? [person] : [])),
    ),
  );
  return objectsIn(pool.members).filter(
    ({ termFrom, termThrough, level, person }) =>
      String(termFrom) <= sitsOn && sitsOn <= String(termThrough) && rank(level) >= highest && !voted.has(person),
  );
}

export interface Stratum {
  readonly seat?: string | undefined;
  readonly specialty?: string | undefined;
  readonly count: number;
}

export interface Drawn {
  readonly lot: number;
  readonly person: string;
  readonly seat: string;
}

export function seedOf(of: { secret: string; share: string; digest: string }): string {
  return hashOf(`${of.secret}|${of.share}|${of.digest}`);
}

export const commitmentOf = hashOf;

/** Stratum by stratum, then the rest: of those that match and are not drawn yet, the first by SHA-256 of `seed|stratum|lot`. */
export function drawFrom(
  candidates: readonly JsonObject[],
  { strata, size, seed }: { strata: readonly Stratum[]; size: number; seed: string },
): Drawn[] {
  const drawn: Drawn[] = [];
  const rest = size - strata.reduce((sum, { count }) => sum + count, 0);
  for (const [index, { seat, specialty, count }] of [...strata, { count: rest } as Stratum].entries()) {
    const free = candidates.filter(
      (one) =>
        drawn.every(({ lot }) => lot !== one.lot) &&
        (seat === undefined || one.seat === seat) &&
        (specialty === undefined || (Array.isArray(one.specialties) && one.specialties.includes(specialty))),
    );
    const order = free
      .map((one) => ({ one, by: hashOf(`${seed}|${index}|${one.lot}`) }))
      .sort((a, b) => (a.by < b.by ? -1 : 1));
    for (const { one } of order.slice(0, count)) {
      drawn.push({ lot: Number(one.lot), person: String(one.person), seat: seat ?? 'member' });
    }
  }
  return drawn;
}
