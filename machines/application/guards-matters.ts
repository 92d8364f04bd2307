import { breachNamed, noBreach } from '../breach.ts';
import type { Verdict } from '../lifecycle.ts';
import type { Breach } from '../programme-rules.ts';
import { all, blocker, way } from '../verdict.ts';
import type { ApplicationContext } from './context.ts';
import type { ApplicationEvent } from './events.ts';

/** Guards of objections and complaints: matters that are open or closed, beside the stages (design D2). */

type Opening = Extract<ApplicationEvent, { type: 'object' | 'complain' }>;
type Resolving = Extract<ApplicationEvent, { type: 'resolveObjection' | 'resolveComplaint' }>;
type Consequence = NonNullable<NonNullable<Resolving['data']>['consequence']>;

const MOST_OPEN = 20;

/** A number is used once: what was answered under it stays answered, and its case takes nothing more. */
const openable = (context: ApplicationContext, { data, ride }: Opening): Verdict => {
  const shown: Verdict = context.shown ? [] : [blocker('NOT_PUBLISHED', { clause: '令40 第16条' })];
  const room: Verdict =
    context.openMatters.length < MOST_OPEN ? [] : [blocker('MATTERS_TOO_MANY', { clause: '令40 第16条' })];
  if (data === undefined) return all(shown, room, 'unknown');
  const known = ride.facts.matter?.raised === true || context.openMatters.some(({ id }) => id === data.matter);
  return all(shown, room, known ? [blocker('MATTER_KNOWN', { clause: '令40 第16条' })] : []);
};

/** Whether the matter is open; while none is named, whether any of its kind is. */
function known(context: ApplicationContext, event: Resolving): Verdict {
  return all(notAbout(context, event), isOpen(context, event));
}

/** Nobody decides on what is said of himself; whoever acts for somebody counts as both (design D8). */
function notAbout({ route }: ApplicationContext, { ride: { actor } }: Resolving): Verdict {
  if (![actor.person, actor.onBehalfOf].includes(route.applicant)) return [];
  return [blocker('SAME_PERSON', { clause: '令40 第16条', params: { act: 'resolve', than: 'applicant' } })];
}

function isOpen(context: ApplicationContext, { type, data }: Resolving): Verdict {
  const kind = type === 'resolveObjection' ? 'objection' : 'complaint';
  const candidates = context.openMatters.filter((matter) => matter.kind === kind);
  if (candidates.some(({ id }) => data === undefined || id === data.matter)) return data === undefined ? 'unknown' : [];
  return [blocker('MATTER_UNKNOWN', { clause: '令40 第16条' })];
}

/**
 * Dismissed; `last`: whether nothing stays open after it, `null` where that makes no difference. It answers, too, for a
 * matter upheld with a consequence that this publicity does not have (`possible`).
 */
const dismissed = (
  context: ApplicationContext,
  event: Resolving,
  { last, possible }: { last: boolean | null; possible: readonly Consequence[] },
): Verdict => {
  if (event.data === undefined) return last === true ? 'elsewhere' : known(context, event);
  const { outcome, consequence, matter } = event.data;
  const rest = context.openMatters.filter(({ id }) => id !== matter).length;
  if (last !== null && (rest === 0) !== last) return 'elsewhere';
  if (outcome === 'dismissed') return known(context, event);
  if (consequence !== undefined && possible.includes(consequence)) return 'elsewhere';
  return all(known(context, event), [
    blocker('NO_SUCH_CONSEQUENCE', { clause: '令40 第16条', params: { possible: possible.join(' ') } }),
  ]);
};

/** Upheld within a publicity, with the consequence it has there. */
const upheld = (
  context: ApplicationContext,
  event: Resolving,
  { consequence }: { consequence: Consequence },
): Verdict => {
  if (event.data === undefined) return 'elsewhere';
  const breach: Verdict = consequence === 'disqualify' && breachUpheld(context, event) === null ? [noBreach] : [];
  return all(
    way(event.data.outcome === 'upheld' && event.data.consequence === consequence),
    known(context, event),
    breach,
  );
};

/** The breach that an upheld matter establishes: what the decision's reason names, else what was alleged. */
export function breachUpheld({ openMatters }: ApplicationContext, { data, ride }: Resolving): Breach | null {
  const alleged = openMatters.find(({ id }) => id === data?.matter)?.alleges;
  const named = alleged === 'FRAUD' ? 'FRAUD' : alleged === 'MISCONDUCT' ? 'ACADEMIC_MISCONDUCT' : null;
  return breachNamed(ride) ?? named;
}

/** A51: outside a publicity a matter can be dismissed; what is true is acted on by the holder. */
const dismissible = (context: ApplicationContext, event: Resolving): Verdict => {
  if (event.data === undefined || event.data.outcome === 'dismissed') return known(context, event);
  return all(known(context, event), [blocker('UPHELD_OUTSIDE_PUBLICITY', { clause: '令40 第16条' })]);
};

/** A53: fraud must not be escaped by withdrawing. */
const withdrawable = (context: ApplicationContext): Verdict =>
  context.openMatters.some(({ alleges }) => alleges !== 'OTHER')
    ? [blocker('FRAUD_OPEN', { clause: '三(二)', help: 'organiserOfficer' })]
    : [];

export const matterGuards = { openable, dismissed, upheld, dismissible, withdrawable };
