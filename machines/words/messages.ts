import { deadlines } from '../deadlines.ts';
import type { LifecycleName } from '../lifecycle.ts';
import type { Text } from '../programme-entries.ts';
import { currentLifecycle } from '../registry.ts';
import { deadlineWords } from './deadlines.ts';
import { lifecycleWords } from './lifecycles.ts';

/** Messages about more than one event of the case they belong to. */
export const messageWords = {
  casesUndecided: { zh: '待决定的跨年度案件', en: 'cases of the last year to be decided on' },
  deadlinesAhead: { zh: '即将到期的事项', en: 'what falls due soon' },
  noticePosted: { zh: '您已列入公示', en: 'you are shown in a notice of publicity' },
  noticeTakenDown: { zh: '列有您的公示已撤下', en: 'the notice that showed you was taken down' },
  overdue: { zh: '报表逾期未报', en: 'a form is overdue' },
} as const satisfies Readonly<Record<string, Text>>;

/**
 * What a message of the inbox is about: one of ours, a deadline that came, or an event that happened, told in the past tense.
 * Undefined for what no current lifecycle tells.
 */
export function aboutWords(of: { lifecycle: LifecycleName | null; about: string }): Text | undefined {
  const { lifecycle, about } = of;
  if (isOurs(about)) return messageWords[about];
  const deadline = deadlines.find((name) => name === about);
  if (deadline !== undefined) return deadlineWords[deadline];
  if (lifecycle === null) return undefined;
  const { events } = currentLifecycle(lifecycle);
  const told = Object.keys(events).find((name) => events[name]?.past === about);
  return told === undefined ? undefined : lifecycleWords[lifecycle].events[told];
}

function isOurs(about: string): about is keyof typeof messageWords {
  return Object.hasOwn(messageWords, about);
}
