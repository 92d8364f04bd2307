import type pg from 'pg';
import { loadGazettes, loadOverlays } from '../../../config/calendars.ts';
import type { Deadline } from '../../../machines/deadlines.ts';
import { gazettesKnownOn } from '../../../machines/gazette.ts';
import type { Envelope, LifecycleName } from '../../../machines/lifecycle.ts';
import { amendNode, type Programme } from '../../../machines/programme.ts';
import type { Actor } from '../../../machines/roles.ts';
import { dateOf, parseInstant } from '../../../machines/time.ts';
import { createDoor } from '../../../store/advance.ts';
import { type Ballot, type CastAnswer, castBallot } from '../../../store/ballots.ts';
import { moveClock } from '../../../store/clock.ts';
import type { Answer, Command, Door } from '../../../store/command.ts';
import { createPool, inTransaction } from '../../../store/db.ts';
import { openDuties } from '../../../store/duties.ts';
import { install } from '../../../store/install.ts';
import { addGazette, addProgrammeVersion } from '../../../store/programmes.ts';
import { expertPeople, filing } from '../experts.ts';
import { type Sending, seed, sending } from '../office.ts';
import { kaili2022, kaili2023 } from '../programmes.ts';

export const SYSTEM: Actor = { role: 'system', person: null, organisation: null, onBehalfOf: null };

const gazettes = loadGazettes();

/** Installs an empty, migrated database whose clock stands, and opens the door. Gazettes are those known on its day. */
export async function openWorkshop(url: string, at = '2023-08-02T09:00'): Promise<Workshop> {
  const pool = createPool(url, { max: 6 });
  const instant = parseInstant(at);
  await inTransaction(pool, (tx) =>
    install(tx, {
      kind: 'simulation',
      clock: { mode: 'frozen', instant },
      programmes: [kaili2022, kaili2023],
      gazettes: gazettesKnownOn(gazettes, dateOf(instant)),
      overlays: loadOverlays(),
      seed: { ...seed, people: [...seed.people, ...expertPeople], pools: [filing] },
    }),
  );
  return new Workshop(pool);
}

/**
 * A small office on a given database that does by itself what the workers do: fires what is due, delivers the outbox,
 * carries amendments to the cases. It needs no test runner, so that a copy of the source can be run with it.
 */
export class Workshop {
  readonly #pool: pg.Pool;
  readonly #door: Door;
  #programme: Programme = kaili2023;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
    this.#door = createDoor({ pool });
  }

  async query<R extends object>(text: string, values: unknown[] = []): Promise<R[]> {
    return (await this.#pool.query<R>(text, values)).rows;
  }

  /** Sends with the case's present version where none is given. */
  async send(of: Sending): Promise<Answer> {
    const [row] = await this.query<{ version: number }>('select version from cases where id = $1', [of.case]);
    return this.#door.advance(sending({ expected: row?.version ?? null, ...of }));
  }

  /** Opens every duty that is missing, as the bureau of the city. */
  async openDuties(actor: Actor): Promise<void> {
    const of = { programme: this.#programme.id, actor, channel: 'api', requestId: null } as const;
    await openDuties({ pool: this.#pool, door: this.#door }, of);
  }

  /** Sets the clock, and nobody works. */
  async moveTo(text: string): Promise<void> {
    await inTransaction(this.#pool, (tx) => moveClock(tx, { to: parseInstant(text), by: null }));
  }

  /** Sets the clock, fires every deadline that is due by then, delivers what that sent. */
  async advanceTo(text: string): Promise<void> {
    await this.moveTo(text);
    await fireAll(this.#door.advance, this);
    await this.deliver();
  }

  /** Delivers every message and command that waits. */
  deliver(): Promise<void> {
    return deliverAll(this.#door.advance, this);
  }

  /** Delivers what one case has for others, and nothing else. */
  deliverOf(sender: string): Promise<void> {
    return tellAll(this.#door.advance, this, sender);
  }

  /** Puts a ballot into the urn, as the expert. */
  async vote(ballot: Ballot): Promise<CastAnswer> {
    return inTransaction(this.#pool, (tx) => castBallot(tx, ballot));
  }

  /** Loads the gazettes published by the clock's day, and carries them to the cases. */
  async loadNewGazettes(): Promise<void> {
    const [clock] = await this.query<{ instant: number }>('select instant from clock');
    const known = gazettesKnownOn(gazettes, dateOf(clock?.instant ?? 0));
    await inTransaction(this.#pool, async (tx) => {
      for (const gazette of known) await addGazette(tx, gazette);
    });
    await this.#recomputeAll();
  }

  /** Moves nodes of the teachers' committee, and carries the amendment to the cases. */
  async amend(nodes: Readonly<Partial<Record<'reviewMeetingDue' | 'filingDue', string>>>): Promise<void> {
    for (const [node, toDate] of Object.entries(nodes)) {
      const to = { toDate, clause: '五(一)', source: 'notice' as const };
      this.#programme = amendNode(this.#programme, { committee: 'kaili-teacher', node: node as 'filingDue', to });
    }
    await inTransaction(this.#pool, (tx) => addProgrammeVersion(tx, this.#programme));
    await this.#recomputeAll();
  }

  async #recomputeAll(): Promise<void> {
    const live = await this.query<{ id: string }>('select id from cases where ended is null order by id');
    await settled(live.map(({ id }) => this.#door.advance({ kind: 'recompute', case: id })));
  }

  async close(): Promise<void> {
    await this.#door.close();
    await this.#pool.end();
  }
}

type Advance = (command: Command) => Promise<Answer>;

/** A broken copy may fail at single cases; the others go on. */
async function settled(all: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(all);
}

async function fireAll(advance: Advance, workshop: Workshop): Promise<void> {
  let before = '';
  for (;;) {
    const due = await workshop.query<{ case_id: string; name: Deadline }>(
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
  readonly target: string;
  readonly key: string;
  readonly payload: { lifecycle: LifecycleName; event: string; data: object; envelope: Envelope; programme: string };
}

async function deliverAll(advance: Advance, workshop: Workshop): Promise<void> {
  await workshop.query(
    `with waiting as (
       select o.case_id, o.seq, o.n, o.payload, e.at from outbox o join events e using (case_id, seq)
       where o.settled is null and o.kind = 'send'),
     told as (
       insert into inbox (person, organisation, role, case_id, seq, n, about, at)
       select payload ->> 'person', payload ->> 'organisation', payload ->> 'to', case_id, seq, n, payload ->> 'about', at
       from waiting)
     update outbox set settled = '{"outcome":"delivered","by":"inbox"}', settled_raw = raw_now()
     where (case_id, seq, n) in (select case_id, seq, n from waiting)`,
  );
  await tellAll(advance, workshop, null);
}

/** Delivers commands to other cases: of one sender, or of everybody. */
async function tellAll(advance: Advance, workshop: Workshop, sender: string | null): Promise<void> {
  const commands = await workshop.query<Waiting>(
    `select case_id, target, key, payload from outbox
      where settled is null and kind = 'command' and ($1::uuid is null or case_id = $1) order by case_id, seq, n`,
    [sender],
  );
  for (const one of commands) {
    const answer = JSON.stringify(await advance(commandOf(one)));
    await workshop.query('update outbox set settled = $1, settled_raw = raw_now() where key = $2', [answer, one.key]);
  }
}

function commandOf({ case_id, target, key, payload }: Waiting): Command {
  const { lifecycle, event, data, envelope, programme } = payload;
  const sent = sending({ case: target, lifecycle, type: event, data, by: SYSTEM, programme, cause: key, key });
  return { ...sent, envelope, channel: 'system', principal: case_id };
}
