/** `npm start`: runs the launcher until Ctrl+C, SIGTERM, or the terminal's end. */
import { parseArgs } from 'node:util';
import { readSettings, SettingsRefusal } from '../config/settings.ts';
import type { Text } from '../machines/programme-entries.ts';
import { type Language, languages } from './command.ts';
import { USUAL_CASES } from './launcher/demonstration.ts';
import { greetingLines } from './launcher/greeting.ts';
import { Launcher } from './launcher/launcher.ts';
import { languageOfTerminal, sayingTo } from './launcher/say.ts';

const usage: Text = {
  zh: `用法：npm start -- [--demo] [--cases N] [--lang zh|en]
  不作任何设置：自带 PostgreSQL 和可拨动时钟的演示
  DATABASE_URL：使用该数据库；空库成为正式库，加 --demo 则成为演示库
  --cases N：新建演示的案件数，默认 ${USUAL_CASES}
  其他设置见 docs/operate.md`,
  en: `usage: npm start -- [--demo] [--cases N] [--lang zh|en]
  with nothing set: a demonstration on its own PostgreSQL, with a clock that can be moved
  DATABASE_URL: that database; an empty one becomes a production, or with --demo a demonstration
  --cases N: the size of a new demonstration, ${USUAL_CASES} by default
  other settings: docs/operate.md`,
};

interface Arguments {
  readonly demo: boolean;
  readonly cases: number;
  readonly help: boolean;
  readonly language: Language;
}

/** @throws TypeError for arguments that are not known. */
function readArguments(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      demo: { type: 'boolean', default: false },
      cases: { type: 'string', default: String(USUAL_CASES) },
      help: { type: 'boolean', short: 'h', default: false },
      lang: { type: 'string', default: languageOfTerminal() },
    },
  });
  const language = languages.find((one) => one === values.lang);
  if (language === undefined) throw new TypeError(`--lang ${languages.join('|')}`);
  const cases = Number(values.cases);
  if (!Number.isInteger(cases) || cases < 0) throw new TypeError('--cases N');
  return { demo: values.demo, cases, help: values.help, language };
}

async function run({ demo, cases, language }: Arguments): Promise<number> {
  const write = (line: string) => process.stdout.write(`${line}\n`);
  const say = sayingTo(write, language);
  const onProgress = (text: Text) => {
    if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${text[language]}`);
  };
  const launcher = new Launcher({ settings: readSettings(), demo, cases, say, onProgress });
  const asked = askedToStop();
  const started = launcher.start();
  const first = await Promise.race([started.catch(failed), asked]);
  if (typeof first === 'object') {
    const { signIns } = first.demonstration;
    for (const line of greetingLines({ ...first, signIns }, language)) write(line);
    await asked;
  }
  if (first !== 'failed') say({ zh: '正在停止 …', en: 'Stopping …' });
  // What is still being started fails now, and that is no news.
  started.catch(() => undefined);
  await launcher.stop();
  return first === 'failed' ? 1 : 0;
}

function failed(error: unknown): 'failed' {
  process.stderr.write(`${messageOf(error)}\n`);
  return 'failed';
}

/** Of a name with several addresses, what each of them answered. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('\n');
  return error instanceof Error ? error.message : String(error);
}

/** A signal that comes so soon after the first is the same one: npm hands on what the terminal has sent to all. */
const SAME_MS = 2_000;

/**
 * Resolves at the first signal. Whoever sends another cannot wait: the parts then end by themselves, as they do when their
 * launcher is killed, and the next start takes over the database.
 */
function askedToStop(): Promise<'asked'> {
  return new Promise((resolve) => {
    let first: number | undefined;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        first ??= performance.now();
        if (performance.now() - first > SAME_MS) process.exit(1);
        resolve('asked');
      });
    }
  });
}

try {
  const args = readArguments(process.argv.slice(2));
  if (args.help) console.log(usage[args.language]);
  else process.exitCode = await run(args);
} catch (error) {
  if (!(error instanceof SettingsRefusal) && !(error instanceof TypeError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
