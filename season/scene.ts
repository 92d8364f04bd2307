import type { Calendar } from '../machines/calendar.ts';
import type { OrganisationId, PersonId } from '../machines/ids.ts';
import type { ReasonCode } from '../machines/lifecycle.ts';
import type { Role } from '../machines/roles.ts';
import { dateOf, type Instant } from '../machines/time.ts';
import type { CaseView, Command } from './api.ts';
import type { Character } from './characters.ts';
import { officeHour } from './hours.ts';
import { type ActLabel, pace } from './labels.ts';
import { bureauOf } from './organisations.ts';
import type { Directory, Hand } from './people.ts';
import type { Chance } from './random.ts';
import { type CaseRecord, lastCode, moved, tried } from './record.ts';
import type { Trouble } from './troubles.ts';
import { reasonText } from './words.ts';

/** What a script sees of its case, and the words it writes wishes in. */

export interface Stage {
  readonly chance: Chance;
  readonly directory: Directory;
  readonly calendar: Calendar;
}

export interface Scene {
  readonly stage: Stage;
  readonly who: Character;
  /** Null before it is open. */
  readonly view: CaseView | null;
  readonly certificate: CaseView | null;
  readonly record: CaseRecord;
  readonly now: Instant;
}

export interface Deed {
  readonly kind: 'deed';
  /** What it is in the script; answers are remembered under it. */
  readonly name: string;
  readonly label: ActLabel;
  readonly at: Instant;
  readonly by: Hand;
  readonly command: Command;
  readonly on: 'application' | 'certificate' | 'another';
  /** Id of another case that is to be opened. */
  readonly caseId: string | null;
  /** `none`: the sender sees no version, or leaves it out. */
  readonly version: 'current' | 'stale' | 'none';
  /** `same`, `other`: sends the last accepted command's key again, with the same body or with another. */
  readonly key: 'fresh' | 'same' | 'other';
  /** Answers that are no surprise. */
  readonly expects: readonly string[];
}

/** Looks how the case stands, or for the certificate that must have come of it. */
export interface Look {
  readonly kind: 'look';
  readonly at: Instant;
  readonly what: 'case' | 'certificate';
}

export type Wish = Deed | Look;

export interface DeedSpec {
  readonly by: Hand;
  readonly type: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly reason?: ReasonCode;
  readonly document?: true;
  readonly signature?: true;
  readonly at?: Instant;
  readonly expects?: readonly string[];
  readonly on?: Deed['on'];
  readonly caseId?: string;
  readonly version?: Deed['version'];
}

/** A deed under its label's name, accepted unless said otherwise. */
export function deed(scene: Scene, label: ActLabel, spec: DeedSpec): Deed {
  return named(scene, { name: label, label }, spec);
}

/** Something that is meant to be refused, tried once, at once. */
export function attempt(scene: Scene, name: string, spec: DeedSpec & { expects: readonly string[] }): Deed {
  return named(scene, { name, label: 'attempt' }, { at: lastInstant(scene), ...spec });
}

function named(scene: Scene, { name, label }: { name: string; label: ActLabel }, spec: DeedSpec): Deed {
  const { who, now, stage } = scene;
  const at = Math.max(now, spec.at ?? when(scene, label));
  const nth = tried(scene.record, name);
  const paper = (what: string) => stage.chance.sha256(what, who.index, name, nth);
  return {
    kind: 'deed',
    name,
    label,
    at,
    by: spec.by,
    on: spec.on ?? 'application',
    caseId: spec.caseId ?? null,
    version: spec.version ?? 'current',
    key: 'fresh',
    expects: spec.expects ?? ['moved'],
    command: {
      type: spec.type,
      data: spec.data ?? {},
      ...(spec.reason ? { reason: { code: spec.reason, text: reasonText(stage.chance, [who.index, name, nth]) } } : {}),
      ...(spec.signature ? { signature: { date: dateOf(at), seal: paper('seal') } } : {}),
      ...(spec.document ? { document: paper('document') } : {}),
    },
  };
}

/** When the label's act is done: some working days after the last thing that happened, at an hour of the office. */
export function when(scene: Scene, label: ActLabel, more: { days?: number; after?: Instant } = {}): Instant {
  const { who, record, stage } = scene;
  const [usual, hurried] = pace[label];
  const nth = tried(record, label);
  const days = stage.chance.int(who.hurried ? hurried : usual, 'days', who.index, label, nth) + (more.days ?? 0);
  const hour = stage.chance.int([0, 3], 'hour', who.index, label, nth);
  const after = Math.max(lastInstant(scene), more.after ?? 0);
  const at = officeHour(stage.calendar, { after, days, hour });
  return Math.max(at, who.notBefore.get(label) ?? 0);
}

/** The instant of the last thing seen or sent. */
export function lastInstant({ record }: Scene): Instant {
  return Math.max(record.since, record.last ?? 0);
}

export function has({ who }: Scene, trouble: Trouble): boolean {
  return who.troubles.has(trouble);
}

export function triedBefore({ record }: Scene, name: string): boolean {
  return tried(record, name) > 0;
}

export function movedBefore({ record }: Scene, name: string): boolean {
  return moved(record, name) > 0;
}

/** Whether the last answer to a deed was this code. */
export function answered({ record }: Scene, name: string, code: string): boolean {
  return lastCode(record, name) === code;
}

/** Somebody who holds the role in the organisation; who it is depends on the case and on what for. */
export function hand(
  { stage, who }: Scene,
  of: { role: Role; organisation: OrganisationId | null; purpose: string; but?: PersonId; prefix?: string },
): Hand {
  const hands = stage.directory
    .handsOf(of.role, of.organisation)
    .filter(({ person }) => person !== of.but && person.startsWith(of.prefix ?? ''));
  return stage.chance.pick(hands, 'hand', who.index, of.role, of.purpose);
}

export const applicant = ({ stage, who }: Scene): Hand => stage.directory.handOf(who.applicant, 'applicant');

export const unitAdmin = (scene: Scene): Hand =>
  hand(scene, { role: 'unitAdmin', organisation: scene.who.unit, purpose: 'admin', prefix: `${scene.who.unit}-admin` });

/** One of the organiser's own officers, not one who is lent. */
export const organiser = (scene: Scene, purpose: string, but?: PersonId): Hand => {
  const { organiser: organisation } = committeeOfCase(scene);
  const base = { role: 'organiserOfficer', organisation, purpose, prefix: `${organisation}-organiser` } as const;
  return hand(scene, but === undefined ? base : { ...base, but });
};

export const bureauOfficer = (scene: Scene, purpose: string): Hand =>
  hand(scene, { role: 'bureauOfficer', organisation: bureauOf(scene.who.unit), purpose });

export function committeeOfCase({ who }: Scene) {
  const committee = who.programme.committees[who.committee];
  if (!committee) throw new RangeError(`${who.programme.id} has no committee ${who.committee}`);
  return committee;
}
