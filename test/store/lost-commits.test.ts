import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDoor } from '../../store/advance.ts';
import type { Door } from '../../store/command.ts';
import { caseOf, historyOf, usualSending } from '../support/case-path.ts';
import { type Office, opening, openOffice, sending } from '../support/office.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { BEGIN, type WatchedPool, WRITE, watchedPool } from '../support/watched-pool.ts';

/** The server commits, and its answer is lost: nobody may be told less, or twice as much, than what is written. */

let office: Office;
let relay: Relay;
let watched: WatchedPool;
let door: Door;
let monotonic: number;
beforeAll(async () => {
  office = await openOffice();
});
beforeEach(async () => {
  monotonic = 0;
  relay = await startRelay(office.url);
  watched = watchedPool(relay.url);
  door = createDoor({ pool: watched.pool, monotonic: () => monotonic });
});
afterEach(async () => {
  await door.close();
  await watched.pool.end();
  await relay.close();
});
afterAll(() => office.close());

/** The answer to the first commit that wrote something is lost; the network is whole again when the door begins anew. */
function loseOneCommit(): void {
  const cut = async () => {
    if (
      !watched.statements
        .slice(watched.statements.findLastIndex((one) => BEGIN.test(one)))
        .some((one) => WRITE.test(one))
    )
      return;
    watched.before(/^commit$/, null);
    relay.cutAfter('commit');
    watched.before(BEGIN, async () => relay.cutAfter(undefined));
  };
  watched.before(/^commit$/, cut, { always: true });
}

const rowsOf = async (id: string) => {
  const [row] = await office.query<Record<string, number>>(
    `select (select count(*)::int from events where case_id = $1) as events,
       (select count(*)::int from deadlines where case_id = $1) as deadlines,
       (select count(*)::int from outbox where case_id = $1) as outbox,
       (select count(*)::int from request_keys where case_id = $1) as keys`,
    [id],
  );
  return row;
};

describe('a commit whose answer is lost', () => {
  test('answers a command with a key as if nothing had happened: its sender sent it once', async () => {
    const [lost, whole] = [caseOf('lost'), caseOf('whole')];
    loseOneCommit();
    const answer = await door.advance(sending({ ...opening(lost, 'school-1-a0'), key: 'lost' }));
    expect(answer).toMatchObject({ outcome: 'moved', seq: 1, replayed: false });
    expect(await door.advance(sending({ ...opening(whole, 'school-1-a1'), key: 'whole' }))).toMatchObject({ seq: 1 });
    expect(await rowsOf(lost)).toEqual(await rowsOf(whole));
  });

  test('sends a command without a key away, whose sender finds it done', async () => {
    const id = await office.open('school-1-a2');
    const submit = await usualSending(office, id, 'submit');
    loseOneCommit();
    expect(await door.advance(sending(submit))).toEqual({ outcome: 'tryAgain' });
    expect(await historyOf(office, id)).toHaveLength(2);
    expect(await door.advance(sending(submit))).toEqual({ outcome: 'stale', version: 2 });
  });

  test('answers each of a batch for itself', async () => {
    const ids = [await office.open('school-2-a3'), await office.open('school-2-a4')] as const;
    const withdrawals = await Promise.all(ids.map((id) => usualSending(office, id, 'withdraw')));
    const [keyed, unkeyed] = [{ ...withdrawals[0]!, key: 'of a batch' }, withdrawals[1]!];
    const nothing = sending({ ...unkeyed, case: caseOf('nothing') });
    loseOneCommit();
    const answers = await door.advanceAll([
      nothing,
      sending(keyed),
      sending(unkeyed),
      { kind: 'due', case: ids[0], deadline: 'cycleRollover' },
    ]);
    expect(answers).toMatchObject([
      { outcome: 'tryAgain' },
      { outcome: 'moved', replayed: false },
      { outcome: 'tryAgain' },
      { outcome: 'nothingDue' },
    ]);
    for (const id of ids) expect(await historyOf(office, id)).toHaveLength(2);
  });

  test('again and again is given up on after two seconds, and the key tells the rest later', async () => {
    const id = caseOf('bad network');
    const command = sending({ ...opening(id, 'school-2-a5'), key: 'bad network' });
    relay.cutAfter('commit');
    let commits = 0;
    watched.before(
      /^commit$/,
      async () => {
        commits += 1;
        if (commits === 3) monotonic = 2_000;
      },
      { always: true },
    );
    expect(await door.advance(command)).toEqual({ outcome: 'tryAgain' });
    expect(commits).toBe(3);
    relay.cutAfter(undefined);
    expect(await door.advance(command)).toMatchObject({ outcome: 'moved', seq: 1, replayed: true });
    expect(await historyOf(office, id)).toHaveLength(1);
  });

  test('fires a deadline once', async () => {
    const id = await office.open('school-1-a3');
    await office.moveTo('2023-09-01T00:00');
    loseOneCommit();
    expect(await door.advance({ kind: 'due', case: id, deadline: 'clickWindowEnd' })).toEqual({
      outcome: 'nothingDue',
    });
    expect((await historyOf(office, id)).map(({ type }) => type)).toEqual(['open', 'clickWindowEnd']);
  });
});
