import type { Report } from '../findings.ts';
import { eventHash, FIRST_PREVIOUS } from '../hashing.ts';
import { armsOf, type CaseFile, disarmsOf, type EventRow, effectsOf } from '../rows.ts';

/** The history of a case as a chain (design D7): gapless, never falling, every row hashed to the one before. */
export function checkChain({ events }: CaseFile, report: Report): void {
  let before: EventRow | undefined;
  for (const event of events) {
    checkOrder(event, before, report);
    checkHash(event, before, report);
    checkShape(event, report);
    before = event;
  }
}

function checkOrder(event: EventRow, before: EventRow | undefined, report: Report): void {
  const { seq } = event;
  const expected = (before?.seq ?? 0) + 1;
  if (seq !== expected) report('sequenceBroken', seq, `follows ${before?.seq ?? 'nothing'}, expected ${expected}`);
  if (event.received > event.recorded) {
    report('receivedAfterRecorded', seq, `received ${event.received}, recorded ${event.recorded}`);
  }
  if (wasWrittenAgain(event)) report('rowRewritten', seq, `written by ${event.written_by}, not by ${event.tx}`);
  const { at, received } = event;
  const expectedAt = Math.max(received, before?.at ?? received);
  // A deadline's instants are compared with its row's.
  if (event.role !== 'clock' && at !== expectedAt) report('atNotAsReceived', seq, `at ${at}, expected ${expectedAt}`);
  if (before === undefined) return;
  if (event.at < before.at) report('atFell', seq, `from ${before.at} to ${event.at}`);
  if (event.recorded < before.recorded) report('recordedFell', seq, `from ${before.recorded} to ${event.recorded}`);
  if (BigInt(event.tx) < BigInt(before.tx)) report('transactionFell', seq, `from ${before.tx} to ${event.tx}`);
}

/** An event is inserted once and never updated, so the row still bears the transaction it names. */
function wasWrittenAgain({ tx, written_by }: EventRow): boolean {
  return (BigInt(tx) & 0xffff_ffffn).toString() !== written_by;
}

function checkHash(event: EventRow, before: EventRow | undefined, report: Report): void {
  const previous = before?.hash ?? FIRST_PREVIOUS;
  if (!event.prev.equals(previous)) {
    report('chainBroken', event.seq, `prev ${event.prev.toString('hex')}, expected ${previous.toString('hex')}`);
  }
  try {
    const hash = eventHash(event);
    if (!event.hash.equals(hash)) {
      report('hashWrong', event.seq, `stored ${event.hash.toString('hex')}, recomputed ${hash.toString('hex')}`);
    }
  } catch (error) {
    report('rowUnreadable', event.seq, error instanceof Error ? error.message : String(error));
  }
}

function checkShape(event: EventRow, report: Report): void {
  const broken = Object.entries({ arms: armsOf, disarms: disarmsOf, effects: effectsOf })
    .filter(([, read]) => read(event) === null)
    .map(([column]) => column);
  if (broken.length > 0) report('rowUnreadable', event.seq, `${broken.join(', ')} without the shape it must have`);
}
