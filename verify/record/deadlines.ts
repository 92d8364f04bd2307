import type { Report } from '../findings.ts';
import { sameJson } from '../hashing.ts';
import {
  armsOf,
  type CaseFile,
  type DeadlineRow,
  disarmsOf,
  dueCause,
  type EventRow,
  type RecordedArm,
} from '../rows.ts';

/**
 * Deadlines and events tell one story (design D2, D6): every arm has its row and every row its arm; what was fired or
 * disarmed is named by exactly one later event; nothing fired before it was due, and nothing that was due was passed over.
 */
export function checkDeadlines(file: CaseFile, { grace, report }: { grace: number; report: Report }): void {
  const rows = new Map(file.deadlines.map((row) => [keyOf(row.name, row.armed_seq), row]));
  const story: Story = { rows, armed: new Set(), named: new Map(), live: new Map(), grace, report };
  let before: EventRow | undefined;
  for (const event of file.events) {
    checkFired(story, event, before);
    checkDisarms(story, event);
    checkPassedOver(story, event);
    checkArms(story, event);
    before = event;
  }
  for (const row of file.deadlines) checkRow(story, row);
  if (file.row !== null && file.row.ended !== null) checkEnded(file, report);
}

interface Story {
  readonly rows: ReadonlyMap<string, DeadlineRow>;
  /** Rows an event armed. */
  readonly armed: Set<string>;
  /** Rows an event fired or disarmed, with its sequence number. */
  readonly named: Map<string, number>;
  /** By name, what the events so far leave armed. */
  readonly live: Map<string, { readonly arm: RecordedArm; readonly seq: number }>;
  readonly grace: number;
  readonly report: Report;
}

const keyOf = (name: string, armedSeq: number) => `${name}:${armedSeq}`;

function checkFired(story: Story, event: EventRow, before: EventRow | undefined): void {
  const due = dueCause(event);
  const { seq } = event;
  const byClock = event.role === 'clock' && event.type !== 'deadlinesRecomputed';
  if ((due !== null) !== byClock) story.report('firedWithoutRow', seq, `role ${event.role}, cause ${event.cause}`);
  if (due === null) return;
  const key = keyOf(due.name, due.armedSeq);
  const row = story.rows.get(key);
  if (row === undefined || row.status !== 'fired' || row.settled_seq !== seq || event.type !== due.name) {
    story.report('firedWithoutRow', seq, `${event.type} by ${key}, whose row is ${said(row)}`);
  }
  name(story, key, seq);
  const arm = story.live.get(due.name);
  if (arm?.arm.provisional) story.report('firedProvisional', seq, `${key} was provisional`);
  if (arm?.seq === due.armedSeq) story.live.delete(due.name);
  if (row !== undefined) checkInstant(story, { event, row, before });
}

/** A deadline counts at its own instant, or later where its case already stood later; it fires when the grace is over. */
function checkInstant(
  { report, grace }: Story,
  { event, row, before }: { event: EventRow; row: DeadlineRow; before: EventRow | undefined },
): void {
  const { seq, at, recorded } = event;
  const due = row.due_at;
  if (at < due || recorded < due + grace) {
    report('firedEarly', seq, `${row.name} is due ${due}, at ${at}, recorded ${recorded}, grace ${grace}`);
  }
  const expected = Math.max(due, before?.at ?? due);
  if (at !== expected) report('firedAtWrongInstant', seq, `${row.name} counts at ${at}, expected ${expected}`);
}

function checkDisarms(story: Story, event: EventRow): void {
  for (const { name: deadline, armedSeq } of disarmsOf(event) ?? []) {
    const key = keyOf(deadline, armedSeq);
    const row = story.rows.get(key);
    if (row === undefined || row.status !== 'disarmed' || row.settled_seq !== event.seq || armedSeq >= event.seq) {
      story.report('disarmWithoutRow', event.seq, `${key}, whose row is ${said(row)}`);
    }
    name(story, key, event.seq);
    if (story.live.get(deadline)?.seq === armedSeq) story.live.delete(deadline);
  }
}

function name(story: Story, key: string, seq: number): void {
  const earlier = story.named.get(key);
  if (earlier !== undefined) story.report('namedTwice', seq, `${key} was named by event ${earlier} already`);
  story.named.set(key, seq);
}

/**
 * What is armed and due fires first, in the order of the instants; until its grace is over, the case takes no command
 * (design D6). A recomputation may come late: it is what decides when the others are due.
 */
function checkPassedOver({ rows, live, report }: Story, event: EventRow): void {
  if (event.type === 'deadlinesRecomputed') return;
  const due = dueCause(event);
  const fired = due === null ? undefined : rows.get(keyOf(due.name, due.armedSeq));
  const through = due === null ? event.received : (fired?.due_at ?? event.received) - 1;
  for (const [deadline, { arm }] of live) {
    if (arm.provisional || arm.dueAt > through) continue;
    report('deadlinePassedOver', event.seq, `${deadline} was due ${arm.dueAt}, received ${event.received}`);
  }
}

function checkArms(story: Story, event: EventRow): void {
  const { seq } = event;
  for (const arm of armsOf(event) ?? []) {
    const key = keyOf(arm.name, seq);
    const row = story.rows.get(key);
    if (row === undefined) story.report('armWithoutRow', seq, key);
    else {
      const different = differences(arm, row, event);
      if (different.length > 0) story.report('rowUnlikeArm', seq, `${key}: ${different.join(', ')}`);
    }
    const live = story.live.get(arm.name);
    if (live !== undefined) story.report('armedTwice', seq, `${key} beside ${keyOf(arm.name, live.seq)}`);
    if (story.armed.has(key)) story.report('armedTwice', seq, `${key} twice in one event`);
    story.armed.add(key);
    story.live.set(arm.name, { arm, seq });
  }
}

function differences(arm: RecordedArm, row: DeadlineRow, event: EventRow): string[] {
  const live = row.status === 'armed' || row.status === 'provisional';
  const pairs: Record<string, boolean> = {
    anchor: arm.anchor === row.anchor,
    due_at: arm.dueAt === row.due_at,
    rule: sameJson(arm.rule, row.rule),
    programme_version: event.programme_version === row.programme_version,
    calendar_version: event.calendar_version === row.calendar_version,
    status: !live || (row.status === 'provisional') === arm.provisional,
  };
  return Object.keys(pairs).filter((column) => !pairs[column]);
}

function checkRow({ armed, named, report }: Story, row: DeadlineRow): void {
  const key = keyOf(row.name, row.armed_seq);
  const settled = row.status === 'fired' || row.status === 'disarmed';
  if (!armed.has(key)) report('rowWithoutArm', row.armed_seq, `${key} is ${said(row)}`);
  if (settled && !named.has(key)) report('settledWithoutEvent', row.settled_seq, `${key} is ${said(row)}`);
}

/** An ended case waits for nothing (reliability I6). */
function checkEnded({ deadlines, row }: CaseFile, report: Report): void {
  for (const { name: deadline, armed_seq, status } of deadlines) {
    if (status !== 'armed' && status !== 'provisional') continue;
    report('liveAfterEnd', armed_seq, `${deadline} is ${status}, the case ended ${row?.ended}`);
  }
}

function said(row: DeadlineRow | undefined): string {
  return row === undefined ? 'missing' : `${row.status}${row.settled_seq === null ? '' : ` by ${row.settled_seq}`}`;
}
