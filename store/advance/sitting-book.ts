import type { AgendaCase, Ballots, FactAsk, FactName, Facts } from '../../machines/facts.ts';
import type { CaseId } from '../../machines/ids.ts';
import type { Effect } from '../../machines/lifecycle.ts';
import { closeUrns, openUrns, type Agenda as Urns } from '../ballots.ts';
import type { Tx } from '../db.ts';
import { loadAgendaCases } from '../facts/agenda.ts';
import { loadBallots } from '../facts/ballots.ts';
import { loadExpertPools, poolKey } from '../facts/expert-pool.ts';

/** The facts of a batch's sittings, kept true to what its own events put on agendas and take off them (design D3). */

export type SittingFact = 'agenda' | 'expertPool' | 'ballots';
type SittingWrite = Extract<Effect, { kind: 'write'; register: 'agenda' | 'urns' }>;

export interface Listed {
  readonly meeting: CaseId;
  readonly case_id: CaseId;
}

export interface SittingChanges {
  readonly listed: readonly Listed[];
  readonly unlisted: readonly Listed[];
  readonly urns: { readonly opened: readonly Urns[]; readonly closed: readonly CaseId[] };
}

interface Loaded {
  readonly cases: Map<CaseId, AgendaCase>;
  readonly pools: Awaited<ReturnType<typeof loadExpertPools>>;
  /** Null where one only asks what would be allowed: no count leaves the urns before they are closed (reliability H57). */
  readonly ballots: Map<CaseId, Ballots> | null;
}

export async function openSittingBook(
  tx: Tx,
  asksOf: (name: FactName) => readonly FactAsk[],
  { lock }: { lock: boolean },
): Promise<SittingBook> {
  const listed = asksOf('agenda').flatMap(({ agenda }) => agenda);
  const filed = asksOf('expertPool').flatMap(({ pool }) => pool ?? []);
  const voting = asksOf('ballots').map((ask) => ask.case);
  const cases = listed.length === 0 ? new Map() : await loadAgendaCases(tx, listed, { lock });
  const ballots = lock ? await loadBallots(tx, voting) : null;
  const pools = filed.length === 0 ? new Map() : await loadExpertPools(tx, filed);
  return new SittingBook({ cases, pools, ballots });
}

export class SittingBook {
  readonly #loaded: Loaded;
  readonly #listed = new Map<string, Listed>();
  readonly #unlisted = new Map<string, Listed>();
  readonly #opened: Urns[] = [];
  readonly #closed: CaseId[] = [];

  constructor(loaded: Loaded) {
    this.#loaded = loaded;
  }

  fact(name: SittingFact, ask: FactAsk): Facts[SittingFact] {
    const { cases, pools, ballots } = this.#loaded;
    switch (name) {
      case 'agenda': {
        const found = ask.agenda.flatMap((id) => cases.get(id) ?? []);
        const others = (by: CaseId | null) => (by === ask.case ? null : by);
        return { meeting: ask.case, cases: found.map((one) => ({ ...one, listedBy: others(one.listedBy) })) };
      }
      case 'expertPool':
        return ask.pool === null ? null : (pools.get(poolKey(ask.pool)) ?? null);
      case 'ballots':
        return ballots?.get(ask.case) ?? null;
      default:
        return name satisfies never;
    }
  }

  apply(effect: SittingWrite, { case: meeting }: FactAsk): void {
    if (effect.register === 'agenda') {
      for (const case_id of effect.cases) this.#put(effect.op, { meeting, case_id });
    } else if (effect.op === 'open') this.#opened.push({ meeting, cases: effect.cases });
    else this.#closed.push(meeting);
  }

  #put(op: 'list' | 'free', row: Listed): void {
    const key = `${row.meeting}|${row.case_id}`;
    if (op === 'list') this.#listed.set(key, row);
    else if (!this.#listed.delete(key)) this.#unlisted.set(key, row);
    const known = this.#loaded.cases.get(row.case_id);
    if (known) this.#loaded.cases.set(row.case_id, { ...known, listedBy: op === 'list' ? row.meeting : null });
  }

  changes(): SittingChanges {
    return {
      listed: [...this.#listed.values()],
      unlisted: [...this.#unlisted.values()],
      urns: { opened: this.#opened, closed: this.#closed },
    };
  }
}

/** Opens and closes urns in the transaction of the event that says so; what they held was counted before, under their locks. */
export async function writeUrns(tx: Tx, { opened, closed }: SittingChanges['urns']): Promise<void> {
  for (const urns of opened) await openUrns(tx, urns);
  for (const meeting of closed) await closeUrns(tx, { meeting });
}
