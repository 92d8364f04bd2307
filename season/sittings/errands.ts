import type { CaseId } from '../../machines/ids.ts';
import type { ReasonCode } from '../../machines/lifecycle.ts';
import { dateOf, type Instant } from '../../machines/time.ts';
import type { Command } from '../api.ts';
import type { Errand } from '../office.ts';
import type { Hand } from '../people.ts';
import type { Stage } from '../scene.ts';
import { reasonText } from '../words.ts';

/** Commands to a sitting, one after another: each with the version that the one before it left. */

export interface Step {
  readonly name: string;
  readonly by: Hand;
  readonly type: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly reason?: ReasonCode;
  readonly signed?: true;
  readonly document?: true;
  readonly expects?: readonly string[];
}

export interface Sending {
  readonly stage: Stage;
  readonly now: Instant;
  readonly meeting: { readonly id: CaseId; readonly version: number };
}

/** The errand of the first step, which brings the others with it; null where there are none. */
export function inTurn(of: Sending, steps: readonly (Step | Errand)[]): Errand | null {
  const [first, ...rest] = steps;
  if (!first) return null;
  const { version } = of.meeting;
  const errand = 'to' in first ? { ...first, keys: [`case ${of.meeting.id}`] } : errandOf(of, first);
  const next: NonNullable<Errand['next']> = ({ view }) =>
    inTurn({ ...of, meeting: { ...of.meeting, version: view?.version ?? version } }, rest);
  return rest.length === 0 ? errand : { ...errand, next };
}

function errandOf({ stage, now, meeting }: Sending, step: Step): Errand {
  const { name, by, expects } = step;
  const { id, version } = meeting;
  const said = JSON.stringify(step.data ?? {});
  return {
    name,
    by,
    to: { kind: 'event', case: id, version },
    command: commandOf(step, (what) => stage.chance.sha256(what, id, name, by.person, said), {
      text: reasonText(stage.chance, [id, name]),
      date: dateOf(now),
    }),
    ...(expects ? { expects } : {}),
  };
}

function commandOf(
  { type, data = {}, reason, signed, document }: Step,
  paper: (what: string) => string,
  { text, date }: { text: string; date: string },
): Command {
  return {
    type,
    data,
    ...(reason ? { reason: { code: reason, text } } : {}),
    ...(signed ? { signature: { date, seal: paper('seal') } } : {}),
    ...(document ? { document: paper('document') } : {}),
  };
}

export interface Ballot {
  readonly name: string;
  readonly meeting: CaseId;
  readonly by: Hand;
  readonly ballots: Readonly<Record<CaseId, string>>;
  /** Whose vote it is said to be, where it is not the sender's. */
  readonly voter?: string;
  readonly expects?: readonly string[];
  readonly again?: Errand;
}

/**
 * A ballot: it passes no door, is no event, and is put into no ledger. No key of it is kept either: after a lost answer the
 * voter hears that he has voted. Whoever votes twice on purpose expects to hear just that.
 */
export function ballot({ name, meeting, by, ballots, voter, expects = ['done'], again }: Ballot): Errand {
  return {
    name,
    by,
    to: {
      kind: 'operation',
      path: `/v1/meetings/${meeting}/ballots`,
      about: `ballots of ${by.person} in ${meeting}`,
      ...(expects.includes('done') ? { once: 'ALREADY_VOTED' } : {}),
    },
    command: { type: 'castBallot', data: { ballots, ...(voter === undefined ? {} : { voter }) } },
    expects,
    ...(again ? { next: () => again } : {}),
  };
}
