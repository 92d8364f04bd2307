#!/usr/bin/env node
/** The `zhicheng` command: finds the subcommand, says how it is used, turns what it answers into an exit code. */
import { parseArgs } from 'node:util';
import { FileRefusal } from '../config/located-yaml.ts';
import type { Text } from '../machines/programme-entries.ts';
import { type Command, exitCodes, type Language, languages, Refusal, type Terminal, UsageError } from './command.ts';
import { alarms } from './commands/alarms.ts';
import { assumed } from './commands/assumed.ts';
import { certificate } from './commands/certificate.ts';
import { check } from './commands/check.ts';
import { clock } from './commands/clock.ts';
import { draw } from './commands/draw.ts';
import { explain } from './commands/explain.ts';
import { gazette } from './commands/gazette.ts';
import { programme } from './commands/programme.ts';
import { verify } from './commands/verify.ts';

const commands: readonly Command[] = [
  alarms,
  assumed,
  certificate,
  check,
  clock,
  draw,
  explain,
  gazette,
  programme,
  verify,
];

const words = {
  usage: { zh: '用法', en: 'usage' },
  commands: { zh: '命令', en: 'commands' },
  everyCommand: { zh: '各命令共有的选项', en: 'options of every command' },
  lang: { zh: '输出语言,默认 zh', en: 'language of the output, zh by default' },
  help: { zh: '显示用法', en: 'shows how a command is used' },
} as const satisfies Record<string, Text>;

/** Runs one invocation. @returns the exit code: 0 ok, 1 error, 2 usage. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const language = languageOf(args);
  if (language === null) {
    terminal.err(`--lang ${languages.join('|')}`);
    return exitCodes.usage;
  }
  const [name = 'help', ...rest] = withoutLeadingLanguage(args);
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) return withoutCommand(name, language, terminal);
  if (rest.includes('--help') || rest.includes('-h')) {
    for (const line of usageOf(command, language)) terminal.out(line);
    return exitCodes.ok;
  }
  try {
    return await command.run({ args: rest, language, terminal });
  } catch (error) {
    return explained(error, { command, language, terminal });
  }
}

/** Refusals are said in words; anything else is a bug and keeps its stack. */
function explained(error: unknown, to: { command: Command; language: Language; terminal: Terminal }): number {
  if (error instanceof UsageError) {
    to.terminal.err(error.text[to.language]);
    for (const line of usageOf(to.command, to.language)) to.terminal.err(line);
    return exitCodes.usage;
  }
  if (error instanceof Refusal) {
    to.terminal.err(error.text[to.language]);
    return exitCodes.error;
  }
  if (error instanceof FileRefusal) {
    to.terminal.err(error.message);
    return exitCodes.error;
  }
  // A file that is not there or may not be read.
  if (error instanceof Error && 'code' in error && 'syscall' in error) {
    to.terminal.err(error.message);
    return exitCodes.error;
  }
  throw error;
}

function withoutCommand(name: string, language: Language, terminal: Terminal): number {
  if (name === 'help' || name === '--help' || name === '-h') {
    for (const line of overview(language)) terminal.out(line);
    return exitCodes.ok;
  }
  terminal.err(language === 'zh' ? `没有命令 ${name}` : `there is no command ${name}`);
  for (const line of overview(language)) terminal.err(line);
  return exitCodes.usage;
}

function languageOf(args: readonly string[]): Language | null {
  const { lang } = parseArgs({ args: [...args], options: { lang: { type: 'string' } }, strict: false }).values;
  if (lang === undefined) return 'zh';
  return languages.find((language) => language === lang) ?? null;
}

/** `zhicheng --lang en check` and `zhicheng check --lang en` are the same. */
function withoutLeadingLanguage(args: readonly string[]): readonly string[] {
  if (args[0] === '--lang') return args.slice(2);
  return args[0]?.startsWith('--lang=') ? args.slice(1) : args;
}

function overview(language: Language): string[] {
  return [
    `${words.usage[language]}: zhicheng <command> [--lang ${languages.join('|')}]`,
    `${words.commands[language]}:`,
    ...commands.flatMap(({ usage, summary }) => [`  ${usage}`, `      ${summary[language]}`]),
    `${words.everyCommand[language]}:`,
    `  --lang ${languages.join('|')}  ${words.lang[language]}`,
    `  -h, --help    ${words.help[language]}`,
  ];
}

function usageOf(command: Command, language: Language): string[] {
  return [
    `${words.usage[language]}: zhicheng ${command.usage}`,
    `  ${command.summary[language]}`,
    ...command.options.map(({ flag, text }) => `  ${flag}  ${text[language]}`),
  ];
}

if (import.meta.main) {
  // Whoever reads us may stop early (`| head`): that is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  process.exitCode = await run(process.argv.slice(2), {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
  });
}
