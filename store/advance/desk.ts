import type { Calendar } from '../../machines/calendar.ts';
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
  readonly facts: FactBook;
  readonly ledger: Ledger;
  /** Keys of commands that moved a case in this very batch. */
  readonly keys: Map<string, { fingerprint: Uint8Array | null; answer: Answer }>;
}

/** What facts are asked for: of the case, or of the data that would open it, and of what is sent. */
export function askOf(file: CaseFile, command: SentCommand | null, rules: ReadonlyMap<string, Rules>): FactAsk {
  const programme = rules.get(file.programme)?.programme.body;
  if (!programme) throw new Error(`no rules for the programme ${file.programme}`);
  const [opening, sent] = command?.type === 'open' ? [command.data, null] : [null, command?.data ?? null];
  const asked = file.lifecycle.asks(contextOf(file) as never, opening as never, programme, sent as never);
  return { case: file.id, year: programme.cycleYear, ...nothingAsked, ...asked };
}
