import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Deadline } from '../../machines/deadlines.ts';
import { type Instant, parseInstant } from '../../machines/time.ts';
import { createDoor } from '../../store/advance.ts';
import type { Answer, Door } from '../../store/command.ts';
import { act, caseOf, leadAll, moved, openAll, type UsualEvent, usualSending } from '../support/case-path.ts';
import { type Office, openOffice, type Sending, seed, sending } from '../support/office.ts';
import { handDrivenClock, type RawClock } from '../support/raw-clock.ts';

/**
 * The boundary of a deadline on a clock that runs (design D6): what counts is when a command was received; nobody who was in
 * time is overtaken, and whether workers live makes no difference to any history.
 */

const G = 5_000;
const SECOND = 1_000;

/** A command on a case of its own: when its head came in, and when its case was locked and the clock asked, ms after due. */
interface Sent {
  readonly received: number;
  readonly recorded: number;
}
const sends = {
  'in time, by a millisecond': { received: -1, recorded: 3_000 },
  'in time, and recorded as late as can be': { received: -1, recorded: G - 1 },
  'on the instant': { received: 0, recorded: 0 },
  'on the instant, recorded later': { received: 0, recorded: 2_500 },
  'in the last millisecond of the grace': { received: G - 1, recorded: G - 1 },
  'when the grace is over': { received: G, recorded: G },
  'when the grace is over, recorded a little later': { received: G, recorded: G + 300 },
} as const satisfies Record<string, Sent>;
const names = Object.keys(sends) as (keyof typeof sends)[];

/** When workers look, in ms after due; at one instant they may be before a command or after it. */
interface Fleet {
  readonly sweeps: readonly number[];
  readonly first: boolean;
}
const everySecond = (from: number, to: number) =>
  Array.from({ length: (to - from) / SECOND + 1 }, (_, n) => from + n * SECOND);
const fleets: Record<string, Fleet> = {
  'alive, and first where both come at once': { sweeps: everySecond(-2_000, 12_000), first: true },
  'alive, and second where both come at once': { sweeps: everySecond(-2_000, 12_000), first: false },
  'stopped for a minute': { sweeps: [...everySecond(-3_000, -1_000), ...everySecond(60_000, 62_000)], first: true },
  dead: { sweeps: [], first: true },
};

interface Played {
  /** To commands that carry the version their senders saw before the deadline. */
  readonly answers: Record<string, Answer>;
  /** After the senders came back: when they were told to, and with the version they had not seen. */
  readonly again: Record<string, Answer>;
  readonly history: Record<string, Record<string, unknown>[]>;
  readonly deadlines: unknown[];
}

interface Season {
  readonly office: Office;
  readonly door: Door;
  readonly clock: RawClock;
  /** The door's monotonic clock, ms. */
  readonly monotonic: { now: number };
}

interface Boundary {
  readonly deadline: Deadline;
  readonly due: Instant;
  readonly event: UsualEvent;
  /** Leads the cases to where the event is to be sent, before the deadline. */
  readonly prepare: (season: Season, ids: readonly string[]) => Promise<void>;
  /** A later event, by which every case is touched once more. */
  readonly afterwards?: UsualEvent;
}

async function play(boundary: Boundary, fleet: Fleet): Promise<Played> {
  const season = await openSeason();
  const { office } = season;
  const ids = await openAll(
    office,
    names.map((_, n) => `school-1-a${n}`),
  );
  await boundary.prepare(season, ids);
  const answers: Record<string, Answer> = {};
  const again: Record<string, Answer> = {};
  const seen = await Promise.all(ids.map((id) => usualSending(office, id, boundary.event)));
  const send = async (index: number, { received, recorded }: Sent, command: Sending = seen[index]!) => {
    await season.clock.set(boundary.due + recorded);
    // The statement that asks the clock is answered `recorded − received` after the request's head.
    const headAt = season.monotonic.now - (recorded - received);
    return season.door.advance(sending({ ...command, headAt }));
  };
  /** An honest client: whose version is stale looks again, and sends again. */
  const sendAgain = async (index: number, sent: Sent) => {
    const answer = await send(index, sent);
    if (answer.outcome !== 'stale') return answer;
    return send(index, sent, await usualSending(office, ids[index]!, boundary.event));
  };
  const moments: { at: number; sweeps: boolean; act: () => Promise<void> }[] = [
    ...fleet.sweeps.map((at) => ({ at, sweeps: true, act: () => sweep(season, boundary.due + at) })),
    ...names.map((name, index) => ({
      at: sends[name].recorded,
      sweeps: false,
      act: async () => {
        answers[name] = await send(index, sends[name]);
        if (answers[name].outcome === 'stale') again[name] = await sendAgain(index, sends[name]);
      },
    })),
    // Whoever was told to come again does so in whole seconds, as Retry-After counts.
    ...names.map((name, index) => ({
      at: sends[name].recorded + G,
      sweeps: false,
      act: async () => {
        const told = answers[name];
        if (told?.outcome !== 'closing') return;
        const wait = Math.ceil(told.retryAfterMs / SECOND) * SECOND;
        const back = sends[name].recorded + wait;
        again[name] = await sendAgain(index, { received: back, recorded: Math.max(back, sends[name].recorded + G) });
      },
    })),
  ];
  const inOrder = moments.sort(
    (a, b) => a.at - b.at || Number(a.sweeps !== fleet.first) - Number(b.sweeps !== fleet.first),
  );
  for (const moment of inOrder) await moment.act();
  await season.clock.set(boundary.due + 3_600_000);
  for (const id of ids) await touch(office, id, boundary.afterwards);
  const played = { answers, again, history: await historiesOf(office, ids), deadlines: await deadlinesOf(office, ids) };
  await season.door.close();
  await office.close();
  return played;
}

/** A later event, in the version that its sender sees, once what was due has fired. */
async function touch(office: Office, id: string, event: UsualEvent | undefined): Promise<void> {
  if (event === undefined) return;
  const answer = await act(office, id, event);
  moved(answer.outcome === 'stale' ? await act(office, id, event) : answer);
}

async function openSeason(): Promise<Season> {
  const instant = parseInstant('2023-08-02T09:00');
  const office = await openOffice({
    kind: 'demonstration',
    clock: { mode: 'offset', graceMs: G, instant },
    seed: { ...seed, vacancies: [{ unit: 'school-1', class: 'INTERMEDIATE', year: 2023, approved: 20 }] },
  });
  const monotonic = { now: 1_000_000 };
  const door = createDoor({ pool: office.pool, monotonic: () => monotonic.now });
  return { office, door, clock: await handDrivenClock(office, instant), monotonic };
}

/** What a worker does: what is due when the grace is over goes through the door. */
async function sweep({ office, door, clock }: Season, now: Instant): Promise<void> {
  await clock.set(now);
  const due = await office.query<{ case_id: string; name: Deadline }>(
    `select case_id, name from deadlines where status = 'armed' and due_at + $2 <= $1 order by due_at, case_id`,
    [now, G],
  );
  await door.advanceAll(due.map((row) => ({ kind: 'due', case: row.case_id, deadline: row.name })));
}

async function historiesOf(office: Office, ids: readonly string[]): Promise<Played['history']> {
  const rows = await office.query<Record<string, unknown>>(
    'select * from events where case_id = any($1) order by case_id, seq',
    [ids],
  );
  const told = rows.map(({ recorded: _, tx: __, prev: ___, hash: ____, ...row }) => row);
  return Object.fromEntries(names.map((name, n) => [name, told.filter((row) => row.case_id === ids[n])]));
}

const deadlinesOf = (office: Office, ids: readonly string[]) =>
  office.query(
    `select case_id, name, armed_seq, anchor, due_at, status, settled_seq from deadlines
      where case_id = any($1) order by case_id, name, armed_seq`,
    [ids],
  );

/** Submitting at the end of the click window: what comes too late is locked (二(二)3). */
const submitting: Boundary = {
  deadline: 'clickWindowEnd',
  due: parseInstant('2023-09-01T00:00'),
  event: 'submit',
  prepare: async () => {},
};

/** Recommending at the unit's node: what comes too late is accepted, and the node is overrun (domain A39). */
const recommending: Boundary = {
  deadline: 'unitPushDue',
  due: parseInstant('2023-09-13T00:00'),
  event: 'recommend',
  prepare: async (season, ids) => {
    await leadAll(season.office, ids, ['submit', 'verify', 'publish']);
    await sweep(season, parseInstant('2023-08-10T00:00') + G);
  },
  afterwards: 'push',
};

const eventsOf = (played: Played, name: string) => played.history[name]?.map(({ type }) => type);

describe.each([
  ['submitting at the end of the click window', submitting],
  ['recommending at the node of the unit', recommending],
] as const)('%s', (_, boundary) => {
  const plays: Record<string, Played> = {};
  beforeAll(async () => {
    for (const [fleet, how] of Object.entries(fleets)) plays[fleet] = await play(boundary, how);
  }, 120_000);
  afterAll(() => {
    for (const fleet of Object.keys(plays)) delete plays[fleet];
  });

  describe.each(Object.keys(fleets))('with workers %s', (fleet) => {
    test.each(names)('%s', (name) => {
      const { received, recorded } = sends[name];
      const { answers, again } = plays[fleet]!;
      if (received < 0) {
        expect(answers[name]).toMatchObject({ outcome: 'moved', at: boundary.due + received });
        expect(again[name]).toBeUndefined();
      } else if (received < G) {
        expect(answers[name]).toEqual({
          outcome: 'closing',
          deadline: boundary.deadline,
          retryAfterMs: G - recorded,
        });
        expect(again[name]).toMatchObject(judgedAfterwards(boundary));
      } else {
        // The deadline has fired before it, whoever fired it, and the sender had not seen that.
        expect(answers[name]).toMatchObject({ outcome: 'stale' });
        expect(again[name]).toMatchObject(judgedAfterwards(boundary));
      }
    });

    test('leaves the histories it leaves with any', () => {
      const { history, deadlines } = plays[fleet]!;
      const first = Object.values(plays)[0]!;
      expect(history).toEqual(first.history);
      expect(deadlines).toEqual(first.deadlines);
    });
  });

  test('the deadline comes after who was in time, and before everybody else', () => {
    for (const played of Object.values(plays)) {
      for (const name of names) {
        const events = eventsOf(played, name) ?? [];
        const [sent, fired] = [events.indexOf(boundary.event), events.indexOf(boundary.deadline)];
        if (sends[name].received < 0 && fired >= 0) expect(sent, name).toBeLessThan(fired);
        if (sends[name].received >= 0 && sent >= 0) expect(sent, name).toBeGreaterThan(fired);
        if (sends[name].received >= 0) expect(fired, name).toBeGreaterThan(0);
      }
    }
  });
});

function judgedAfterwards({ deadline }: Boundary) {
  return deadline === 'clickWindowEnd'
    ? { outcome: 'refused', code: 'EVENT_NOT_ALLOWED', now: { state: 'draft.locked' } }
    : { outcome: 'moved' };
}

test('every case has an id of its own, the same in every season', () => {
  expect(new Set(names.map((_, n) => caseOf(`school-1-a${n}`))).size).toBe(names.length);
});
