import { postedNotices } from '../store/notices-read.ts';
import { openAs, type Parts } from './cases.ts';
import type { Operations } from './contract.ts';
import { listedNotice, noticeRead, noticeViewOf } from './notice-view.ts';
import type { Handler } from './operation.ts';

/** Notices of publicity: drafted by whoever publishes, read by anybody. */

export function openNotice(parts: Parts): Handler<Operations['openNotice']> {
  return (asked) => openAs(parts, asked, { lifecycle: 'notice', address: 'POST /v1/notices' });
}

export function listOfNotices({ pool }: Parts): Handler<Operations['listNotices']> {
  return async ({ query, language }) => {
    const notices = await postedNotices(pool, query.limit);
    return { body: { notices: notices.map((notice) => listedNotice(notice, language)) } };
  };
}

export function readNotice(parts: Parts): Handler<Operations['readNotice']> {
  return async ({ params, language }) => ({ body: noticeViewOf(await noticeRead(parts, params.id), language) });
}
