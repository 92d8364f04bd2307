import type { InstallationKind } from '../../store/install.ts';
import type { Language } from '../command.ts';
import type { SignIn } from './sign-ins.ts';

export interface Greeting {
  readonly address: string;
  readonly kind: InstallationKind;
  readonly signIns: readonly SignIn[];
  readonly logs: string;
}

/** What is printed once everything runs: where it is, how to sign in, what to try next. */
export function greetingLines(greeting: Greeting, language: Language): string[] {
  const { address, kind, logs } = greeting;
  const words = language === 'zh' ? chinese : english;
  const demonstration = kind === 'production' ? [] : [...signingIn(greeting, language), '', ...trying(address, words)];
  return [
    '',
    `  ${words.open}  ${address}`,
    `  ${words.reference}  ${address}/docs`,
    `  ${words.logs}  ${logs}`,
    '',
    ...demonstration,
    ...(kind === 'production' ? [`  ${words.production}`] : []),
    '',
    `  ${words.stop}`,
    '',
  ];
}

function signingIn({ signIns }: Greeting, language: Language): string[] {
  const words = language === 'zh' ? chinese : english;
  const longest = Math.max(...signIns.map(({ token }) => token.length));
  return [
    `  ${words.signIn}`,
    ...signIns.map(({ token, title }) => `    ${token.padEnd(longest)}  ${title[language]}`),
  ];
}

/** The first command of the README, and what it makes one curious about. */
function trying(address: string, words: Words): string[] {
  const curl = (token: string, rest: string) => `    curl -s -H 'Authorization: Bearer ${token}' ${rest}`;
  return [
    `  ${words.waiting}`,
    curl(
      'demo-unit-admin',
      `'${address}/v1/cases?state=beforeIntake.unitVerification.internalPublicity.shown&lang=${words.tag}'`,
    ),
    `  ${words.move}`,
    curl(
      'demo-bureau',
      `-H 'Content-Type: application/json' -d '{"to":"2023-08-11T00:00:05+08:00"}' '${address}/v1/clock?lang=${words.tag}'`,
    ),
    `  ${words.again}`,
  ];
}

interface Words {
  readonly open: string;
  readonly reference: string;
  readonly logs: string;
  readonly signIn: string;
  readonly waiting: string;
  readonly move: string;
  readonly again: string;
  readonly production: string;
  readonly stop: string;
  readonly tag: string;
}

const english: Words = {
  open: 'Open      ',
  reference: 'Reference ',
  logs: 'Logs      ',
  signIn: 'Sign in with one of these tokens (Authorization: Bearer …):',
  waiting: 'See what a school has in its internal publicity:',
  move: 'Set the clock forward to the end of 10 August, and deadlines fire:',
  again: 'Then ask again, or look at the page.',
  production: 'This is a production: its clock is real, and the tokens of the demonstration do not work here.',
  stop: 'Ctrl+C stops everything. The data stay in place.',
  tag: 'en',
};

const chinese: Words = {
  open: '打开',
  reference: '接口',
  logs: '日志',
  signIn: '登录：使用以下任一令牌(Authorization: Bearer …)',
  waiting: '看看某学校正在单位内部公示的案件：',
  move: '把时钟拨到 8 月 10 日结束，看期限届满：',
  again: '然后再查一次，或刷新网页。',
  production: '这是正式库：按实际时间运行，演示令牌在此无效。',
  stop: 'Ctrl+C 停止全部进程，数据保留。',
  tag: 'zh',
};
