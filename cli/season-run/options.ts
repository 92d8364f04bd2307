import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Text } from '../../machines/programme-entries.ts';
import { type Language, languages, UsageError } from '../command.ts';
import { languageOfTerminal } from '../launcher/say.ts';

/** What `npm run season` is told. */
export interface SeasonOptions {
  readonly cases: number;
  readonly seed: number;
  readonly senders: number;
  readonly queue: 'postgres' | 'redis';
  readonly databaseUrl: string | null;
  readonly home: string;
  readonly keep: boolean;
  /** Every gazette from the beginning; otherwise that of 2024 comes on the day it was published. */
  readonly wholeCalendar?: boolean;
  readonly json: boolean;
  readonly language: Language;
}

export const usage: Text = {
  zh: `用法:npm run season -- [--cases N] [--seed S] [--senders N] [--queue postgres|redis] [--database URL] [--keep] [--json]
  --cases     案件数,默认 2000,其中 15% 属 2022 年度
  --seed      种子,默认 7;同一种子得到同一事件日志
  --senders   同时发送数,默认 64
  --queue     BullMQ 的后端:postgres(默认)或 redis(自行启动 redis-server)
  --database  使用该空库;不给则自带 PostgreSQL,演练结束后删除
  --data      日志、台账和自带数据库的目录,默认 .zhicheng/season
  --keep      保留数据库及其服务,供 npm run verify
  --whole-calendar  一开始就载入全部放假通知;不给则 2024 年的通知在其公布日载入
  --json      最后输出一份 JSON
  --lang      zh 或 en`,
  en: `usage: npm run season -- [--cases N] [--seed S] [--senders N] [--queue postgres|redis] [--database URL] [--keep] [--json]
  --cases     how many cases, 2000 by default, 15 % of them of 2022
  --seed      7 by default; the same seed gives the same event log
  --senders   how many send at once, 64 by default
  --queue     BullMQ's backend: postgres (default), or redis, whose server is started for the season
  --database  an empty database; without it an embedded PostgreSQL, removed at the end
  --data      where logs, ledger and an embedded database are kept, .zhicheng/season by default
  --keep      keeps the database and its server, for npm run verify
  --whole-calendar  every gazette is known from the beginning; without it that of 2024 comes on its day
  --json      prints one JSON document at the end
  --lang      zh or en`,
};

/** @throws UsageError. */
export function readOptions(args: readonly string[]): SeasonOptions | 'help' {
  const values = parsed(args);
  if (values.help) return 'help';
  const language = languages.find((one) => one === values.lang);
  const queue = (['postgres', 'redis'] as const).find((one) => one === values.queue);
  if (!language) throw new UsageError({ zh: '--lang 只能是 zh 或 en', en: `--lang ${languages.join('|')}` });
  if (!queue) throw new UsageError({ zh: '--queue 只能是 postgres 或 redis', en: '--queue postgres|redis' });
  return {
    cases: whole('--cases', values.cases, [1, 1_000_000]),
    seed: whole('--seed', values.seed, [0, 2 ** 31 - 1]),
    senders: whole('--senders', values.senders, [1, 1_000]),
    queue,
    databaseUrl: values.database ?? null,
    home: resolve(values.data),
    keep: values.keep,
    wholeCalendar: values['whole-calendar'],
    json: values.json,
    language,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        cases: { type: 'string', default: '2000' },
        seed: { type: 'string', default: '7' },
        senders: { type: 'string', default: '64' },
        queue: { type: 'string', default: 'postgres' },
        database: { type: 'string' },
        data: { type: 'string', default: '.zhicheng/season' },
        keep: { type: 'boolean', default: false },
        'whole-calendar': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        lang: { type: 'string', default: languageOfTerminal() },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError({ zh: error.message, en: error.message });
    throw error;
  }
}

function whole(name: string, text: string, [least, most]: readonly [number, number]): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UsageError({
    zh: `${name} 须为 ${least} 至 ${most} 的整数`,
    en: `${name} must be a whole number from ${least} to ${most}`,
  });
}
