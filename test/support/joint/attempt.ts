/** What somebody may try on a case of the joint state. */
import type { Ballots } from '../../../machines/facts.ts';
import type { CaseId } from '../../../machines/ids.ts';
import type { BaseContext, Envelope, LifecycleName } from '../../../machines/lifecycle.ts';
import { type Actor, organisationOf, type Relations, type Role } from '../../../machines/roles.ts';
import { contents, envelope, materialsOf, sha } from '../application/cast.ts';
import type { Bounds, Joint, Part } from './joint.ts';
import { setting } from './place.ts';

/** One command as somebody would send it. */
export interface Attempt {
  readonly to: CaseId;
  readonly lifecycle: LifecycleName;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly by: Actor;
  readonly envelope: Envelope;
  /** What it differs in from the ordinary one. */
  readonly note?: string | undefined;
  readonly ballots?: Ballots | undefined;
  /** What it uses up, and how much of that there is. */
  readonly costs?: Readonly<Record<string, number>> | undefined;
  /** Whether it is one of the things that come between. */
  readonly disturbs?: boolean | undefined;
}

/** A place in which something may be tried. */
export interface Place {
  readonly joint: Joint;
  readonly bounds: Bounds;
  readonly id: CaseId;
  readonly part: Part;
  /** The first person whom the chart names. */
  readonly by: Actor;
}

export type Trying = Partial<Omit<Attempt, 'to' | 'lifecycle' | 'type'>>;
export type Tries = (place: Place) => readonly Trying[];

export { contents, envelope, sha };

export const observer: Actor = { role: 'system', person: null, organisation: null, onBehalfOf: null };
export const clock: Actor = { role: 'clock', person: null, organisation: null, onBehalfOf: null };

export const materials = materialsOf(setting);
export const items = materials.map(({ item }) => item);
export const findings = [{ item: items[0] ?? '', code: 'MATERIAL_INCOMPLETE' }];

/** A person of the role, in the organisation it has in this case. */
export function personOf(role: Role, where: Relations): Actor {
  const person = role === 'applicant' ? where.route.applicant : `p-${role}`;
  return { role, person, organisation: organisationOf(role, where), onBehalfOf: null };
}

/** The first of those the chart names who is a person; null where none is. */
export function senderOf(by: readonly string[], context: BaseContext): Actor | null {
  for (const one of by) {
    if (one === 'system' || one === 'clock') continue;
    if (one !== 'owner' && one !== 'reviewer') return personOf(one as Role, context);
    const party = context.parties?.[one];
    if (party) return { role: party.roles[0], person: `p-${one}`, organisation: party.organisation, onBehalfOf: null };
  }
  return null;
}

export const spentOn = ({ spent }: Joint, what: string): number => spent[what] ?? 0;
