import type pg from 'pg';
import type { Text } from '../machines/programme-entries.ts';
import { isoInZone } from '../machines/time.ts';
import { blockerWords } from '../machines/words/blockers.ts';
import { deadlineWords } from '../machines/words/deadlines.ts';
import { lifecycleWords } from '../machines/words/lifecycles.ts';
import { type Clock, readClock } from '../store/clock.ts';
import { type InstallationKind, installationKind } from '../store/install.ts';
import { allComingDeadlines, type ComingDeadline, countAllByState, type StateCount } from '../store/overview-read.ts';
import { both, type Html, html, page, plain } from './html.ts';
import { lifecycleNamed } from './labels.ts';
import { problemWords } from './problem-words.ts';
import { isOwn, problemCodes, statusOf } from './problems.ts';

/** The plain pages: what runs here, and what a problem's code means. */

const DEADLINES_SHOWN = 12;

const kindWords: Readonly<Record<InstallationKind, Text>> = {
  production: { zh: '正式库', en: 'production' },
  demonstration: { zh: '演示库', en: 'demonstration' },
  simulation: { zh: '模拟库', en: 'simulation' },
};
const clockWords: Readonly<Record<Clock['mode'], Text>> = {
  real: { zh: '按实际时间运行', en: 'runs by the real time' },
  offset: { zh: '运行中，可向前拨', en: 'runs, and can be set forward' },
  frozen: { zh: '静止，可向前拨', en: 'stands, and can be set forward' },
};

/** What runs here. Of a production nothing is told but the clock: its figures are for those who sign in. */
export async function homePage(pool: pg.Pool, address: string): Promise<string> {
  const kind = await installationKind(pool);
  if (kind === null)
    return page(title, html`<p>${both({ zh: '数据库尚未初始化。', en: 'The database is not installed yet.' })}</p>`);
  const clock = await readClock(pool);
  const figures =
    kind === 'production'
      ? html``
      : html`${statesTable(await countAllByState(pool))}${deadlinesTable(await allComingDeadlines(pool, DEADLINES_SHOWN))}`;
  return page(
    title,
    html`${clockPart(kind, clock)}${figures}${signInPart(kind, address)}${publicPart}${referencePart}`,
  );
}

const title: Text = { zh: '职称评审案件', en: 'Zhicheng: professional-title cases' };

function clockPart(kind: InstallationKind, { mode, now, held }: Clock): Html {
  const holding = held ? html`<p>${both({ zh: '定时事项已暂停。', en: 'Timers are held.' })}</p>` : html``;
  return html`<p>${both(kindWords[kind])}</p>
<h2>${both({ zh: '时钟', en: 'The clock' })}</h2>
<p><strong>${plain(isoInZone(now))}</strong> · ${both(clockWords[mode])}</p>
${holding}`;
}

function statesTable(rows: readonly StateCount[]): Html {
  const lines = rows.map(({ lifecycle, state, ended, cases }) => {
    const { name, states } = lifecycleWords[lifecycleNamed(lifecycle)];
    const words = states[state] ?? { zh: state, en: state };
    const open: Text = ended ? { zh: '已办结', en: 'ended' } : { zh: '在办', en: 'open' };
    return html`<tr><td>${both(name)}</td><td>${both(words)}</td><td>${both(open)}</td><td class="number">${plain(cases)}</td></tr>
`;
  });
  const none = html`<p>${both({ zh: '还没有案件。', en: 'No cases yet.' })}</p>`;
  return html`<h2>${both({ zh: '案件所处环节', en: 'Cases by state' })}</h2>
${lines.length === 0 ? none : table([kindOfCase, { zh: '环节', en: 'state' }, { zh: '情况', en: 'standing' }, casesWords], lines)}
`;
}

function deadlinesTable(rows: readonly ComingDeadline[]): Html {
  const lines = rows.map(({ name, due_at, cases }) => {
    return html`<tr><td>${plain(isoInZone(due_at))}</td><td>${both(deadlineWords[name])}</td><td class="number">${plain(cases)}</td></tr>
`;
  });
  const none = html`<p>${both({ zh: '没有待届满的期限。', en: 'Nothing is waiting for a deadline.' })}</p>`;
  return html`<h2>${both({ zh: '最近的期限', en: 'Next deadlines' })}</h2>
${lines.length === 0 ? none : table([{ zh: '时间', en: 'instant' }, { zh: '期限', en: 'deadline' }, casesWords], lines)}
`;
}

const kindOfCase: Text = { zh: '种类', en: 'kind of case' };
const casesWords: Text = { zh: '案件数', en: 'cases' };

function table(heads: readonly Text[], lines: Html[]): Html {
  return html`<table>
<tr>${heads.map((head) => html`<th scope="col">${both(head)}</th>`)}</tr>
${lines}</table>`;
}

function signInPart(kind: InstallationKind, address: string): Html {
  if (kind === 'production') return html``;
  return html`<h2>${both({ zh: '登录', en: 'Signing in' })}</h2>
<p>${both({
    zh: '使用启动时打印的演示令牌；每个令牌对应一个人、一种身份和一个单位。',
    en: 'With a demonstration token, as printed at the start; each names a person, a role and an organisation.',
  })}</p>
<pre>curl -H 'Authorization: Bearer …' '${plain(address)}/v1/me?lang=en'
curl -H 'Authorization: Bearer …' '${plain(address)}/v1/cases?limit=5'</pre>
`;
}

const publicPart = html`<h2>${both({ zh: '公开查询', en: 'For the public' })}</h2>
<ul>
<li><a href="/certificates">${both({ zh: '核验职称证书', en: 'Verify a certificate' })}</a></li>
<li><a href="/notices">${both({ zh: '公示', en: 'Notices of publicity' })}</a></li>
</ul>
`;

const referencePart = html`<h2>${both({ zh: '接口', en: 'The API' })}</h2>
<ul>
<li><a href="/docs">${both({ zh: '接口说明', en: 'Reference' })}</a></li>
<li><a href="/openapi.json">OpenAPI 3.1</a></li>
</ul>
`;

/** What a problem's code means; `null` for no code of ours. */
export function problemPage(named: string): string | null {
  const code = problemCodes.find((one) => one === named);
  if (code === undefined) return null;
  const words = unfilled(isOwn(code) ? problemWords[code].title : blockerWords[code]);
  const detail = isOwn(code) ? html`<p>${both(unfilled(problemWords[code].detail))}</p>` : html``;
  return page(
    words,
    html`<p><code>${plain(code)}</code> · HTTP ${plain(statusOf(code))}</p>
${detail}`,
  );
}

/** A page speaks of no case in particular: what a problem would fill in stays open. */
function unfilled({ zh, en }: Text): Text {
  return { zh: zh.replaceAll(/\{\w+\}/g, '…'), en: en.replaceAll(/\{\w+\}/g, '…') };
}
