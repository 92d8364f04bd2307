import type { Calendar } from '../../machines/calendar.ts';
import type { PinnedRules } from '../../machines/eligibility/judgement.ts';
import { type FactAsk, nothingAsked } from '../../machines/facts.ts';
import type { Answer, SentCommand } from '../command.ts';
import type { ProgrammeVersion } from '../programmes.ts';
import { type CaseFile, contextOf } from './case-file.ts';
import type { FactBook } from './fact-book.ts';
import type { Ledger } from './ledger.ts';
import type { Reading } from './lock.ts';

/** Rules a case is under: dates belong to the season, so the version in force counts for all its cases (design D2). */
export interface Rules {
  readonly programme: ProgrammeVersion;
  readonly calendar: Calendar;
}

/** What lies on the desk while a batch is worked off. */
export interface Desk {
  readonly reading: Reading;
  /** Monotonic ms at which the statement that asked the clock was answered. */
  readonly answeredAt: number;
  readonly rules: ReadonlyMap<string, Rules>;
  /** Programmes of versions that cases are under and that are in force no more, by `id@version` (design D9). */
  readonly pinned: ReadonlyMap<string, ProgrammeVersion>;
  readonly facts: FactBook;
  readonly ledger: Ledger;
  /** Keys of commands that moved a case in this very batch. */
  readonly keys: Map<string, { fingerprint: Uint8Array | null; answer: Answer }>;
}

/** The programme a case is judged by: that of its opening; where none was recorded, the one in force. */
export function judgedBy(
  file: CaseFile,
  { rules, pinned }: Pick<Desk, 'pinned'> & { readonly rules: ReadonlyMap<string, Rules> },
): ProgrammeVersion {
  const inForce = rules.get(file.programme)?.programme;
  if (!inForce) throw new Error(`no rules for the programme ${file.programme}`);
  return pinned.get(pinnedKey(file)) ?? inForce;
}

/** `id@version` of the programme a case is under; of one that says none, nothing that could be pinned. */
export function pinnedKey(file: CaseFile): string {
  return `${file.programme}@${pinnedVersion(file) ?? '-'}`;
}

export function pinnedVersion(file: CaseFile): number | null {
  const { rules } = contextOf(file) as { readonly rules?: PinnedRules | null };
  return rules?.programme ?? null;
}

/** What facts are asked for: of the case, or of the data that would open it, and of what is sent. */
export function askOf(file: CaseFile, command: SentCommand | null, rules: ReadonlyMap<string, Rules>): FactAsk {
  const programme = rules.get(file.programme)?.programme.body;
  if (!programme) throw new Error(`no rules for the programme ${file.programme}`);
  const [opening, sent] = command?.type === 'open' ? [command.data, null] : [null, command?.data ?? null];
  const asked = file.lifecycle.asks(contextOf(file) as never, opening as never, programme, sent as never);
  return { case: file.id, year: programme.cycleYear, ...nothingAsked, ...asked };
}
