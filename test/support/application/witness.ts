/**
 * An independent record of a case, built only from what was sent, what was armed and disarmed, what was written to the
 * registers and what time brought about – never from the chart's context, which it is there to contradict.
 */
import type { Publicity } from '../../../machines/application/context.ts';
import type { Deadline } from '../../../machines/deadlines.ts';
import type { Effect } from '../../../machines/lifecycle.ts';
import type { Moved } from '../../../machines/step.ts';
import type { Attempt } from './attempt.ts';

export interface Witness {
  /** What the applicant handed in last. */
  readonly content: string | null;
  /** What each publicity that runs now shows. */
  readonly showing: Readonly<Record<Publicity, string | null>>;
  /** What was shown for a whole publicity, sorted. */
  readonly whole: Readonly<Record<Publicity, readonly string[]>>;
  /** Matters that were opened and not resolved, sorted by id. */
  readonly open: readonly { readonly id: string; readonly alleges: string }[];
  /** What the unit recommended last. */
  readonly recommended: string | null;
  /** How many departments have pushed since. */
  readonly level: number;
  /** Where the case was returned from. */
  readonly returned: string | null;
  /** Where it stood at its cut-off, with the level of the department. */
  readonly cutAt: string | null;
  /** The first half of an extension: everyone whose hand it was, and what was proposed. */
  readonly proposed: { readonly hands: readonly string[]; readonly payload: string } | null;
  /** Everyone who checked the material. */
  readonly reviewers: readonly string[];
  /** The sitting that has it under review. */
  readonly sitting: string | null;
  readonly supplements: number;
  readonly slot: 'none' | 'taken' | 'kept' | 'freed';
  readonly vacancy: 'none' | 'reserved' | 'released';
  /** The breach for which the applicant was barred, and that was entered into the integrity archive. */
  readonly barred: string | null;
  readonly entered: string | null;
  readonly armed: readonly Deadline[];
}

export const nothingKnown: Witness = {
  content: null,
  showing: { internal: null, policy: null, result: null },
  whole: { internal: [], policy: [], result: [] },
  open: [],
  recommended: null,
  level: 0,
  returned: null,
  cutAt: null,
  proposed: null,
  reviewers: [],
  sitting: null,
  supplements: 0,
  slot: 'none',
  vacancy: 'none',
  barred: null,
  entered: null,
  armed: [],
};

export type Cause =
  | { readonly kind: 'command'; readonly attempt: Attempt }
  | { readonly kind: 'due'; readonly deadline: Deadline };

/** A move as anybody outside the chart could see it. */
export interface Seen {
  readonly cause: Cause;
  /** Where the case stood before and stands now. */
  readonly from: string;
  readonly to: string;
  readonly result: Moved;
}

const publicityOf: Partial<Record<Deadline, Publicity>> = {
  internalPublicityEnd: 'internal',
  policyPublicityEnd: 'policy',
  resultPublicityEnd: 'result',
};

/** The record after a move. */
export function observe(before: Witness, seen: Seen): Witness {
  const told = seen.cause.kind === 'command' ? hear(before, seen.cause.attempt, seen) : rung(before, seen);
  const armed = fold(before, seen);
  const open = seen.result.snapshot.status === 'done' ? [] : told.open;
  return { ...told, open, armed, showing: showing(told, armed, seen), ...registers(told, seen.result.effects) };
}

function fold({ armed }: Witness, { cause, result }: Seen): Deadline[] {
  const fired = cause.kind === 'due' ? [cause.deadline] : [];
  const gone = new Set([...result.disarms, ...fired]);
  return [...new Set([...armed.filter((name) => !gone.has(name)), ...result.arms.map(({ name }) => name)])].sort();
}

function showing(told: Witness, armed: readonly Deadline[], { result }: Seen): Witness['showing'] {
  const now = { ...told.showing };
  for (const [name, publicity] of Object.entries(publicityOf) as [Deadline, Publicity][]) {
    if (!armed.includes(name)) now[publicity] = null;
    else if (result.arms.some((arm) => arm.name === name)) now[publicity] = told.content;
  }
  return now;
}

function rung(before: Witness, { cause, from }: Seen): Witness {
  if (cause.kind !== 'due') return before;
  if (cause.deadline === 'intakeCutoff' && from.startsWith('beforeIntake')) {
    return { ...before, cutAt: `${from} ${before.level}`, proposed: null };
  }
  const publicity = publicityOf[cause.deadline];
  const shown = publicity && before.showing[publicity];
  if (!shown) return before;
  const whole = [...new Set([...before.whole[publicity], shown])].sort();
  return { ...before, whole: { ...before.whole, [publicity]: whole } };
}

function hear(before: Witness, attempt: Attempt, { from, to }: Seen): Witness {
  const data = attempt.data as { content?: string; matter?: string; alleges?: string };
  const hands = handsOf(attempt);
  switch (attempt.type) {
    case 'submit':
    case 'resubmit':
      return { ...before, content: data.content ?? null, returned: null };
    case 'supplement':
      return { ...before, content: data.content ?? null };
    case 'requestSupplement':
      return { ...before, supplements: before.supplements + 1 };
    case 'object':
    case 'complain': {
      const open = [...before.open, { id: data.matter!, alleges: data.alleges! }];
      return { ...before, open: open.sort((a, b) => (a.id < b.id ? -1 : 1)) };
    }
    case 'resolveObjection':
    case 'resolveComplaint':
      return {
        ...before,
        open: before.open.filter(({ id }) => id !== data.matter),
        returned: isReturn(from, to) ? from : before.returned,
      };
    case 'return':
      return { ...before, returned: from };
    case 'verify':
      return { ...before, reviewers: hands };
    case 'recommend':
      return { ...before, recommended: before.content, level: 0 };
    case 'push':
      return { ...before, level: to.includes('departmentPush') ? before.level + 1 : before.level };
    case 'convene':
      return { ...before, sitting: (attempt.data as { meeting: string }).meeting };
    case 'requeue':
      return { ...before, sitting: null };
    case 'extend':
      return to === from
        ? { ...before, proposed: { hands, payload: payloadOf(attempt) } }
        : { ...before, proposed: null, cutAt: null };
    default:
      return before;
  }
}

/** An upheld objection sends the case to its correction as a return does. */
function isReturn(from: string, to: string): boolean {
  return !from.includes('correction') && to.includes('unitVerification.correction');
}

export function handsOf({ actor }: Attempt): string[] {
  return [actor.person, actor.onBehalfOf].filter((hand) => hand !== null);
}

export function payloadOf({ data, envelope }: Attempt): string {
  return JSON.stringify([data, envelope.reason?.code]);
}

function registers(
  told: Witness,
  effects: readonly Effect[],
): Pick<Witness, 'slot' | 'vacancy' | 'barred' | 'entered'> {
  let { slot, vacancy, barred, entered } = told;
  for (const effect of effects) {
    if (effect.kind !== 'write') continue;
    if (effect.register === 'vacancy') vacancy = afterVacancy[effect.op](vacancy);
    if (effect.register === 'yearSlot') slot = afterSlot[effect.op](slot);
    if (effect.register === 'bar') barred = effect.breach;
    if (effect.register === 'integrity') entered = effect.breach;
  }
  return { slot, vacancy, barred, entered };
}

const afterVacancy = {
  reserve: () => 'reserved',
  /** Releasing what is not held changes nothing. */
  release: (held) => (held === 'none' ? 'none' : 'released'),
} as const satisfies Record<string, (held: Witness['vacancy']) => Witness['vacancy']>;

/** A slot is kept or freed by the case that took it; one that is kept is never freed (domain A05). */
const afterSlot = {
  take: () => 'taken',
  keep: (held) => (held === 'none' ? 'none' : 'kept'),
  free: (held) => (held === 'taken' ? 'freed' : held),
} as const satisfies Record<string, (held: Witness['slot']) => Witness['slot']>;
