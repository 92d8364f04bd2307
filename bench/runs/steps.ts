import { lifecycleOf } from '../../machines/registry.ts';
import { restore, type Stored, storedOf, unopenedSnapshot } from '../../machines/restore.ts';
import { type StepInput, step } from '../../machines/step.ts';
import { caseFiles } from '../../verify/case-files.ts';
import { inputOf } from '../../verify/fold/occurrence.ts';
import { Rulebook } from '../../verify/fold/rulebook.ts';
import type { EventRow } from '../../verify/rows.ts';
import { onSnapshot } from '../../verify/snapshot.ts';

/** Steps read off a record: what was put to the chart, and the case as its row held it. */
export interface RecordedStep {
  readonly input: StepInput;
  /** The stored snapshot before the event; null before `open`, which is never stored. */
  readonly stored: string | null;
}

/** Every event of the record but those of amendments, which no chart answers. @throws Error where one is refused now. */
export async function recordedSteps(url: string): Promise<RecordedStep[]> {
  return onSnapshot(url, async (db) => {
    const rulebook = await Rulebook.load(db);
    const steps: RecordedStep[] = [];
    for await (const { events } of caseFiles(db)) steps.push(...stepsOf(events, rulebook));
    return steps;
  });
}

function stepsOf(events: readonly EventRow[], rulebook: Rulebook): RecordedStep[] {
  const [first] = events;
  if (!first) return [];
  const lifecycle = lifecycleOf(first.lifecycle, first.lifecycle_version);
  let snapshot = unopenedSnapshot(lifecycle);
  const steps: RecordedStep[] = [];
  for (const event of events) {
    const rules = rulebook.rules({
      programme: event.programme,
      programmeVersion: event.programme_version,
      calendarVersion: event.calendar_version,
    });
    const input = inputOf(event, { lifecycle, snapshot, live: new Map(), rules });
    if (event.type === 'deadlinesRecomputed') continue;
    const moved = step(input);
    if (moved.outcome === 'refused') throw new Error(`${event.case_id} #${event.seq}: ${moved.code}`);
    steps.push({ input, stored: event.seq === 1 ? null : JSON.stringify(storedOf(snapshot)) });
    snapshot = moved.snapshot;
  }
  return steps;
}

/** µs of CPU a step, of one round over all steps. */
export interface StepRound {
  readonly alone: number;
  /** From the stored text to the stored text: parse, restore, step, serialise. */
  readonly whole: number;
}

export function measureSteps(steps: readonly RecordedStep[], rounds: number): StepRound[] {
  const alone = () => {
    for (const { input } of steps) step(input);
  };
  const whole = () => {
    for (const one of steps) stepFromText(one);
  };
  return Array.from({ length: rounds + 1 }, (_, round) => {
    const order = round % 2 === 0 ? ([alone, whole] as const) : ([whole, alone] as const);
    const cpu = new Map(order.map((work) => [work, cpuOf(work) / steps.length]));
    return { alone: cpu.get(alone) ?? 0, whole: cpu.get(whole) ?? 0 };
  }).slice(1);
}

function stepFromText({ input, stored }: RecordedStep): string {
  const { lifecycle } = input;
  const snapshot = stored === null ? unopenedSnapshot(lifecycle) : restore(lifecycle, JSON.parse(stored) as Stored);
  const moved = step({ ...input, snapshot });
  if (moved.outcome === 'refused') throw new Error(moved.code);
  return JSON.stringify(storedOf(moved.snapshot));
}

function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
