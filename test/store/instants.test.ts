import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseInstant } from '../../machines/time.ts';
import { createDoor } from '../../store/advance.ts';
import type { Door } from '../../store/command.ts';
import { caseOf, moved, usualSending } from '../support/case-path.ts';
import { type Office, openOffice, type Sending, sending } from '../support/office.ts';
import { handDrivenClock, type RawClock } from '../support/raw-clock.ts';

/** Three instants, never mixed: *received*, *recorded*, and *at*, which counts (design D6). */

const G = 5_000;
const start = parseInstant('2023-08-02T09:00');

let office: Office;
let door: Door;
let clock: RawClock;
/** The door's monotonic clock when the clock statement is answered, ms. */
const answered = 1_000_000;
beforeAll(async () => {
  office = await openOffice({ kind: 'demonstration', clock: { mode: 'offset', graceMs: G, instant: start } });
  clock = await handDrivenClock(office, start);
  door = createDoor({ pool: office.pool, monotonic: () => answered });
});
afterAll(async () => {
  await door.close();
  await office.close();
});

let people = 0;
const opened = () => office.open(`school-1-a${people++}`);
/** Sends a command whose head came so many ms before the clock was asked, at an instant so many ms after the start. */
async function send(of: Sending, { recorded, elapsed }: { recorded: number; elapsed: number }) {
  await clock.set(start + recorded);
  return door.advance(sending({ ...of, headAt: answered - elapsed }));
}
async function last(id: string) {
  const [row] = await office.query<{ type: string; received: number; recorded: number; at: number }>(
    `select type, (received - $2)::int as received, (recorded - $2)::int as recorded, (at - $2)::int as at
      from events where case_id = $1 order by seq desc limit 1`,
    [id, start],
  );
  return row;
}

describe('a command', () => {
  test.each([
    ['at once', 0, 10_000],
    ['a while after its head came in', 1_234, 8_766],
    ['a fraction of a millisecond after it, in its favour', 0.2, 9_999],
    ['after as long as the grace', G, 5_000],
    ['after longer than the grace, which nobody may claim', G + 1, 5_000],
    ['after a clock that went backwards', -50, 10_000],
  ])('recorded %s is received accordingly, and counts from then', async (_, elapsed, received) => {
    await clock.set(start);
    const id = await opened();
    moved(await send(await usualSending(office, id, 'submit'), { recorded: 10_000, elapsed }));
    expect(await last(id)).toEqual({ type: 'submit', received, recorded: 10_000, at: received });
  });

  test('without a head is received when it is recorded', async () => {
    await clock.set(start + 20_000);
    const id = await opened();
    expect(await last(id)).toEqual({ type: 'open', received: 20_000, recorded: 20_000, at: 20_000 });
  });

  test('counts not before what counted last in its case', async () => {
    await clock.set(start + 30_000);
    const id = await opened();
    moved(await send(await usualSending(office, id, 'submit'), { recorded: 31_000, elapsed: 4_000 }));
    expect(await last(id)).toEqual({ type: 'submit', received: 27_000, recorded: 31_000, at: 30_000 });
  });

  test('is recorded not before what was recorded last in its case, though the clock stepped back', async () => {
    await clock.set(start + 60_000);
    const id = await opened();
    moved(await send(await usualSending(office, id, 'submit'), { recorded: 50_000, elapsed: 100 }));
    expect(await last(id)).toEqual({ type: 'submit', received: 59_900, recorded: 60_000, at: 60_000 });
  });

  test('of another case counts when it is recorded', async () => {
    const system = { role: 'system', person: null, organisation: null, onBehalfOf: null } as const;
    const data = {
      person: 'school-1-a0',
      unit: 'school-1',
      organiser: 'kaili-hrss',
      bureau: 'kaili-hrss',
      committee: 'kaili-teacher',
      claim: { series: 'SERIES_SCHOOL_TEACHER', level: 'INTERMEDIATE', greenChannel: false, scope: 'ORDINARY' },
      confirmedAt: start,
    };
    const id = caseOf('a certificate');
    const open = { case: id, type: 'open', by: system, data, lifecycle: 'certificate', cause: 'cause:x:1:0' } as const;
    moved(await send(open, { recorded: 70_000, elapsed: 3_000 }));
    expect(await last(id)).toEqual({ type: 'open', received: 70_000, recorded: 70_000, at: 70_000 });
  });
});
