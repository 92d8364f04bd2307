import { z } from 'zod';
import { ballotOperations } from './contract/ballots.ts';
import {
  casePage,
  caseView,
  deadlinesView,
  historyQuery,
  historyView,
  listQuery,
  movedView,
  openedView,
  receipt,
} from './contract/cases.ts';
import { certificateOperations } from './contract/certificates.ts';
import { dutyOperations } from './contract/duties.ts';
import { eventBody, openBody } from './contract/events.ts';
import { caseId, registerId } from './contract/fields.ts';
import { etag, idempotencyKey, ifMatch, replayed } from './contract/headers.ts';
import { materialOperations } from './contract/materials.ts';
import { meetingOperations } from './contract/meetings.ts';
import { noticeOperations } from './contract/notice-operations.ts';
import {
  amendmentBody,
  amendmentQuery,
  amendmentView,
  gazetteBody,
  gazetteView,
  programmeView,
} from './contract/programmes.ts';
import { registerOperations } from './contract/registers.ts';
import { responsibilityView } from './contract/responsibility.ts';
import { clockBody, clockView, health, me, overview, roundBody, roundView } from './contract/service.ts';
import type { Operation } from './operation.ts';

/**
 * The table of operations: the router validates with these schemas, and the OpenAPI document is made from them. Nothing of
 * the API is described anywhere else.
 */

const ofCase = z.strictObject({ id: caseId });
const ofProgramme = z.strictObject({ id: registerId });

const caseReads = { tag: 'cases', method: 'get', access: 'token', missing: 'CASE_NOT_FOUND', params: ofCase } as const;

export const operations = {
  openCase: {
    id: 'openCase',
    method: 'post',
    path: '/v1/cases',
    tag: 'cases',
    summary: 'Open an application',
    access: 'token',
    headers: z.object({ 'idempotency-key': idempotencyKey }),
    body: openBody,
    reply: { status: 201, description: 'Opened', schema: openedView },
    replyHeaders: { ...etag, ...replayed, Location: 'Where the case is' },
    problems: ['ROLE_NOT_ENTITLED', 'CASE_NOT_FOUND', 'SLOT_TAKEN', 'CLICK_WINDOW_CLOSED', 'KEY_REUSED', 'TRY_AGAIN'],
  },
  ...noticeOperations,
  ...certificateOperations,
  ...dutyOperations,
  ...registerOperations,
  ...materialOperations,
  sendEvent: {
    id: 'sendEvent',
    method: 'post',
    path: '/v1/cases/:id/events',
    tag: 'cases',
    summary: 'Send an event to a case',
    description:
      'The only way a case changes. Needs If-Match, but for `object` and `complain`, which anyone may send to a case that a ' +
      'notice shows, and which are answered with a receipt.',
    access: 'token',
    missing: 'CASE_NOT_FOUND',
    params: ofCase,
    headers: z.object({ 'if-match': ifMatch, 'idempotency-key': idempotencyKey }),
    body: eventBody,
    reply: {
      status: 200,
      description: 'The case with what may happen next; or a receipt',
      schema: z.union([movedView, receipt]),
    },
    replyHeaders: { ...etag, ...replayed },
    problems: [
      'ROLE_NOT_ENTITLED',
      'CASE_NOT_FOUND',
      'EVENT_NOT_ALLOWED',
      'CASE_ENDED',
      'DEADLINE_CLOSING',
      'STALE_VERSION',
      'UNKNOWN_EVENT',
      'KEY_REUSED',
      'VERSION_REQUIRED',
      'TRY_AGAIN',
    ],
  },
  listCases: {
    id: 'listCases',
    method: 'get',
    path: '/v1/cases',
    tag: 'cases',
    summary: 'List cases by their next legal deadline',
    access: 'token',
    query: listQuery,
    reply: { status: 200, description: 'A page', schema: casePage },
    problems: ['CURSOR_MISMATCH'],
  },
  readCase: {
    ...caseReads,
    id: 'readCase',
    path: '/v1/cases/:id',
    summary: 'Read a case and what may happen next',
    reply: { status: 200, description: 'The case', schema: caseView },
    replyHeaders: etag,
    problems: ['CASE_NOT_FOUND'],
  },
  readDeadlines: {
    ...caseReads,
    id: 'readDeadlines',
    path: '/v1/cases/:id/deadlines',
    summary: 'Read its deadlines, each explained day by day',
    reply: { status: 200, description: 'Its deadlines, past ones too', schema: deadlinesView },
    problems: ['CASE_NOT_FOUND'],
  },
  readHistory: {
    ...caseReads,
    id: 'readHistory',
    path: '/v1/cases/:id/history',
    summary: 'Read its events, oldest first',
    query: historyQuery,
    reply: { status: 200, description: 'A page of events', schema: historyView },
    problems: ['CASE_NOT_FOUND'],
  },
  readResponsibility: {
    ...caseReads,
    id: 'readResponsibility',
    path: '/v1/cases/:id/responsibility',
    summary: 'Read who answers for each missed node',
    reply: { status: 200, description: 'Missed nodes', schema: responsibilityView },
    problems: ['CASE_NOT_FOUND'],
  },
  readProgramme: {
    id: 'readProgramme',
    method: 'get',
    path: '/v1/programmes/:id',
    tag: 'programmes',
    summary: 'Read the plan of a programme',
    access: 'token',
    missing: 'PROGRAMME_NOT_FOUND',
    params: ofProgramme,
    reply: { status: 200, description: 'Its latest version', schema: programmeView },
    replyHeaders: etag,
    problems: ['PROGRAMME_NOT_FOUND'],
  },
  amendProgramme: {
    id: 'amendProgramme',
    method: 'post',
    path: '/v1/programmes/:id/amendments',
    tag: 'programmes',
    summary: 'Move a node of the plan, or preview what that would change',
    description: 'Needs If-Match with the version of the programme, but for a preview.',
    access: 'token',
    missing: 'PROGRAMME_NOT_FOUND',
    params: ofProgramme,
    query: amendmentQuery,
    headers: z.object({ 'if-match': ifMatch }),
    body: amendmentBody,
    reply: { status: 200, description: 'What it changes', schema: amendmentView },
    replyHeaders: etag,
    problems: [
      'ROLE_NOT_ENTITLED',
      'PROGRAMME_NOT_FOUND',
      'STALE_VERSION',
      'AMENDMENT_IN_PAST',
      'PROGRAMME_UNWORKABLE',
      'VERSION_REQUIRED',
    ],
  },
  loadGazette: {
    id: 'loadGazette',
    method: 'post',
    path: '/v1/gazettes',
    tag: 'programmes',
    summary: 'Load a gazette of holidays and make-up days',
    access: 'token',
    body: gazetteBody,
    reply: { status: 200, description: 'Loaded', schema: gazetteView },
    problems: ['ROLE_NOT_ENTITLED', 'GAZETTE_KNOWN', 'GAZETTE_UNUSABLE'],
  },
  ...meetingOperations,
  ...ballotOperations,
  readClock: {
    id: 'readClock',
    method: 'get',
    path: '/v1/clock',
    tag: 'clock',
    summary: 'Read the clock and what is in flight',
    description: 'Only where the clock can be moved.',
    access: 'token',
    reply: { status: 200, description: 'The clock', schema: clockView },
    problems: ['CLOCK_NOT_MOVABLE'],
  },
  moveClock: {
    id: 'moveClock',
    method: 'post',
    path: '/v1/clock',
    tag: 'clock',
    summary: 'Set the clock forward',
    access: 'token',
    body: clockBody,
    reply: { status: 200, description: 'The clock as it stands now', schema: clockView },
    problems: ['ROLE_NOT_ENTITLED', 'CLOCK_NOT_MOVABLE', 'CLOCK_ONLY_FORWARD'],
  },
  askForRound: {
    id: 'askForRound',
    method: 'post',
    path: '/v1/rounds',
    tag: 'clock',
    summary: 'Ask the workers for a round',
    description:
      'Only where the clock can be moved, for there nothing rings at the hours that are passed over. Until it is made the ' +
      'clock is not settled; asked for again at the same instant it is not made again, and its state is told.',
    access: 'token',
    body: roundBody,
    reply: { status: 200, description: 'What was asked for, and whether it is made', schema: roundView },
    problems: ['ROLE_NOT_ENTITLED', 'CLOCK_NOT_MOVABLE'],
  },
  readOverview: {
    id: 'readOverview',
    method: 'get',
    path: '/v1/overview',
    tag: 'service',
    summary: 'Cases by state, and the next deadlines',
    access: 'token',
    reply: { status: 200, description: 'Of the cases you may see', schema: overview },
    problems: [],
  },
  readMe: {
    id: 'readMe',
    method: 'get',
    path: '/v1/me',
    tag: 'service',
    summary: 'Who you are to the service',
    access: 'token',
    reply: { status: 200, description: 'Whom the token names', schema: me },
    problems: [],
  },
  live: {
    id: 'live',
    method: 'get',
    path: '/livez',
    tag: 'service',
    summary: 'Whether the process answers',
    access: 'open',
    reply: { status: 200, description: 'It does', schema: health },
    problems: [],
  },
  ready: {
    id: 'ready',
    method: 'get',
    path: '/readyz',
    tag: 'service',
    summary: 'Whether it can do its work',
    access: 'open',
    reply: { status: 200, description: 'It can', schema: health },
    problems: ['TRY_AGAIN'],
  },
} as const satisfies Record<string, Operation>;

export type Operations = typeof operations;
