import type { Verdict } from '../lifecycle.ts';
import { all, blocker, way } from '../verdict.ts';
import type { ApplicationContext, Matter } from './context.ts';
import type { ApplicationEvent } from './events.ts';

/** Guards of objections and complaints: matters that are open or closed, beside the stages (design D2). */

type Opening = Extract<ApplicationEvent, { type: 'object' | 'complain' }>;
type Resolving = Extract<ApplicationEvent, { type: 'resolveObjection' | 'resolveComplaint' }>;

const MOST_OPEN = 20;

const openable = (context: ApplicationContext, { data }: Opening): Verdict => {
  const shown: Verdict = context.shown ? [] : [blocker('NOT_PUBLISHED', { clause: '令40 第16条' })];
  const room: Verdict =
    context.openMatters.length < MOST_OPEN ? [] : [blocker('MATTERS_TOO_MANY', { clause: '令40 第16条' })];
  if (data === undefined) return all(shown, room, 'unknown');
  const known = context.openMatters.some(({ id }) => id === data.matter);
  return all(shown, room, known ? [blocker('MATTER_KNOWN', { clause: '令40 第16条' })] : []);
};

function matterOf(context: ApplicationContext, { type, data }: Resolving): Matter | undefined {
  const kind = type === 'resolveObjection' ? 'objection' : 'complaint';
  return context.openMatters.find((matter) => matter.id === data?.matter && matter.kind === kind);
}

function known(context: ApplicationContext, event: Resolving): Verdict {
  return matterOf(context, event) ? [] : [blocker('MATTER_UNKNOWN', { clause: '令40 第16条' })];
}

/** Dismissed; `last`: whether nothing stays open after it, `null` where that makes no difference. */
const dismissed = (context: ApplicationContext, event: Resolving, { last }: { last: boolean | null }): Verdict => {
  const rest = context.openMatters.filter(({ id }) => id !== event.data?.matter).length;
  if (event.data === undefined) return last === true ? 'elsewhere' : 'unknown';
  const branch = way(event.data.outcome === 'dismissed' && (last === null || (rest === 0) === last));
  return all(branch, known(context, event));
};

/** Upheld within a publicity, with the consequence it has there. */
const upheld = (
  context: ApplicationContext,
  event: Resolving,
  { consequence }: { consequence: 'return' | 'decline' | 'reject' | 'disqualify' },
): Verdict => {
  if (event.data === undefined) return 'elsewhere';
  return all(way(event.data.outcome === 'upheld' && event.data.consequence === consequence), known(context, event));
};

/** A51: outside a publicity a matter can be dismissed; what is true is acted on by the holder. */
const dismissible = (context: ApplicationContext, event: Resolving): Verdict => {
  if (event.data === undefined) return context.openMatters.length > 0 ? 'unknown' : known(context, event);
  if (event.data.outcome === 'dismissed') return known(context, event);
  return [blocker('UPHELD_OUTSIDE_PUBLICITY', { clause: '令40 第16条' })];
};

/** A53: fraud must not be escaped by withdrawing. */
const withdrawable = (context: ApplicationContext): Verdict =>
  context.openMatters.some(({ alleges }) => alleges !== 'OTHER')
    ? [blocker('FRAUD_OPEN', { clause: '三(二)', help: 'organiserOfficer' })]
    : [];

export const matterGuards = { openable, dismissed, upheld, dismissible, withdrawable };
