import { loadGazettes, loadOverlays } from '../../../config/calendars.ts';
import type { Deadline } from '../../../machines/deadlines.ts';
import { gazettesKnownOn } from '../../../machines/gazette.ts';
import { amendNode, type Programme } from '../../../machines/programme.ts';
import type { Actor } from '../../../machines/roles.ts';
import { dateOf, parseInstant } from '../../../machines/time.ts';
import { createDoor } from '../../../store/advance.ts';
import { moveClock } from '../../../store/clock.ts';
import type { Answer, Command } from '../../../store/command.ts';
import { createPool, inTransaction } from '../../../store/db.ts';
import { install } from '../../../store/install.ts';
import { addGazette, addProgrammeVersion } from '../../../store/programmes.ts';
import { type Sending, seed, sending } from '../office.ts';
import { kaili2022, kaili2023 } from '../programmes.ts';

/**
 * A small office on a given database that does by itself what the workers do: fires what is due, delivers the outbox,
 * carries amendments to the cases. It needs no test runner, so that a copy of the source can be run with it.
 */
export interface Workshop {
  /** Sends with the case's present version where none is given. */
  send(of: Sending): Promise<Answer>;
  /** Several commands in one batch, in order. */
  sendAll(all: readonly Sending[]): Promise<Answer[]>;
  /** Sets the clock, and nobody works. */
  moveTo(text: string): Promise<void>;
  /** Sets the clock, fires every deadline that is due by then, delivers what that sent. */
  advanceTo(text: string): Promise<void>;
  /** Delivers every message and command that waits. */
  deliver(): Promise<void>;
  /** Loads the gazettes published by the clock's day, and carries them to the cases. */
  loadNewGazettes(): Promise<void>;
  /** Moves nodes of the teachers' committee, and carries the amendment to the cases. */
  amend(nodes: Readonly<Partial<Record<'reviewMeetingDue' | 'filingDue', string>>>): Promise<void>;
  query<R extends object>(text: string, values?: unknown[]): Promise<R[]>;
  close(): Promise<void>;
}

export const SYSTEM: Actor = { role: 'system', person: null, organisation: null, onBehalfOf: null };

/** Installs an empty, migrated database whose clock stands, and opens the door. Gazettes are those known on its day. */
export async function openWorkshop(url: string, at = '2023-08-02T09:00'): Promise<Workshop> {
  const pool = createPool(url, { max: 6 });
  const instant = parseInstant(at);
  const gazettes = loadGazettes();
  await inTransaction(pool, (tx) =>
    install(tx, {
      kind: 'simulation',
      clock: { mode: 'frozen', instant },
      programmes: [kaili2022, kaili2023],
      gazettes: gazettesKnownOn(gazettes, dateOf(instant)),
      overlays: loadOverlays(),
      seed,
    }),
  );
  const door = createDoor({ pool });
  let programme: Programme = kaili2023;
  const query: Workshop['query'] = async <R extends object>(text: string, values: unknown[] = []) =>
    (await pool.query<R>(text, values)).rows;
  const versions = async (ids: readonly string[]) => {
    const rows = await query<{ id: string; version: number }>(
      'select id, version from cases where id = any($1::uuid[])',
      [ids],
    );
    return new Map(rows.map(({ id, version }) => [id, version]));
  };
  const sendAll = async (all: readonly Sending[]) => {
    const known = await versions(all.map((one) => one.case));
    return door.advanceAll(all.map((one) => sending({ expected: known.get(one.case) ?? null, ...one })));
  };
  const everywhere = async (command: (id: string) => Command) => {
    const live = await query<{ id: string }>('select id from cases where ended is null order by id');
    await settled(live.map(({ id }) => door.advance(command(id))));
  };
  const workshop: Workshop = {
    query,
    sendAll,
    send: async (one) => (await sendAll([one]))[0]!,
    moveTo: async (text) => {
      await inTransaction(pool, (tx) => moveClock(tx, { to: parseInstant(text), by: null }));
    },
    advanceTo: async (text) => {
      await workshop.moveTo(text);
      await fireAll(door.advance, query);
      await workshop.deliver();
    },
    deliver: () => deliverAll(door.advance, query),
    loadNewGazettes: async () => {
      const [clock] = await query<{ instant: number }>('select instant from clock');
      const known = gazettesKnownOn(gazettes, dateOf(clock?.instant ?? instant));
      await inTransaction(pool, async (tx) => {
        for (const gazette of known) await addGazette(tx, gazette);
      });
      await everywhere((id) => ({ kind: 'recompute', case: id }));
    },
    amend: async (nodes) => {
      for (const [node, toDate] of Object.entries(nodes)) {
        const to = { toDate, clause: '五(一)', source: 'notice' as const };
        programme = amendNode(programme, { committee: 'kaili-teacher', node: node as 'filingDue', to });
      }
      await inTransaction(pool, (tx) => addProgrammeVersion(tx, programme));
      await everywhere((id) => ({ kind: 'recompute', case: id }));
    },
    close: async () => {
      await door.close();
      await pool.end();
    },
  };
  return workshop;
}

type Advance = (command: Command) => Promise<Answer>;

/** A broken copy may fail at single cases; the others go on. */
async function settled(all: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(all);
}

async function fireAll(advance: Advance, query: Workshop['query']): Promise<void> {
  let before = '';
  for (;;) {
    const due = await query<{ case_id: string; name: Deadline }>(
      `select d.case_id, d.name from deadlines d, clock where status = 'armed' and due_at <= instant
       order by due_at, case_id`,
    );
    // What a firing arms may be due already; what is still due as it was is so because a broken copy cannot fire it.
    const now = JSON.stringify(due);
    if (due.length === 0 || now === before) return;
    before = now;
    await settled(due.map(({ case_id, name }) => advance({ kind: 'due', case: case_id, deadline: name })));
  }
}

interface Waiting {
  readonly case_id: string;
  readonly seq: number;
  readonly n: number;
  readonly kind: string;
  readonly target: string;
  readonly key: string;
  readonly payload: { lifecycle: 'certificate'; event: string; data: object; programme: string };
}

async function deliverAll(advance: Advance, query: Workshop['query']): Promise<void> {
  const waiting = await query<Waiting>(
    `select case_id, seq, n, kind, target, key, payload from outbox where settled is null order by case_id, seq, n`,
  );
  for (const one of waiting) {
    const answer = one.kind === 'command' ? await advance(commandOf(one)) : { outcome: 'delivered' };
    await query('update outbox set settled = $1, settled_raw = raw_now() where key = $2', [
      JSON.stringify(answer),
      one.key,
    ]);
  }
}

function commandOf({ case_id, target, key, payload }: Waiting): Command {
  const { lifecycle, event, data, programme } = payload;
  const sent = sending({ case: target, lifecycle, type: event, data, by: SYSTEM, programme, cause: key, key });
  return { ...sent, channel: 'system', principal: case_id };
}
