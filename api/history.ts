import type pg from 'pg';
import type { z } from 'zod';
import type { Actor } from '../machines/roles.ts';
import { isoInZone } from '../machines/time.ts';
import { type EventRecord, readHistory } from '../store/history-read.ts';
import { visibleTo } from '../store/visible.ts';
import type { eventView } from './contract/cases.ts';
import type { Operations } from './contract.ts';
import { eventLabel, reasonLabel, roleNamed, stateLabel } from './labels.ts';
import type { Language } from './language.ts';
import type { Handler } from './operation.ts';
import { Problem } from './problems.ts';

/** What happened to a case, event by event, as it was recorded. */

type EventView = z.input<typeof eventView>;

export function historyOfCase({ pool }: { pool: pg.Pool }): Handler<Operations['readHistory']> {
  return async ({ params, query, who: { actor }, language }) => {
    const { after, limit } = query;
    const found = await readHistory(pool, visibleTo(actor), { id: params.id, after, limit: limit + 1 });
    if (found === null) throw new Problem('CASE_NOT_FOUND');
    const page = found.slice(0, limit);
    const events = page.map((row) => viewOfEvent(row, { actor, language }));
    return { body: { id: params.id, events, next: found.length > page.length ? (page.at(-1)?.seq ?? null) : null } };
  };
}

function viewOfEvent(row: EventRecord, { actor, language }: { actor: Actor; language: Language }): EventView {
  const { lifecycle, type, state } = row;
  return {
    seq: row.seq,
    type,
    fact: row.past,
    label: eventLabel({ lifecycle, type }, language),
    received: isoInZone(row.received),
    recorded: isoInZone(row.recorded),
    at: isoInZone(row.at),
    actor: mayKnow(actor, row) ? row.actor : null,
    onBehalfOf: mayKnow(actor, row) ? row.on_behalf_of : null,
    role: roleNamed(row.role),
    organisation: row.organisation,
    channel: row.channel,
    reason: row.reason,
    reasonLabel: reasonLabel(row.reason, language),
    clause: row.clause,
    payload: row.payload,
    signature: row.signature,
    document: row.document,
    textSha256: row.text_sha256,
    facts: row.facts,
    arms: row.arms,
    disarms: row.disarms,
    state,
    stateLabel: stateLabel({ lifecycle, state }, language),
    holder: row.holder_role === null ? null : { role: roleNamed(row.holder_role), organisation: row.holder_org },
    nodes: row.nodes,
    lifecycleVersion: row.lifecycle_version,
    engine: row.engine,
    programme: row.programme,
    programmeVersion: row.programme_version,
    calendarVersion: row.calendar_version,
    cause: row.cause,
    requestId: row.request_id,
    hash: row.hash.toString('hex'),
  };
}

/** Who objected or complained stays between them and the bureau: neither applicant nor unit reads it here. */
function mayKnow({ role }: Actor, event: EventRecord): boolean {
  return event.role !== 'citizen' || role === 'auditor' || role === 'bureauOfficer';
}
