import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deadlines } from '../../machines/deadlines.ts';
import { isoInZone, parseInstant } from '../../machines/time.ts';
import { createDoor } from '../../store/advance.ts';
import type { Answer, Command, Door } from '../../store/command.ts';
import { verify } from '../../verify/verification.ts';
import { caseOf, type UsualEvent, usualSending, wholeWay } from '../support/case-path.ts';
import { actor, type Office, opening, openOffice, seed, sending } from '../support/office.ts';
import { publish } from '../support/publicity.ts';
import { watchedPool } from '../support/watched-pool.ts';

/**
 * A crowd at two doors: sensible and senseless commands at once, doubles, stale versions, late workers, a clock that runs
 * ahead. Whatever was acknowledged is in the record, once, and the independent checker finds nothing.
 */

const SEED = 20_230_803;
const ROUNDS = 40;
const AT_ONCE = 48;

const random = xoroshiro128plus(SEED);
const upTo = (most: number) => uniformInt(random, 0, most);
const oneOf = <T>(list: readonly T[]): T => list[upTo(list.length - 1)]!;
const chance = (percent: number) => upTo(99) < percent;

const applicants = ['school-1', 'school-2', 'company-1'].flatMap((unit) =>
  [...Array(12).keys()].map((n) => `${unit}-a${n}`),
);
const usualEvents = [
  // Decided is at a sitting alone, and none is held here.
  ...wholeWay.filter((step) => !/^(\d|publish|prove|decide)/.test(step)),
  ...['return', 'resubmit', 'requestSupplement', 'decline', 'withdraw'],
] as UsualEvent[];

interface Acknowledged {
  readonly case: string;
  readonly seq: number;
  readonly type: string;
}

/** What would carry a case on, by where it stands. */
const sensible: readonly [state: RegExp, event: UsualEvent][] = [
  [/editing$/, 'submit'],
  [/materialCheck$/, 'verify'],
  [/recommendation$/, 'recommend'],
  [/[cC]orrection\./, 'resubmit'],
  [/desk$/, 'push'],
  [/^materialIntake/, 'receive'],
  [/reviewing$/, 'passPolicy'],
  [/queued$/, 'convene'],
  [/groupAppraisal$/, 'recordOpinion'],
];

interface Standing {
  readonly id: string;
  readonly state: string;
}

let office: Office;
let doors: Door[];
const close: (() => Promise<void>)[] = [];
const acknowledged: Acknowledged[] = [];
const answered = new Map<string, number>();
let halved = 0;

beforeAll(async () => {
  office = await openOffice({
    seed: {
      ...seed,
      vacancies: ['school-1', 'school-2'].map((unit) => ({ unit, class: 'INTERMEDIATE', year: 2023, approved: 1 })),
    },
  });
  doors = [1, 2].map(() => {
    const { pool } = watchedPool(office.url, { max: 3 });
    const door = createDoor({ pool, onHalved: () => (halved += 1) });
    close.push(async () => {
      await door.close();
      await pool.end();
    });
    return door;
  });
  console.info(`crowd: seed ${SEED}`);
  let now = parseInstant('2023-08-02T09:00');
  for (let round = 0; round < ROUNDS; round += 1) {
    const cases = await office.query<Standing>('select id, state from cases order by ended nulls first, id limit 60');
    await Promise.all(Array.from({ length: AT_ONCE }, () => act(cases, round)));
    if (chance(60)) await sweep(now);
    await publish(office, chance(50) ? cases.map(({ id }) => id) : []);
    now += (chance(80) ? upTo(12) : upTo(150)) * 3_600_000;
    await office.moveTo(isoInZone(now));
  }
  await office.moveTo(isoInZone(now + 400 * 86_400_000));
  await sweep(now + 400 * 86_400_000);
}, 120_000);
afterAll(async () => {
  for (const one of close) await one();
  await office.close();
});

async function act(cases: readonly Standing[], round: number): Promise<void> {
  // All that is chance is drawn before anything is waited for, so that the seed decides who does what.
  const first = oneOf(doors);
  // Who hears nothing for a while sends again, to whomever; a worker's command comes twice as well.
  const doubles = chance(25) ? [first, oneOf(doors)] : [first];
  const command = await something(cases, round);
  const answers = await Promise.all(doubles.map((door) => door.advance(command)));
  for (const answer of answers) note(command, answer);
}

function note(command: Command, answer: Answer): void {
  const how = answer.outcome === 'refused' ? answer.code : answer.outcome;
  answered.set(how, (answered.get(how) ?? 0) + 1);
  if (answer.outcome !== 'moved' || command.kind !== 'sent' || answer.replayed) return;
  acknowledged.push({ case: answer.now.case, seq: answer.seq, type: command.type });
}

async function something(cases: readonly Standing[], round: number): Promise<Command> {
  const key = chance(60) ? `key ${upTo(1_000_000)}` : null;
  if (cases.length === 0 || chance(15)) {
    const person = oneOf(applicants);
    return sending({ ...opening(caseOf(`${person} ${chance(50) ? round : upTo(3)}`), person), key });
  }
  const { id, state } = oneOf(cases);
  if (chance(8)) return { kind: 'due', case: id, deadline: oneOf(deadlines) };
  if (chance(3)) return { kind: 'recompute', case: id };
  if (chance(6)) {
    const data = { matter: caseOf(`matter ${upTo(40)}`), alleges: oneOf(['OTHER', 'MISCONDUCT']) };
    return sending({ case: id, type: oneOf(['object', 'complain']), by: actor('citizen', 'neighbour'), data, key });
  }
  const onward = sensible.find(([stands]) => stands.test(state))?.[1];
  const event = onward && chance(80) ? onward : oneOf(usualEvents);
  const behind = chance(92) ? 0 : 1;
  const usual = await usualSending(office, id, event);
  return sending({ ...usual, expected: usual.expected! - behind, key });
}

/** What workers do, when they do it: both of them, everything twice. */
async function sweep(now: number): Promise<void> {
  for (;;) {
    const due = await office.query<{ case_id: string; name: (typeof deadlines)[number] }>(
      `select case_id, name from deadlines where status = 'armed' and due_at <= $1 order by due_at, case_id`,
      [now],
    );
    if (due.length === 0) return;
    const commands = due.map((row) => ({ kind: 'due', case: row.case_id, deadline: row.name }) as const);
    await Promise.all(doors.map((door) => door.advanceAll(commands)));
  }
}

describe('after a crowd', () => {
  test('it was one: many kinds of answers, and hundreds of events', async () => {
    const seen = JSON.stringify([...answered]);
    for (const how of ['moved', 'stale', 'EVENT_NOT_ALLOWED', 'SLOT_TAKEN', 'NO_VACANCY', 'nothingDue', 'notFound']) {
      expect(answered.get(how) ?? 0, `${how} in ${seen}`).toBeGreaterThan(0);
    }
    expect(acknowledged.length).toBeGreaterThan(150);
  });

  test('whatever was acknowledged is in the record, once', async () => {
    const events = await office.query<{ case_id: string; seq: number; type: string; role: string }>(
      `select case_id, seq, type, role from events where lifecycle = 'application'`,
    );
    const told = events
      .filter(({ role, type }) => role !== 'clock' && type !== 'publish')
      .map(({ case_id, seq, type }) => `${case_id} ${seq} ${type}`);
    const heard = acknowledged.map((one) => `${one.case} ${one.seq} ${one.type}`);
    expect(heard.toSorted()).toEqual(told.toSorted());
  });

  test('no unit has recommended more than it may, and nobody has two cases', async () => {
    const held = await office.query<{ unit: string; n: number }>(
      `select unit, count(*)::int as n from reservations where unit like 'school%' group by unit order by unit`,
    );
    for (const { unit, n } of held) expect(n, unit).toBeLessThanOrEqual(1);
    expect(
      await office.query(
        `select person, count(*) from cases where ended is null and lifecycle = 'application' group by person having count(*) > 1`,
      ),
    ).toEqual([]);
  });

  test('the independent checker finds nothing', async () => {
    const { violations, findings, events } = await verify({ database: office.url });
    expect(findings).toEqual([]);
    expect(violations).toBe(0);
    expect(events).toBeGreaterThan(300);
  });

  test('no constraint had to decide', () => {
    expect(halved).toBe(0);
  });
});
