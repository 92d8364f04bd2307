import type { Programme } from '../programme.ts';
import { dateOf, type Instant } from '../time.ts';
import { compact } from './compact.ts';
import type { Dossier } from './dossier.ts';
import { type Evaluation, evaluate, RULES_VERSION } from './evaluate.ts';
import type { Judgement } from './judgement.ts';

/** A version of a programme with its number, as the register of programmes has it. */
export interface ProgrammeInForce {
  readonly version: number;
  readonly body: Programme;
}

export interface Judging {
  readonly programme: ProgrammeInForce;
  readonly at: Instant;
  /** Entries of the register, and the hash over what the dossier was made of. */
  readonly count: number;
  readonly digest: string;
  readonly unreadable: boolean;
}

/**
 * What an event is to remember of who may apply, as of the day of the act. It names the dossier by the salted hashes it was made
 * of: a hash of the dossier itself could be guessed from what is known of a person.
 */
export function judge(dossier: Dossier, { programme, at, count, digest, unreadable }: Judging): Judgement {
  const known = { dossier: { entries: count, sha256: digest } };
  if (unreadable) return { stamp: stampOf(programme, at), ...known, evaluated: null };
  const { stamp, ...evaluated } = compact(evaluateOn(dossier, { programme, at }));
  return { stamp, ...known, evaluated };
}

/** All rules asked of a dossier on the day of an act, with what follows for every way. */
export function evaluateOn(dossier: Dossier, { programme, at }: Pick<Judging, 'programme' | 'at'>): Evaluation {
  const { on, cutoff } = stampOf(programme, at);
  const situation = { programme: programme.body, on, cutoff, process: null };
  return evaluate(dossier, situation, { programmeVersion: programme.version });
}

function stampOf({ body, version }: ProgrammeInForce, at: Instant): Judgement['stamp'] {
  return {
    programme: body.id,
    programmeVersion: version,
    rulesVersion: RULES_VERSION,
    on: dateOf(at),
    cutoff: body.rules.tenureCutoff.value,
  };
}
