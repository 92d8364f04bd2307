import { type Deadline, deadlines } from '../machines/deadlines.ts';
import { dueBy } from '../store/claims.ts';
import type { Door, DueCommand } from '../store/command.ts';
import { claimFreeDeadlines, claimUntouchedDeadlines, type DueDeadline } from '../store/deadlines.ts';
import { advanceEach, type OnError, toId, type Work } from './work.ts';

/** Deadlines that have come go through the door, which alone decides whether they fire (design D4, D6). */
export function deadlineWork({ door, onError }: { door: Door; onError: OnError }): Work {
  return {
    kind: 'deadlines',
    isWaiting: (glance) => glance.nextUntouched !== null && glance.nextUntouched <= dueBy(glance),
    claimUntouched: async (tx, clock) => (await claimUntouchedDeadlines(tx, clock)).map(idOf),
    claimFree: async (tx, clock) => (await claimFreeDeadlines(tx, clock)).map(idOf),
    handle: async (ids) => {
      await advanceEach(door, commandsOf(ids), onError);
    },
  };
}

function idOf({ case: id, name, armedSeq }: DueDeadline): string {
  return toId([id, armedSeq, name]);
}

/** One command a case: the door fires all that is due there, in the order of the instants. */
function commandsOf(ids: readonly string[]): DueCommand[] {
  const first = new Map<string, DueCommand>();
  for (const id of ids) {
    const [caseId, , name] = id.split('/');
    if (caseId === undefined || !isDeadline(name)) throw new Error(`${id} names no deadline`);
    if (!first.has(caseId)) first.set(caseId, { kind: 'due', case: caseId, deadline: name });
  }
  return [...first.values()];
}

function isDeadline(name: string | undefined): name is Deadline {
  return (deadlines as readonly (string | undefined)[]).includes(name);
}
