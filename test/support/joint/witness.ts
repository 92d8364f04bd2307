/**
 * A monitor of everything that happens: built from what was sent, what rang, what the pages showed and how ballots fell – never
 * from the context of a chart, which it is there to contradict.
 */
import type { Ballots } from '../../../machines/facts.ts';
import type { CaseId } from '../../../machines/ids.ts';
import type { LifecycleName } from '../../../machines/lifecycle.ts';
import { addDays, DAY_MS, dateOf, type Instant } from '../../../machines/time.ts';
import { PUBLICITY_DAYS, pool, SIZE } from './place.ts';

/** A notice's public page: when it was put up, and at which noons it was not there. */
export interface Page {
  readonly postedAt: Instant;
  readonly missed: readonly Instant[];
}

/** What is known of an application from outside. */
export interface Known {
  /** What was handed in last, and what the unit recommended last. */
  readonly content: string | null;
  readonly recommended: string | null;
  /** Matters that were raised and not resolved. */
  readonly open: readonly string[];
  /** Whether one was upheld with a consequence that ends a case. */
  readonly doomed: boolean;
  /** The case it was opened on. */
  readonly before: CaseId | null;
}

/** What is known of a notice. */
export interface Shown {
  readonly kind: string;
  /** Cases it lists, with what it showed of them when it was posted. */
  readonly cases: Readonly<Record<CaseId, string | null>>;
  readonly over: 'whole' | 'short' | 'down' | null;
}

/** What is known of a sitting. */
export interface Sat {
  readonly cases: readonly CaseId[];
  /** Cases on which enough ballots were cast, and enough of them for yes. */
  readonly passed: readonly CaseId[];
  readonly signed: boolean;
}

export interface Witness {
  readonly applications: Readonly<Record<CaseId, Known>>;
  readonly notices: Readonly<Record<CaseId, Shown>>;
  readonly sittings: Readonly<Record<CaseId, Sat>>;
}

export const nothingKnown: Witness = { applications: {}, notices: {}, sittings: {} };

/** Something a case took. */
export interface Happening {
  readonly case: CaseId;
  readonly lifecycle: LifecycleName;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly person: string | null;
  readonly ballots?: Ballots | null | undefined;
  readonly page?: Page | undefined;
  readonly now: Instant;
}

const unknown: Known = { content: null, recommended: null, open: [], doomed: false, before: null };

export function observe(witness: Witness, what: Happening): Witness {
  switch (what.lifecycle) {
    case 'application': {
      const known = ofApplication(witness, what);
      return { ...witness, applications: { ...witness.applications, [what.case]: known } };
    }
    case 'notice': {
      const shown = ofNotice(witness, what);
      return shown ? { ...witness, notices: { ...witness.notices, [what.case]: shown } } : witness;
    }
    case 'meeting': {
      const sat = ofSitting(witness.sittings[what.case], what);
      return sat ? { ...witness, sittings: { ...witness.sittings, [what.case]: sat } } : witness;
    }
    default:
      return witness;
  }
}

function ofApplication({ applications }: Witness, { case: id, type, data }: Happening): Known {
  const known = applications[id] ?? unknown;
  const matter = data.matter as string;
  switch (type) {
    case 'open': {
      const before = (data.reopens as CaseId | undefined) ?? null;
      return before === null ? unknown : { ...unknown, ...applications[before], open: [], doomed: false, before };
    }
    case 'submit':
    case 'resubmit':
    case 'supplement':
      return { ...known, content: data.content as string };
    case 'recommend':
      return { ...known, recommended: known.content };
    case 'object':
    case 'complain':
      return { ...known, open: [...known.open, matter].sort() };
    case 'resolveObjection':
    case 'resolveComplaint': {
      const fatal = data.outcome === 'upheld' && data.consequence !== 'return';
      return { ...known, open: known.open.filter((one) => one !== matter), doomed: known.doomed || fatal };
    }
    default:
      return known;
  }
}

function ofNotice({ notices, applications }: Witness, what: Happening): Shown | null {
  const { case: id, type, data, page } = what;
  if (type === 'open') {
    const cases = Object.fromEntries((data.cases as CaseId[]).map((one) => [one, null]));
    return { kind: data.kind as string, cases, over: null };
  }
  const shown = notices[id];
  if (!shown) return null;
  switch (type) {
    case 'post': {
      const cases = Object.keys(shown.cases).map((one) => [one, applications[one]?.content ?? null]);
      return { ...shown, cases: Object.fromEntries(cases) };
    }
    case 'delist': {
      const { [data.case as CaseId]: _gone, ...cases } = shown.cases;
      return { ...shown, cases };
    }
    case 'takeDown':
    case 'discard':
      return { ...shown, over: 'down' };
    case 'conclude':
      return { ...shown, over: page && wholeDays(page, what.now) >= PUBLICITY_DAYS ? 'whole' : 'short' };
    default:
      return shown;
  }
}

function ofSitting(sat: Sat | undefined, { type, data, ballots, person }: Happening): Sat | null {
  if (type === 'open') return { cases: data.cases as CaseId[], passed: [], signed: false };
  if (!sat) return null;
  if (type === 'closeVoting') {
    const votes = Object.entries(ballots?.counts ?? {});
    const passed = votes.filter(([, { yes, no, abstain }]) => isPassed(yes, yes + no + abstain));
    return { ...sat, passed: passed.map(([id]) => id) };
  }
  if (type !== 'signMinutes') return sat;
  const seat = pool.members.find((member) => member.person === person)?.seat;
  return { ...sat, signed: sat.signed || seat === 'chair' || seat === 'viceChair' };
}

/** Noons at which the page was looked at and was there, with the posting. */
export function goodLooks({ postedAt, missed }: Page, now: Instant): Instant[] {
  const looks: Instant[] = [];
  for (let at = postedAt; at <= now; at += DAY_MS) if (!missed.includes(at)) looks.push(at);
  return looks;
}

/** Two noons may be missed between good looks without a day being lost: none; a day and a half without one is a gap. */
export function gapsOf(page: Page, now: Instant): { from: Instant; to: Instant }[] {
  const good = goodLooks(page, now);
  return good.slice(1).flatMap((to, index) => {
    const from = good[index] ?? to;
    return to - from > 1.5 * DAY_MS ? [{ from, to }] : [];
  });
}

/** Days after the posting on which no gap lies, each over when the page was last seen. */
export function wholeDays(page: Page, now: Instant): number {
  const gaps = gapsOf(page, now);
  const until = dateOf(goodLooks(page, now).at(-1) ?? page.postedAt);
  let days = 0;
  for (let day = addDays(dateOf(page.postedAt), 1); day < until; day = addDays(day, 1)) {
    if (!gaps.some(({ from, to }) => dateOf(from) <= day && day <= dateOf(to - 1))) days += 1;
  }
  return days;
}

/** Why a certificate must not be given to a case; null where it may. */
export function wrongWith(witness: Witness, id: CaseId): string | null {
  const known = witness.applications[id] ?? unknown;
  const earlier = known.before ?? id;
  if (known.open.length > 0) return 'a matter is open';
  if (known.doomed) return 'a matter was upheld';
  if (!wasShown(witness, 'internal', { case: earlier, content: known.recommended }))
    return 'what was recommended was not shown by its unit for the whole length';
  if (!wasShown(witness, 'policy', { case: earlier, content: known.content }))
    return 'it was not shown after the policy review for the whole length';
  if (!wasShown(witness, 'result', { case: id, content: known.content }))
    return 'its result was not shown for the whole length';
  return wasPassed(witness, id) ? null : 'no sitting with quorum and signed minutes passed it';
}

function wasShown({ notices }: Witness, kind: string, of: { case: CaseId; content: string | null }): boolean {
  return Object.values(notices).some(
    (notice) => notice.kind === kind && notice.over === 'whole' && notice.cases[of.case] === of.content,
  );
}

function wasPassed({ sittings }: Witness, id: CaseId): boolean {
  return Object.values(sittings).some(({ passed, signed }) => signed && passed.includes(id));
}

/** Two thirds of the committee voted, and two thirds of them for it (domain §2.4). */
function isPassed(yes: number, cast: number): boolean {
  return 3 * cast >= 2 * SIZE && 3 * yes >= 2 * cast;
}
