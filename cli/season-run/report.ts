import { lifecycleNames } from '../../machines/lifecycle.ts';
import type { Text } from '../../machines/programme-entries.ts';
import { isoInZone } from '../../machines/time.ts';
import { deadlineWords } from '../../machines/words/deadlines.ts';
import { lifecycleWords } from '../../machines/words/lifecycles.ts';
import type { PlayedMessage } from '../../season/messages.ts';
import { organisationNamed } from '../../season/organisations.ts';
import type { Language } from '../command.ts';
import type { DutyCount, Lateness, Measures, OutcomeCount } from './measures.ts';
import type { MissedDeadlines } from './missed.ts';
import { matterLine, mattersTitle, noticeLine, noticesTitle } from './notices.ts';
import { sittingLine, sittingsTitle } from './sittings.ts';
import { certificateLine, certificatesTitle, recheckLine, rechecksTitle } from './titles.ts';

/** A season's end in words: what a bureau asks, and whether the record can be trusted. */

const words = {
  outcomes: { zh: '案件结果', en: 'Cases by outcome' },
  missed: { zh: '未按期完成的责任单位', en: 'Deadlines missed, by who answers for them' },
  duties: {
    zh: '报送任务:按期审核通过 / 逾期审核通过 / 曾逾期',
    en: 'Duties: accepted / accepted late / ever overdue',
  },
  punctual: { zh: '其余单位均按期', en: 'of all others, in time' },
  applicants: { zh: '申报人本人', en: 'applicants in person' },
  lateness: {
    zh: '期限触发的延迟(毫秒,自拨钟至提交)',
    en: 'How late deadlines fired (real ms from the move to the commit)',
  },
  latenessHead: { zh: '次数 / 中位 / p99 / 最大', en: 'fired / median / p99 / most' },
  answers: { zh: '应答', en: 'Answers' },
  surprises: { zh: '意外应答', en: 'Answers nobody expected' },
  lost: { zh: '已应答而不在历史中的命令', en: 'Acknowledged commands missing from the history' },
  violations: { zh: '核查:违反', en: 'Verification: violations' },
  hash: { zh: '事件日志哈希', en: 'Event-log hash' },
  took: { zh: '用时', en: 'Took' },
  settling: { zh: '其中等待处理完毕', en: 'waiting until all had settled' },
  moves: { zh: '拨钟次数', en: 'moves of the clock' },
  still: { zh: '未结', en: 'underway' },
} as const satisfies Record<string, Text>;

export interface Report {
  readonly played: PlayedMessage;
  readonly measures: Measures;
  /** Real ms the driver took. */
  readonly tookMs: number;
}

const SHOWN = 12;

export function reportLines({ played, measures, tookMs }: Report, language: Language): string[] {
  const { verification, lost } = measures;
  return [
    '',
    words.outcomes[language],
    ...measures.outcomes.map((one) => outcomeLine(one, language)),
    '',
    words.duties[language],
    ...dutyLines(measures.duties, language),
    '',
    sittingsTitle[language],
    ...measures.sittings.map((one) => sittingLine(one, language)),
    '',
    noticesTitle[language],
    ...measures.notices.map((one) => noticeLine(one, language)),
    '',
    mattersTitle[language],
    ...measures.matters.map((one) => matterLine(one, language)),
    '',
    rechecksTitle[language],
    ...measures.rechecks.map((one) => recheckLine(one, language)),
    '',
    certificatesTitle[language],
    certificateLine(measures.certificates),
    '',
    words.missed[language],
    ...measures.missed.slice(0, SHOWN).map((one) => missedLine(one, language)),
    '',
    `${words.lateness[language]}: ${words.latenessHead[language]}`,
    ...measures.lateness.map((one) => latenessLine(one, language)),
    '',
    ...played.surprises.slice(0, SHOWN).map((one) => `  ! ${JSON.stringify({ ...one, at: isoInZone(one.at) })}`),
    ...lost.slice(0, SHOWN).map((one) => `  ! ${JSON.stringify(one)}`),
    ...verification.findings.slice(0, SHOWN).map((one) => `  ! ${JSON.stringify(one)}`),
    `${words.answers[language]}: ${answersOf(played)}`,
    `${words.surprises[language]}: ${played.surprises.length}`,
    `${words.lost[language]}: ${lost.length} / ${measures.acknowledged}`,
    `${words.violations[language]}: ${verification.violations} (${verification.cases} / ${verification.events})`,
    `${words.hash[language]}: ${measures.hash} (${measures.rows})`,
    `${words.took[language]}: ${seconds(tookMs)} (${words.settling[language]} ${seconds(played.settlingMs)}, ${words.moves[language]} ${played.moves})`,
  ];
}

/** Whether everything was as it must be. */
export function isClean({ played, measures }: Report): boolean {
  return played.surprises.length === 0 && measures.lost.length === 0 && measures.verification.violations === 0;
}

function outcomeLine({ year, lifecycle, outcome, ended, cases }: OutcomeCount, language: Language): string {
  const name = lifecycleNames.find((one) => one === lifecycle);
  const said = name === undefined ? outcome : (lifecycleWords[name].states[outcome]?.[language] ?? outcome);
  return `  ${year} ${lifecycle.padEnd(12)} ${String(cases).padStart(6)}  ${ended ? said : `${words.still[language]}: ${said}`}`;
}

/** Whoever was late or overdue, and all others together. */
function dutyLines(duties: readonly DutyCount[], language: Language): string[] {
  const figures = ({ accepted, acceptedLate, overdue, owed }: Omit<DutyCount, 'organisation'>) =>
    `${[accepted, acceptedLate, overdue].map((one) => String(one).padStart(5)).join('')} / ${owed}`;
  const [late, punctual] = [duties.filter(isLate), duties.filter((one) => !isLate(one))];
  const sum = (of: (one: DutyCount) => number) => punctual.reduce((total, one) => total + of(one), 0);
  const rest = {
    owed: sum(({ owed }) => owed),
    accepted: sum(({ accepted }) => accepted),
    acceptedLate: 0,
    overdue: 0,
  };
  return [
    ...late.map((one) => `  ${figures(one)}  ${organisationNamed(one.organisation).title[language]}`),
    `  ${figures(rest)}  ${words.punctual[language]}`,
  ];
}

function isLate({ acceptedLate, overdue, accepted, owed }: DutyCount): boolean {
  return acceptedLate > 0 || overdue > 0 || accepted < owed;
}

function missedLine({ organisation, deadline, cases }: MissedDeadlines, language: Language): string {
  const who = organisation === null ? words.applicants : organisationNamed(organisation).title;
  return `  ${String(cases).padStart(6)}  ${who[language]}: ${deadlineName(deadline, language)}`;
}

function latenessLine({ name, fired, median, p99, most }: Lateness, language: Language): string {
  const figures = [fired, median, p99, most].map((figure) => String(figure).padStart(7)).join('');
  return `  ${figures}  ${name === '*' ? '' : deadlineName(name, language)}`;
}

function deadlineName(name: string, language: Language): string {
  const found = Object.entries(deadlineWords).find(([deadline]) => deadline === name);
  return found ? found[1][language] : name;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

function answersOf({ answers }: PlayedMessage): string {
  const byCode = new Map<string, number>();
  for (const [answer, count] of Object.entries(answers)) {
    const code = answer.split(' ').at(-1) as string;
    byCode.set(code, (byCode.get(code) ?? 0) + count);
  }
  return [...byCode]
    .sort(([, a], [, b]) => b - a)
    .map(([code, count]) => `${code} ${count}`)
    .join(', ');
}
