import { judge, type ProgrammeInForce } from '../../machines/eligibility/judge.ts';
import type { Judgement } from '../../machines/eligibility/judgement.ts';
import { dossierOf } from '../../machines/eligibility/registers.ts';
import type { FactAsk } from '../../machines/facts.ts';
import type { CaseId } from '../../machines/ids.ts';
import type { Instant } from '../../machines/time.ts';
import type { Tx } from '../db.ts';
import { type DossierParts, loadDossierParts } from '../registers/dossiers.ts';
import { lockRegisters } from '../registers/entries.ts';

/** The instant of an act, and the programme it is judged by. */
export interface Acting {
  readonly at: Instant;
  readonly programme: ProgrammeInForce;
}

/** By case; nothing for whoever has no entry. */
export type Dossiers = ReadonlyMap<CaseId, DossierParts>;

/**
 * What the dossiers of applicants are made of, in a fixed number of statements; with `lock`, nobody adds to their registers until
 * the transaction ends, so that what was decided on is what stood there.
 */
export async function loadDossiers(tx: Tx, asks: readonly FactAsk[], { lock }: { lock: boolean }): Promise<Dossiers> {
  if (asks.length === 0) return new Map();
  if (lock)
    await lockRegisters(
      tx,
      asks.map(({ person }) => person),
    );
  return loadDossierParts(tx, asks);
}

/** Outcomes and codes by rule, stamped; null of a person without any entry. Nothing personal is in it (design D7). */
export function eligibilityOf(dossiers: Dossiers, ask: FactAsk, { at, programme }: Acting): Judgement | null {
  const parts = dossiers.get(ask.case);
  if (parts === undefined || ask.claim === null) return null;
  const { items, ...claim } = ask.claim;
  const { count, digest, handedIn, unreadable } = parts;
  const dossier = dossierOf({ ...parts, claim, items: [...handedIn, ...items] });
  return judge(dossier, { programme, at, count, digest, unreadable });
}
