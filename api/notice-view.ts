import type pg from 'pg';
import type { z } from 'zod';
import { addWorkingDays, type Calendar } from '../machines/calendar.ts';
import { shownDays } from '../machines/notice/evidence.ts';
import type { Programme } from '../machines/programme.ts';
import type { Text } from '../machines/programme-entries.ts';
import { addDays, DAY_MS, type Instant, isoInZone } from '../machines/time.ts';
import { dayWords } from '../machines/words/days.ts';
import { levelWords } from '../machines/words/titles.ts';
import { readClock } from '../store/clock.ts';
import {
  listDigest,
  type PostedNotice,
  postedNotice,
  type SeenOf,
  type ShownCase,
  seenOf,
  shownCases,
} from '../store/notices-read.ts';
import type { Rulebook } from '../store/programmes.ts';
import type { noticesView, noticeView } from './contract/notices.ts';
import { stateLabel } from './labels.ts';
import { type Language, said } from './language.ts';
import { Problem } from './problems.ts';

/** A notice as the public may read it: what it shows, its arithmetic, and how it was watched. */

export type NoticeView = z.input<typeof noticeView>;
type ListedNotice = z.input<typeof noticesView>['notices'][number];

export const kindWords: Readonly<Record<PostedNotice['kind'], Text>> = {
  internal: { zh: '单位内部公示', en: 'internal publicity of the unit' },
  policy: { zh: '政策性审查结果公示', en: 'publicity of the policy review' },
  result: { zh: '评审结果公示', en: 'publicity of the result' },
};

const whyWords: Text = {
  zh: '公示已结束，为公示目的公开的个人信息不再展示（个人信息保护法第25条、第34条）。',
  en: 'This notice is over; personal data published for its purpose is no longer shown (PIPL arts. 25, 34).',
};

export function listedNotice(notice: PostedNotice, language: Language): ListedNotice {
  const { id, number, kind, state, ended, count } = notice;
  return {
    id,
    number,
    kind,
    kindLabel: said(kindWords[kind], language),
    organisation: { id: notice.organisation, title: language === 'zh' ? notice.title_zh : notice.title_en },
    state,
    stateLabel: stateLabel({ lifecycle: 'notice', state }, language),
    postedAt: isoInZone(notice.posted_at),
    lastDay: notice.rule.last,
    endedAt: ended === null ? null : isoInZone(notice.last_at),
    count,
  };
}

/** What is read of a notice once, whatever languages it is shown in. */
export interface ReadNotice {
  readonly notice: PostedNotice;
  readonly programme: Programme;
  readonly calendar: Calendar;
  readonly now: Instant;
  readonly seen: SeenOf;
  readonly cases: readonly ShownCase[];
}

/** @throws Problem NOTICE_NOT_FOUND for one that was never posted. */
export async function noticeRead(
  { pool, rulebook }: { pool: pg.Pool; rulebook: Rulebook },
  id: string,
): Promise<ReadNotice> {
  const notice = await postedNotice(pool, id);
  if (notice === null) throw new Problem('NOTICE_NOT_FOUND');
  const { body: programme } = await rulebook.programme(pool, notice.programme, notice.programme_version);
  const calendar = await rulebook.calendar(pool, programme.calendar.region, notice.calendar_version);
  const { now } = await readClock(pool);
  return { notice, programme, calendar, now, seen: await seenOf(pool, id), cases: await shownCases(pool, id) };
}

export function noticeViewOf(read: ReadNotice, language: Language): NoticeView {
  const { notice, programme, calendar, now, cases } = read;
  const { gaps, ...observations } = read.seen;
  const { from, workingDays, clause, source } = notice.rule;
  const { gapProlongsWorkingDays, namesShownDays, contact } = programme.publicity;
  const prolongs = gapProlongsWorkingDays.value > 0;
  const days = shownDays(addWorkingDays(calendar, from, workingDays).days, { gaps, prolongs });
  const namesShown = showsNames(notice, { now, namesShownDays: namesShownDays.value });
  return {
    ...listedNotice(notice, language),
    firstDay: addDays(from, 1),
    workingDays,
    provisional: notice.provisional,
    clause,
    source: source as NoticeView['source'],
    calendarVersion: notice.calendar_version,
    days: days.map(({ date, working, known, interrupted, number, why }) => {
      const reason = said(dayWords[why.code], language, why);
      return {
        date,
        working,
        known,
        interrupted,
        number,
        label: interrupted ? interruptedLabel(reason, language) : reason,
      };
    }),
    gaps: gaps.map((gap) => ({ from: isoInZone(gap.from), to: isoInZone(gap.to) })),
    observations: { ...observations, last: observations.last === null ? null : isoInZone(observations.last) },
    listDigest: listDigest(cases),
    contact: said(contact.value, language),
    namesShown,
    why: namesShown ? null : said(whyWords, language),
    cases: namesShown ? cases.map((one) => shownCaseOf(one, { series: programme.series, language })) : [],
  };
}

function showsNames(
  { ended, last_at: endedAt }: PostedNotice,
  { now, namesShownDays }: { now: number; namesShownDays: number },
): boolean {
  return ended === null || (ended === 'closed' && now < endedAt + namesShownDays * DAY_MS);
}

function interruptedLabel(reason: string, language: Language): string {
  return said({ zh: `${reason}，中断`, en: `${reason}, interrupted` }, language);
}

function shownCaseOf(
  shown: ShownCase,
  { series, language }: { series: Readonly<Record<string, Text>>; language: Language },
): NoticeView['cases'][number] {
  const word = (words: Readonly<Record<string, Text>>, code: string) =>
    said(words[code] ?? { zh: code, en: code }, language);
  return {
    position: shown.position,
    case: shown.case,
    name: shown.name,
    unit: language === 'zh' ? shown.unit_zh : shown.unit_en,
    series: word(series, shown.series),
    level: word(levelWords, shown.level),
  };
}
