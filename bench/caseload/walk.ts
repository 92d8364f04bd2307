import type { Envelope } from '../../machines/lifecycle.ts';
import { mandatoryItems, type Programme } from '../../machines/programme.ts';
import type { Role } from '../../machines/roles.ts';
import type { SentCommand } from '../../store/command.ts';
import { sha256Hex } from '../../store/hashing.ts';
import { senderOf } from './prefecture.ts';

/**
 * The way of one application through the notice, day by day: what is sent on a day, after everything that was due by then
 * has fired. Every step is a durable transition, and most arm or disarm a timer.
 */

export interface WalkingCase {
  readonly id: string;
  readonly unit: string;
  readonly applicant: string;
}

export type Kind =
  | 'open'
  | 'submit'
  | 'verify'
  | 'recommend'
  | 'push'
  | 'receive'
  | 'passPolicy'
  | 'convene'
  | 'recordOpinion'
  | 'decide'
  | 'confirm';

interface Station {
  readonly kind: Kind;
  readonly by: Role;
  readonly signed?: true;
  readonly document?: true;
}

export const days: readonly { readonly at: string; readonly stations: readonly Station[] }[] = [
  {
    at: '2023-08-02T09:00',
    stations: [
      { kind: 'open', by: 'applicant' },
      { kind: 'submit', by: 'applicant' },
      { kind: 'verify', by: 'materialReviewer', signed: true },
    ],
  },
  {
    at: '2023-08-10T09:00',
    stations: [
      { kind: 'recommend', by: 'unitAdmin', signed: true },
      { kind: 'push', by: 'departmentOfficer', signed: true },
      { kind: 'receive', by: 'organiserOfficer' },
      { kind: 'passPolicy', by: 'organiserOfficer', signed: true },
    ],
  },
  {
    at: '2023-08-18T09:00',
    stations: [
      { kind: 'convene', by: 'system' },
      { kind: 'recordOpinion', by: 'system', document: true },
      { kind: 'decide', by: 'system', signed: true },
    ],
  },
  { at: '2023-08-26T09:00', stations: [{ kind: 'confirm', by: 'filingOfficer', signed: true }] },
];

export const stations: readonly Station[] = days.flatMap((day) => day.stations);
export const kinds: readonly Kind[] = stations.map(({ kind }) => kind);

/** What is measured: all of a case's way but its opening, which writes other rows than a transition does. */
export const measuredKinds: readonly Kind[] = kinds.filter((kind) => kind !== 'open');

export interface Sending {
  readonly kind: Kind;
  readonly case: WalkingCase;
  /** The version its sender saw; null for `open`. */
  readonly expected: number | null;
  readonly programme: Programme;
}

/** The command as the API would make it: parsed, with key, fingerprint and request id. */
export function commandOf({ kind, case: of, expected, programme }: Sending): SentCommand {
  const station = stations.find((one) => one.kind === kind);
  if (!station) throw new Error(`no station ${kind}`);
  const actor = senderOf(station.by, of.unit, of.applicant);
  const data = dataOf(kind, of, programme);
  return {
    kind: 'sent',
    case: of.id,
    lifecycle: 'application',
    type: kind,
    data,
    envelope: envelopeOf(station),
    text: null,
    actor,
    channel: 'api',
    principal: actor.person ?? 'nobody',
    key: `${of.id}-${kind}`,
    fingerprint: Buffer.from(sha256Hex(`${kind} ${JSON.stringify(data)}`), 'hex'),
    expected,
    headAt: null,
    requestId: `r-${of.id}`,
    programme: kind === 'open' ? programme.id : null,
    cause: null,
  };
}

function envelopeOf({ kind, signed, document }: Station): Envelope {
  return {
    ...(signed ? { signature: { date: '2023-08-10', seal: sha256Hex(`seal of ${kind}`) } } : {}),
    ...(document ? { document: sha256Hex(`document of ${kind}`) } : {}),
  };
}

/** The sitting that has them all under review. */
const SITTING = '00000000-0000-4000-8000-0000000000e1';
const SERIES = 'SERIES_SCHOOL_TEACHER';
const LEVEL = 'INTERMEDIATE';

function dataOf(kind: Kind, of: WalkingCase, programme: Programme): object {
  switch (kind) {
    case 'open':
      return {
        person: of.applicant,
        unit: of.unit,
        series: SERIES,
        level: LEVEL,
        greenChannel: false,
        scope: 'ORDINARY',
      };
    case 'submit':
      return {
        materials: itemsOf(programme).map((item) => ({ item, sha256: sha256Hex(item) })),
        content: sha256Hex(''),
      };
    case 'verify': {
      const items = itemsOf(programme);
      return { items, conclusions: items.map((item) => ({ item, conclusion: 'MATCHES_ORIGINAL' })) };
    }
    case 'convene':
      return { meeting: SITTING };
    case 'recordOpinion':
      return { meeting: SITTING, group: 'group-1', experts: 3, opinion: sha256Hex('opinion') };
    case 'decide':
      return { meeting: SITTING, present: 11, yes: 10, minutes: sha256Hex('minutes'), signedBy: 'chair-1' };
    case 'recommend':
    case 'push':
    case 'receive':
    case 'passPolicy':
    case 'confirm':
      return {};
    default:
      return kind satisfies never;
  }
}

function itemsOf(programme: Programme): string[] {
  return mandatoryItems(programme, { series: SERIES, level: LEVEL, conditions: [] }).map(({ id }) => id);
}
