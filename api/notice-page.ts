import type pg from 'pg';
import type { Text } from '../machines/programme-entries.ts';
import { postedNotices } from '../store/notices-read.ts';
import type { Rulebook } from '../store/programmes.ts';
import { both, type Html, html, page, plain } from './html.ts';
import { kindWords, listedNotice, type NoticeView, noticeRead, noticeViewOf } from './notice-view.ts';

/** Notices as plain pages that can be printed and kept: no script, nothing from elsewhere, both languages at once. */

const NOTICES_SHOWN = 100;
const title: Text = { zh: '公示', en: 'Notices of publicity' };

export async function noticesPage(pool: pg.Pool): Promise<string> {
  const notices = await postedNotices(pool, NOTICES_SHOWN);
  const lines = notices.map((notice) => {
    const [zh, en] = [listedNotice(notice, 'zh'), listedNotice(notice, 'en')];
    return html`<tr><td class="day"><a href="/notices/${plain(zh.id)}">${plain(zh.number)}</a></td><td>${both(kindWords[zh.kind])}</td><td>${both({ zh: zh.organisation.title, en: en.organisation.title })}</td><td class="day">${plain(shown(zh.postedAt))}</td><td class="day">${plain(zh.lastDay)}</td><td>${both({ zh: zh.stateLabel, en: en.stateLabel })}</td></tr>
`;
  });
  const none = html`<p>${both({ zh: '目前没有公示。', en: 'There are no notices.' })}</p>`;
  return page(title, lines.length === 0 ? none : table(noticeHeads, lines));
}

const noticeHeads: readonly Text[] = [
  { zh: '编号', en: 'number' },
  { zh: '类别', en: 'kind' },
  { zh: '公示单位', en: 'published by' },
  { zh: '张贴', en: 'posted' },
  { zh: '最后一日', en: 'last day' },
  { zh: '情况', en: 'standing' },
];

/** @throws Problem NOTICE_NOT_FOUND */
export async function noticePage(parts: { pool: pg.Pool; rulebook: Rulebook }, id: string): Promise<string> {
  const read = await noticeRead(parts, id);
  const [zh, en] = [noticeViewOf(read, 'zh'), noticeViewOf(read, 'en')];
  const say = (pick: (view: NoticeView) => string) => both({ zh: pick(zh), en: pick(en) });
  return page(
    kindWords[zh.kind],
    html`<p><strong>${say(({ organisation }) => organisation.title)}</strong> · ${plain(zh.number)} · ${say(({ stateLabel }) => stateLabel)}</p>
${casesPart(zh, en)}${arithmeticPart(zh, en)}${watchedPart(zh)}${objectingPart(zh, en)}`,
  );
}

function casesPart(zh: NoticeView, en: NoticeView): Html {
  if (!zh.namesShown)
    return html`<p>${both({ zh: zh.why ?? '', en: en.why ?? '' })}</p>
`;
  const withheld: Text = { zh: '（不再公开）', en: '(withheld)' };
  const lines = zh.cases.map((one, index) => {
    const other = en.cases[index] ?? one;
    const name = one.name === null ? both(withheld) : html`${plain(one.name)}`;
    return html`<tr class="listed"><td>${plain(one.position)}</td><td>${name}</td><td>${both({ zh: one.unit, en: other.unit })}</td><td>${both({ zh: one.series, en: other.series })}</td><td>${both({ zh: one.level, en: other.level })}</td></tr>
`;
  });
  return table(caseHeads, lines);
}

const caseHeads: readonly Text[] = [
  { zh: '序号', en: 'no.' },
  { zh: '姓名', en: 'name' },
  { zh: '单位', en: 'unit' },
  { zh: '系列', en: 'series' },
  { zh: '层级', en: 'level' },
];

/** How the last day was found: every day between, counted or not, and why. */
function arithmeticPart(zh: NoticeView, en: NoticeView): Html {
  const counted: Text = {
    zh: `${shown(zh.postedAt)} 张贴，次日（${zh.firstDay}）起算，${zh.workingDays} 个工作日，至 ${zh.lastDay} 日终${zh.provisional ? '（暂定）' : ''}。依据：${chinese(zh.clause)}；工作日按国务院放假通知（日历第 ${zh.calendarVersion} 版）。`,
    en: `Posted ${shown(zh.postedAt)}; counted from the day after (${zh.firstDay}), ${zh.workingDays} working days, to the end of ${zh.lastDay}${zh.provisional ? ' (provisional)' : ''}. By ${en.clause}; working days by the State Council’s gazettes (calendar version ${zh.calendarVersion}).`,
  };
  const lines = zh.days.map((day, index) => {
    const why: Text = { zh: day.label, en: en.days[index]?.label ?? day.label };
    return html`<tr><td class="day">${plain(day.date)}</td><td>${plain(day.number ?? '')}</td><td>${both(why)}</td></tr>
`;
  });
  const heads: readonly Text[] = [
    { zh: '日期', en: 'day' },
    { zh: '第几日', en: 'counted' },
    { zh: '说明', en: 'why' },
  ];
  return html`<h2>${both({ zh: '公示期', en: 'The period' })}</h2>
<p>${both(counted)}</p>
${table(heads, lines)}`;
}

function watchedPart({ observations, gaps, listDigest }: NoticeView): Html {
  const { looked, seen, last } = observations;
  const watched: Text = {
    zh: `本页已自动查看 ${looked} 次，正常 ${seen} 次${last === null ? '' : `，最近一次 ${shown(last)}`}。`,
    en: `This page was looked at ${looked} times by ourselves and was there ${seen} times${last === null ? '' : `, last at ${shown(last)}`}.`,
  };
  const lines = gaps.map(
    ({ from, to }) => html`<li>${plain(shown(from))} – ${plain(shown(to))}</li>
`,
  );
  const none = html`<p>${both({ zh: '没有中断。', en: 'No interruption.' })}</p>
`;
  return html`<h2>${both({ zh: '张贴情况', en: 'How it was shown' })}</h2>
<p>${both(watched)}</p>
${
  lines.length === 0
    ? none
    : html`<p>${both({ zh: '中断：', en: 'Interruptions:' })}</p><ul>${lines}</ul>
`
}<p>${both({ zh: '名单摘要', en: 'Digest of the list' })} <code>${plain(listDigest)}</code></p>
`;
}

function objectingPart(zh: NoticeView, en: NoticeView): Html {
  if (zh.endedAt !== null) return html``;
  return html`<h2>${both({ zh: '异议', en: 'Objections' })}</h2>
<p>${both({ zh: zh.contact, en: en.contact })}</p>
<p>${both({
    zh: '网上提出：向名单所列案件发送 object 或 complain，案件地址见下。',
    en: 'Online: send object or complain to the case in question; addresses of the cases are at',
  })} <a href="/v1/notices/${plain(zh.id)}">/v1/notices/${plain(zh.id)}</a>, <code>POST /v1/cases/…/events</code></p>
`;
}

/** An instant as people write it; it is told in Asia/Shanghai everywhere. */
function shown(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}

/** A programme cites articles as `art. 16`. */
function chinese(clause: string): string {
  return clause.replaceAll(/ arts?\. (\d+)/g, '第$1条');
}

function table(heads: readonly Text[], lines: Html[]): Html {
  return html`<table>
<tr>${heads.map((head) => html`<th scope="col">${both(head)}</th>`)}</tr>
${lines}</table>
`;
}
