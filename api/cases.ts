import { createHash, randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { z } from 'zod';
import type { LifecycleName } from '../machines/lifecycle.ts';
import { isoInZone } from '../machines/time.ts';
import { findCaseInForce, readCaseInForce } from '../store/cases-in-force.ts';
import { type CaseFilter, listCases, type Position } from '../store/cases-read.ts';
import type { Door } from '../store/command.ts';
import { derivedId } from '../store/hashing.ts';
import { latestProgramme, type Rulebook, UnknownProgramme } from '../store/programmes.ts';
import { visibleTo } from '../store/visible.ts';
import { citizen, summaryOf, viewOf } from './case-view.ts';
import { commandOf, etagOf, type Moved, movedOr, replayHeader } from './commands.ts';
import type { openedView } from './contract/cases.ts';
import { lifecycleOfEvent, outsiderEvents } from './contract/events.ts';
import type { Operations } from './contract.ts';
import { faultOf } from './faults.ts';
import { deadlineLabel, stateLabel } from './labels.ts';
import type { Asked, Handler } from './operation.ts';
import { Problem } from './problems.ts';

/** Opening, moving, reading and listing cases. */

export interface Parts {
  readonly pool: pg.Pool;
  readonly door: Door;
  readonly rulebook: Rulebook;
}

export function openCase(parts: Parts): Handler<Operations['openCase']> {
  return (asked) => openAs(parts, asked, { lifecycle: 'application', address: 'POST /v1/cases' });
}

interface Opened {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: z.input<typeof openedView>;
}
type Opening = Asked<Operations['openCase' | 'openMeeting' | 'openNotice' | 'openRecheck']>;

/** Opens a case of a lifecycle; every lifecycle that people open has an operation for it. */
export async function openAs(
  { pool, door }: Parts,
  { body, sent, headers, who, language, headAt, requestId }: Opening,
  { lifecycle, address }: { lifecycle: LifecycleName; address: string },
): Promise<Opened> {
  const key = headers['idempotency-key'];
  const { actor } = who;
  // A double of the same opening must meet the same case (design §4).
  const opened = lifecycle === 'application' ? ['open', actor.person, key] : ['open', lifecycle, actor.person, key];
  const derived = key === undefined ? randomUUID() : derivedId(JSON.stringify(opened));
  const answer = await door.advance(
    commandOf({
      case: body.id ?? derived,
      lifecycle,
      type: 'open',
      body,
      programme: body.programme,
      actor,
      key,
      expected: undefined,
      headAt,
      requestId,
      fingerprintOf: [address, sent],
    }),
  );
  if (answer.outcome === 'notFound' && !(await isKnown(pool, body.programme))) {
    const fault = faultOf({ in: 'body', pointer: '/programme', code: 'UNKNOWN_PROGRAMME' }, language);
    throw new Problem('INVALID_BODY', { faults: [fault] });
  }
  const moved = movedOr(answer, { language, outsider: false });
  const { case: id, number, version, state, ended } = moved.now;
  return {
    headers: { Location: `/v1/cases/${id}`, ETag: etagOf(version), ...replayHeader(moved) },
    body: {
      id,
      number,
      version,
      state,
      stateLabel: stateLabel({ lifecycle, state }, language),
      ended,
      event: caused(moved),
    },
  };
}

async function isKnown(pool: pg.Pool, programme: string): Promise<boolean> {
  try {
    await latestProgramme(pool, programme);
    return true;
  } catch (error) {
    if (error instanceof UnknownProgramme) return false;
    throw error;
  }
}

function caused({ seq, at }: Moved): { seq: number; at: string } {
  return { seq, at: isoInZone(at) };
}

export function sendEvent({ pool, door, rulebook }: Parts): Handler<Operations['sendEvent']> {
  return async ({ params, body, sent, headers, who, language, headAt, requestId }) => {
    const { type } = body;
    const lifecycle = lifecycleOfEvent.get(type);
    if (lifecycle === undefined) throw new Error(`${type} passed its schema and belongs to no lifecycle`);
    const outsider = outsiderEvents.has(type);
    const actor = outsider ? citizen(who.actor) : who.actor;
    const answer = await door.advance(
      commandOf({
        case: params.id,
        lifecycle,
        type,
        body,
        programme: null,
        actor,
        key: headers['idempotency-key'],
        expected: headers['if-match'],
        headAt,
        requestId,
        fingerprintOf: [`POST /v1/cases/${params.id}/events`, sent],
      }),
    );
    const moved = movedOr(answer, { language, outsider });
    if (outsider) return { headers: replayHeader(moved), body: receiptOf(body.data, moved) };
    const found = await readCaseInForce(pool, params.id);
    const view = await viewOf({ pool, rulebook }, found, { actor, language });
    return {
      headers: { ETag: etagOf(view.version), ...replayHeader(moved) },
      body: { ...view, event: caused(moved) },
    };
  };
}

function receiptOf(data: object, { at }: Moved): { matter: string; received: string } {
  const { matter } = data as { matter?: unknown };
  return { matter: String(matter), received: isoInZone(at) };
}

export function readCase({ pool, rulebook }: Parts): Handler<Operations['readCase']> {
  return async ({ params, who: { actor }, language }) => {
    const found = await findCaseInForce(pool, visibleTo(actor), params.id);
    if (found === null) throw new Problem('CASE_NOT_FOUND');
    const view = await viewOf({ pool, rulebook }, found, { actor, language });
    return { headers: { ETag: etagOf(view.version) }, body: view };
  };
}

export function listOfCases({ pool }: Parts): Handler<Operations['listCases']> {
  return async ({ query, who: { actor }, language }) => {
    const filter: CaseFilter = {
      lifecycle: query.lifecycle ?? null,
      state: query.state ?? null,
      unit: query.unit ?? null,
      year: query.year ?? null,
      holder: query.holder ?? null,
      organisation: query.organisation ?? null,
      number: query.number ?? null,
      ended: query.ended ?? null,
    };
    const after = query.cursor === undefined ? null : positionOf(query.cursor, filter);
    const found = await listCases(pool, visibleTo(actor), { filter, after, limit: query.limit + 1 });
    const page = found.slice(0, query.limit);
    const last = page.at(-1);
    const next = found.length > page.length && last ? cursorOf({ due: last.next_due, id: last.id }, filter) : null;
    const cases = page.map((row) => ({
      ...summaryOf(row, language),
      nextDeadline:
        row.next_due === null || row.next_name === null
          ? null
          : { name: row.next_name, label: deadlineLabel(row.next_name, language), dueAt: isoInZone(row.next_due) },
    }));
    return { body: { cases, next } };
  };
}

/** A cursor holds where the page ended, and of which conditions. */
function cursorOf({ due, id }: Position, filter: CaseFilter): string {
  return Buffer.from(JSON.stringify([due, id, conditionsOf(filter)])).toString('base64url');
}

function conditionsOf(filter: CaseFilter): string {
  return createHash('sha256').update(JSON.stringify(filter)).digest('base64url').slice(0, 12);
}

/** @throws Problem CURSOR_MISMATCH for a cursor that is none of ours, or of other conditions. */
function positionOf(cursor: string, filter: CaseFilter): Position {
  const [due, id, conditions] = partsOf(cursor);
  const isDue = due === null || (Number.isSafeInteger(due) && Number(due) >= 0);
  const isId = typeof id === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  if (!isDue || !isId || conditions !== conditionsOf(filter)) throw new Problem('CURSOR_MISMATCH');
  return { due: due === null ? null : Number(due), id };
}

function partsOf(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
