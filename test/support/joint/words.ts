/** A way in words: who did what to which case, what a case told another, what rang, what was seen. */
import type { LifecycleName } from '../../../machines/lifecycle.ts';
import { deadlineWords } from '../../../machines/words/deadlines.ts';
import { lifecycleWords } from '../../../machines/words/lifecycles.ts';
import type { Joint } from './joint.ts';
import type { Move } from './move.ts';
import { daysBetween, nameOf, start } from './place.ts';

export function wordsOf(joint: Joint, move: Move): string {
  const day = `day ${daysBetween(start, joint.now) + 1}`;
  switch (move.kind) {
    case 'sent': {
      const { to, lifecycle, type, by, note } = move.attempt;
      const who = by.role === 'system' ? 'the observer' : by.role;
      return `${day} · ${nameOf(to)}: ${eventWords(lifecycle, type)}${note ? ` (${note})` : ''} · ${who}`;
    }
    case 'delivered': {
      const { from, to, lifecycle, event } = joint.outbox[move.index]!;
      return `${day} · ${nameOf(from)} tells ${nameOf(to)}: ${eventWords(lifecycle, event)}`;
    }
    case 'due':
      return `${day} · ${nameOf(move.case)}: ⏰ ${deadlineWords[move.deadline].en}`;
    case 'night':
      return `${day} · a night passes${move.missed.map((id) => `; the page of ${nameOf(id)} is not there`).join('')}`;
    default:
      return move satisfies never;
  }
}

function eventWords(lifecycle: LifecycleName, type: string): string {
  return lifecycleWords[lifecycle].events[type]?.en ?? type;
}
