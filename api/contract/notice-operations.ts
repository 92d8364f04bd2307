import { z } from 'zod';
import type { Operation } from '../operation.ts';
import { openedView } from './cases.ts';
import { openNoticeBody } from './events.ts';
import { caseId } from './fields.ts';
import { etag, idempotencyKey, replayed } from './headers.ts';
import { noticesQuery, noticesView, noticeView } from './notices.ts';

/** The operations of notices: lines of the table in `contract.ts`. */
export const noticeOperations = {
  openNotice: {
    id: 'openNotice',
    method: 'post',
    path: '/v1/notices',
    tag: 'notices',
    summary: 'Draft a notice of publicity',
    description: 'It is posted, and everything else done with it, by events sent to the case.',
    access: 'token',
    headers: z.object({ 'idempotency-key': idempotencyKey }),
    body: openNoticeBody,
    reply: { status: 201, description: 'Drafted', schema: openedView },
    replyHeaders: { ...etag, ...replayed, Location: 'Where the case is' },
    problems: ['ROLE_NOT_ENTITLED', 'CASE_NOT_FOUND', 'NOT_TO_BE_SHOWN', 'LISTED_ALREADY', 'KEY_REUSED', 'TRY_AGAIN'],
  },
  listNotices: {
    id: 'listNotices',
    method: 'get',
    path: '/v1/notices',
    tag: 'notices',
    summary: 'List the notices that were posted, those on show first',
    access: 'open',
    limited: true,
    query: noticesQuery,
    reply: { status: 200, description: 'Notices', schema: noticesView },
    problems: ['TOO_MANY_REQUESTS'],
  },
  readNotice: {
    id: 'readNotice',
    method: 'get',
    path: '/v1/notices/:id',
    tag: 'notices',
    summary: 'Read a notice, its arithmetic and how it was shown',
    access: 'open',
    limited: true,
    missing: 'NOTICE_NOT_FOUND',
    params: z.strictObject({ id: caseId }),
    reply: { status: 200, description: 'The notice', schema: noticeView },
    problems: ['NOTICE_NOT_FOUND', 'TOO_MANY_REQUESTS'],
  },
} as const satisfies Record<string, Operation>;
