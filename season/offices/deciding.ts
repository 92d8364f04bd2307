import type { Committee } from '../../machines/programme.ts';
import { committeeOf } from '../../machines/programme.ts';
import type { Ground } from '../../machines/recheck/context.ts';
import type { ListedCase } from '../api.ts';
import type { Character } from '../characters.ts';
import type { Desk, Errand } from '../office.ts';
import type { Hand } from '../people.ts';

/** Whoever decides on a recheck, and how: not by anybody who had a hand in the result (令40 第27条). */

export function committeeOfWho({ programme, committee }: Character): Committee {
  return committeeOf(programme, committee);
}

/**
 * Officers of whoever holds the recheck, in the order in which they take it up. A complaint is first taken by the officer who
 * may have signed the minutes as the committee's chair.
 */
export function mayDecide({ stage }: Desk, { one, ground }: { one: ListedCase; ground: Ground }): readonly Hand[] {
  if (!one.holder) throw new Error(`nobody decides ${one.id}`);
  const { role, organisation } = one.holder;
  const hands = stage.directory.handsOf(role, organisation);
  const own = hands.filter(
    ({ person }) => person.startsWith(`${organisation}-`) && /-(organiser|filing)-\d$/.test(person),
  );
  const chairs = ground === 'PROCEDURE' ? hands.filter(({ person }) => /^committee-.*-chair$/.test(person)) : [];
  return [...chairs, ...stage.chance.shuffled(own, 'decides', one.id)];
}

interface Deciding {
  readonly one: ListedCase;
  readonly type: 'grant' | 'refuse';
  readonly officers: readonly Hand[];
  readonly keys: readonly string[];
}

/** Whoever had a hand in it hands it on to the next. */
export function decideErrand(desk: Desk, of: Deciding): Errand {
  const { one, type, officers, keys } = of;
  const [by, ...others] = officers;
  if (!by) throw new Error(`nobody is left to decide ${one.id}`);
  return {
    name: type === 'grant' ? 'grantRecheck' : 'refuseRecheck',
    by,
    to: { kind: 'event', case: one.id, version: one.version },
    command: { type, data: {}, reason: { code: 'OTHER' }, document: desk.stage.chance.sha256('recheck', one.id, type) },
    expects: others.length > 0 ? ['moved', 'SAME_PERSON'] : ['moved'],
    keys,
    next: ({ code }) => (code === 'SAME_PERSON' ? decideErrand(desk, { ...of, officers: others }) : null),
  };
}

export function retraction({ stage }: Desk, { id, version }: ListedCase, who: Character): Errand {
  return {
    name: 'retractRecheck',
    by: stage.directory.handOf(who.applicant, 'applicant'),
    to: { kind: 'event', case: id, version },
    command: { type: 'retract', data: {} },
  };
}
