import type { Agenda, ExpertPool, PoolMember, Seat } from '../facts.ts';
import type { Sha256 } from '../ids.ts';
import { type TitleLevel, titleLevels } from '../programme-entries.ts';
import { sha256Of } from '../sha256.ts';
import type { PlainDate } from '../time.ts';

/**
 * The draw of a sitting's experts (随机抽取; 令40 第11条), which anybody can do again with `sha256sum` alone (`docs/committee.md`).
 *
 * The seed is nobody's choice: the secretary commits to a secret when the meeting is called, in the same event that fixes the
 * pool's hash and the lots that take part; the filing authority then gives its share in the open; only after that is the
 * secret told. Whoever commits does not know the share, whoever gives the share does not know the secret, and neither can
 * change the pool any more. What remains is to drop a draw one does not like: that is a postponement, recorded with its reason.
 */

/** Who may be drawn: what is told of a pool's member without telling who it is. */
export interface Candidate {
  readonly lot: number;
  readonly seat: Seat;
  readonly specialties: readonly string[];
}

/** So many of those who match, drawn before the rest. */
export interface Stratum {
  readonly seat?: Seat | undefined;
  readonly specialty?: string | undefined;
  readonly count: number;
}

/** A lot that was drawn, and for which seat. */
export interface DrawnLot {
  readonly lot: number;
  readonly seat: Seat;
}

/** What the secretary commits to: SHA-256 of the secret's text. */
export function commitmentTo(secret: string): Sha256 {
  return sha256Of(secret);
}

export function seedOf(of: { secret: string; share: string; pool: Sha256 }): Sha256 {
  return sha256Of(`${of.secret}|${of.share}|${of.pool}`);
}

/** The pool as its filing has it, one line a member by lot: what its hash is taken of. */
export function poolText({ committee, filedFrom, filedThrough, members }: ExpertPool): string {
  const lines = [...members]
    .sort((a, b) => a.lot - b.lot)
    .map(({ lot, person, seat, level, specialties, unit, termFrom, termThrough }) =>
      [lot, person, seat, level, specialties.join(','), unit, termFrom, termThrough].join('|'),
    );
  return [`${committee}|${filedFrom}|${filedThrough}`, ...lines, ''].join('\n');
}

export function poolHash(pool: ExpertPool): Sha256 {
  return sha256Of(poolText(pool));
}

/**
 * The members who may be drawn for an agenda on a day: within their term, with a title of at least the highest level under
 * review, and with no earlier vote on one of its cases (domain §2.4, A50). By lot.
 */
export function eligibleFrom(pool: ExpertPool, of: { agenda: Agenda; day: PlainDate }): PoolMember[] {
  const highest = Math.max(...of.agenda.cases.map(({ level }) => rank(level)));
  const voted = new Set(
    of.agenda.cases.flatMap(({ involved }) =>
      involved.filter((one) => one.as === 'earlierVoter').map(({ person }) => person),
    ),
  );
  return pool.members
    .filter(({ termFrom, termThrough }) => termFrom <= of.day && of.day <= termThrough)
    .filter(({ level, person }) => rank(level) >= highest && !voted.has(person))
    .sort((a, b) => a.lot - b.lot);
}

const rank = (level: TitleLevel) => titleLevels.indexOf(level);

/**
 * Draws a committee: for each stratum in turn, then for the rest, those of the lots that match and are not drawn yet are
 * ordered by SHA-256 of `seed|stratum|lot`, and the first are taken. Every stratum has an order of its own, so that what one
 * left over is no less likely in the next. The order of the candidates does not matter.
 * @returns null where there are too few.
 */
export function drawLots(of: {
  candidates: readonly Candidate[];
  strata: readonly Stratum[];
  size: number;
  seed: Sha256;
}): DrawnLot[] | null {
  const { candidates, strata, size, seed } = of;
  const rest = size - strata.reduce((sum, { count }) => sum + count, 0);
  const drawn: DrawnLot[] = [];
  for (const [index, stratum] of [...strata, { count: rest }].entries()) {
    const free = candidates.filter((one) => matches(one, stratum) && drawn.every(({ lot }) => lot !== one.lot));
    const order = inOrder(free, `${seed}|${index}`).slice(0, stratum.count);
    if (order.length < stratum.count) return null;
    drawn.push(...order.map(({ lot }) => ({ lot, seat: seatOf(stratum) })));
  }
  return drawn;
}

function matches({ seat, specialties }: Candidate, stratum: Stratum): boolean {
  const { specialty } = stratum;
  return (stratum.seat ?? seat) === seat && (specialty === undefined || specialties.includes(specialty));
}

/** Who is filed as a chair and drawn among the rest sits as a member. */
function seatOf({ seat }: Stratum): Seat {
  return seat ?? 'member';
}

function inOrder<C extends Candidate>(candidates: readonly C[], prefix: string): C[] {
  const ranked = candidates.map((one) => ({ one, by: sha256Of(`${prefix}|${one.lot}`) }));
  return ranked.sort((a, b) => (a.by < b.by ? -1 : 1)).map(({ one }) => one);
}

/** What is published of a draw: no names. */
export interface DrawProtocol {
  readonly commitment: Sha256;
  readonly secret: string;
  readonly share: string;
  readonly pool: Sha256;
  readonly candidates: readonly Candidate[];
  readonly strata: readonly Stratum[];
  readonly size: number;
  readonly drawn: readonly DrawnLot[];
}

export type Replay =
  | { readonly agrees: true; readonly seed: Sha256 }
  | { readonly agrees: false; readonly because: 'commitment' | 'tooFew' | 'drawn'; readonly seed: Sha256 };

/** Does a published draw again and says whether it comes out the same. */
export function replayDraw(protocol: DrawProtocol): Replay {
  const seed = seedOf(protocol);
  if (commitmentTo(protocol.secret) !== protocol.commitment) return { agrees: false, because: 'commitment', seed };
  const drawn = drawLots({ ...protocol, seed });
  if (drawn === null) return { agrees: false, because: 'tooFew', seed };
  const text = (lots: readonly DrawnLot[]) => lots.map(({ lot, seat }) => `${lot}|${seat}`).join(' ');
  return text(drawn) === text(protocol.drawn) ? { agrees: true, seed } : { agrees: false, because: 'drawn', seed };
}
