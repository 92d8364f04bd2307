import type { Report } from '../findings.ts';
import { sameJson } from '../hashing.ts';
import { type CaseFile, effectsOf, type JsonObject, type OutboxRow } from '../rows.ts';

/** Every message and command of an event stands in the outbox, as itself, and nothing else does (design D3). */
export function checkOutbox({ id, events, outbox }: CaseFile, report: Report): void {
  const rows = new Map(outbox.map((row) => [`${row.seq}:${row.n}`, row]));
  for (const event of events) {
    for (const [n, effect] of (effectsOf(event) ?? []).entries()) {
      if (effect.kind === 'write') continue;
      const key = `${event.seq}:${n}`;
      const row = rows.get(key);
      rows.delete(key);
      if (row === undefined) report('outboxMissing', event.seq, `effect ${n}, a ${String(effect.kind)}`);
      else checkRow({ row, effect: { ...effect, programme: event.programme }, key: `cause:${id}:${key}` }, report);
    }
  }
  for (const { seq, n, kind } of rows.values()) report('outboxUnexplained', seq, `row ${n}, a ${kind}`);
}

function checkRow(of: { row: OutboxRow; effect: JsonObject; key: string }, report: Report): void {
  const { row, effect, key } = of;
  const matches: Record<string, boolean> = {
    kind: row.kind === effect.kind,
    key: row.key === key,
    payload: sameJson(row.payload, effect),
    target: (row.target !== null) === (effect.kind === 'command'),
  };
  const different = Object.keys(matches).filter((column) => !matches[column]);
  if (different.length > 0) report('outboxUnlikeEffect', row.seq, `row ${row.n}: ${different.join(', ')}`);
}
