import type { Verdict } from '../lifecycle.ts';
import { blocker } from '../verdict.ts';
import type { ApplicationContext, Publicity } from './context.ts';
import type { ApplicationEvent } from './events.ts';

/** Guards of what a notice tells a case: that it shows it, no longer shows it, shows it for longer (domain §2.7). */

type Told<N extends ApplicationEvent['type']> = Extract<ApplicationEvent, { type: N }>;

const differs = (notice: string | null): Verdict => [
  blocker('NOTICE_DIFFERS', { clause: '令40 第16条', params: { notice } }),
];

/** A notice that was posted before the case was corrected does not show what is to be shown now (A42). */
const showsContent = ({ content }: ApplicationContext, { data }: Told<'publish'>): Verdict => {
  if (data === undefined) return 'unknown';
  return data.content === content ? [] : differs(data.notice);
};

/** Only the notice that shows the case there says how long. */
const shownBy = (
  { notices }: ApplicationContext,
  { data }: Told<'prolong' | 'unpublish'>,
  { which }: { which: Publicity },
): Verdict => {
  if (data === undefined) return 'unknown';
  return data.notice === notices[which] ? [] : differs(notices[which]);
};

export const publicityGuards = { showsContent, shownBy };
