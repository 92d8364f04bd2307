import { z } from 'zod';
import { seats } from '../../machines/facts.ts';
import { POOL_MOST, postponements, recusalReasons } from '../../machines/meeting/context.ts';
import { titleLevels } from '../../machines/programme-entries.ts';
import type { Operation } from '../operation.ts';
import { openedView } from './cases.ts';
import { openMeetingBody } from './events.ts';
import { caseId, label, plainDate, registerId, sha256, version } from './fields.ts';
import { etag, idempotencyKey, replayed } from './headers.ts';

/** Committees: their pools of experts as filed, and their sittings as those who see them may read them (docs/committee.md). */

const lot = z.int().meta({ description: 'Number in the filed pool: an expert is told by it where no name may stand' });
const seat = z.enum(seats).meta({ id: 'Seat' });

const agendaItem = z
  .strictObject({
    case: caseId,
    number: z.string(),
    state: z.string().meta({ description: 'Where the case stands now' }),
    stateLabel: label,
    postponed: z
      .enum(postponements)
      .nullable()
      .meta({ description: 'Why this sitting does not decide it; null while it does' }),
    convened: z.boolean().meta({ description: 'Whether it was told that it is under review' }),
    opinion: z.boolean().meta({ description: 'Whether a group has given its written opinion' }),
    turnout: z
      .strictObject({ open: z.boolean(), voters: z.int(), voted: z.int() })
      .nullable()
      .meta({ description: 'Who may vote and how many have; null before voting was opened' }),
    counts: z
      .strictObject({ present: z.int(), yes: z.int(), no: z.int(), abstain: z.int() })
      .nullable()
      .meta({ description: 'After closing: present is who voted' }),
  })
  .meta({ id: 'AgendaItem' });

const seatedExpert = z
  .strictObject({
    lot,
    seat,
    person: registerId.nullable().meta({ description: 'null for whoever may know the lots and not the names' }),
    name: z.string().nullable(),
    present: z.boolean().nullable().meta({ description: 'null before the roll was called' }),
    signed: z.boolean().meta({ description: 'Whether they have signed the minutes' }),
  })
  .meta({ id: 'SeatedExpert' });

const drawView = z
  .strictObject({
    commitment: sha256.meta({ description: 'SHA-256 of the secret, fixed by the call' }),
    secret: z.string().nullable().meta({ description: 'Told when the experts were drawn' }),
    share: z.string().nullable().meta({ description: 'Given by the filing authority after the call' }),
    pool: sha256.meta({ description: 'Hash of the pool as it was filed' }),
    seed: sha256.nullable().meta({ description: 'SHA-256 of `secret|share|pool`' }),
    candidates: z.array(z.strictObject({ lot, seat, specialties: z.array(z.string()) })),
    strata: z.array(z.strictObject({ seat: seat.optional(), specialty: z.string().optional(), count: z.int() })),
    size: z.int(),
    drawn: z.array(z.strictObject({ lot, seat })),
  })
  .meta({ id: 'Draw', description: 'All it takes to do the draw again: docs/committee.md' });

export const meetingView = z
  .strictObject({
    id: caseId,
    number: z.string(),
    version,
    state: z.string(),
    stateLabel: label,
    ended: z.string().nullable(),
    programme: registerId,
    committee: registerId.meta({ description: 'Key of the committee in the programme' }),
    organisation: registerId,
    sitsOn: plainDate,
    agenda: z.array(agendaItem),
    experts: z.array(seatedExpert),
    recusals: z.array(z.strictObject({ case: caseId, lot, why: z.enum(recusalReasons) })),
    draw: drawView,
    minutes: sha256.nullable(),
  })
  .meta({ id: 'Meeting' });

const member = z
  .strictObject({
    person: registerId,
    seat,
    level: z.enum(titleLevels).meta({ description: 'Level of the title held' }),
    specialties: z.array(z.string().min(1).max(64)).max(20),
    unit: registerId,
    termFrom: plainDate,
    termThrough: plainDate.meta({ description: 'Inclusive; at most three years' }),
  })
  .meta({ id: 'PoolMember' });

export const poolBody = z
  .strictObject({
    programme: registerId.meta({ example: 'kaili-2023' }),
    committee: registerId.meta({ description: 'Key of the committee in the programme' }),
    filedFrom: plainDate,
    filedThrough: plainDate.meta({ description: 'Inclusive; at most three years' }),
    document: sha256.meta({ description: 'SHA-256 of the filing' }),
    members: z.array(member).min(1).max(POOL_MOST).meta({ description: 'In order: the first has lot 1' }),
  })
  .meta({ id: 'ExpertPool' });

export const poolView = z
  .strictObject({
    organisation: registerId,
    filedFrom: plainDate,
    filedThrough: plainDate,
    members: z.int(),
    pool: sha256.meta({ description: 'The hash by which sittings name it' }),
    filed: z.boolean().meta({ description: 'false: the same was filed before, and nothing changed' }),
  })
  .meta({ id: 'FiledPool' });

export const meetingOperations = {
  filePool: {
    id: 'filePool',
    method: 'post',
    path: '/v1/expert-pools',
    tag: 'meetings',
    summary: 'File a committee’s pool of experts',
    description:
      'By the authority with which the committee is filed. A filing is not changed: another pool is another filing. The same ' +
      'one may be sent again.',
    access: 'token',
    body: poolBody,
    reply: { status: 200, description: 'Filed', schema: poolView },
    problems: ['ROLE_NOT_ENTITLED', 'POOL_KNOWN'],
  },
  openMeeting: {
    id: 'openMeeting',
    method: 'post',
    path: '/v1/meetings',
    tag: 'meetings',
    summary: 'Call a sitting of a committee',
    description:
      'Over queued cases of the committee, at most 100. Everything else of a sitting but its ballots is an event sent to its case.',
    access: 'token',
    headers: z.object({ 'idempotency-key': idempotencyKey }),
    body: openMeetingBody,
    reply: { status: 201, description: 'Called', schema: openedView },
    replyHeaders: { ...etag, ...replayed, Location: 'Where the case is' },
    problems: [
      'ROLE_NOT_ENTITLED',
      'CASE_NOT_FOUND',
      'NO_COMMITTEE',
      'CASE_NOT_QUEUED',
      'CASE_LISTED',
      'POOL_NOT_FILED',
      'POOL_TOO_SMALL',
      'SITTING_IN_PAST',
      'FILING_INVALID',
      'KEY_REUSED',
      'TRY_AGAIN',
    ],
  },
  readMeeting: {
    id: 'readMeeting',
    method: 'get',
    path: '/v1/meetings/:id',
    tag: 'meetings',
    summary: 'Read a sitting: agenda, experts, recusals, turnout, counts, and its draw',
    description:
      'For its committee, the organiser and the filing authority. Who was drawn is named to those who hold the sitting or ' +
      'receive its minutes, and to the experts themselves; to others by lot. How anybody voted is not known to the service.',
    access: 'token',
    missing: 'CASE_NOT_FOUND',
    params: z.strictObject({ id: caseId }),
    reply: { status: 200, description: 'The sitting', schema: meetingView },
    replyHeaders: etag,
    problems: ['CASE_NOT_FOUND'],
  },
} as const satisfies Record<string, Operation>;
