/** `zhicheng check [file…]`: whether programmes can work, and where not. */
import { relative } from 'node:path';
import {
  type CalendarOf,
  calendarsOfFiles,
  type LocatedFinding,
  type ProgrammeReading,
  programmeFiles,
  readProgrammeFile,
} from '../../config/programmes.ts';
import type { Text } from '../../machines/programme-entries.ts';
import { type Command, exitCodes, type Language, readArguments, UsageError } from '../command.ts';

type Severity = 'error' | 'warning';
type Outcome = ProgrammeReading | { readonly file: string; readonly unreadable: string };

const severityWords: Readonly<Record<Severity, Text>> = {
  error: { zh: '错误', en: 'error' },
  warning: { zh: '提醒', en: 'warning' },
};

export const check: Command = {
  name: 'check',
  usage: 'check [file…] [-o text|json]',
  summary: {
    zh: '检查年度方案(通知的数据文件)能否运行;不给文件时检查 config/programmes/ 下全部方案',
    en: 'checks whether programmes (notices as data) can work; without files, all of config/programmes/',
  },
  options: [
    { flag: '-o, --output text|json', text: { zh: '输出格式,默认 text', en: 'form of the output, text by default' } },
  ],
  async run({ args, language, terminal }) {
    const { values, positionals } = readArguments(args, { output: { type: 'string', short: 'o' } });
    const output = values.output ?? 'text';
    if (output !== 'text' && output !== 'json') {
      throw new UsageError({ zh: `没有输出格式 ${output}`, en: `there is no output ${output}` });
    }
    const calendarOf = calendarsOfFiles();
    const outcomes = (positionals.length > 0 ? positionals : programmeFiles()).map((file) => read(file, calendarOf));
    const readings = outcomes.flatMap((outcome) => ('unreadable' in outcome ? [] : [outcome]));
    for (const outcome of outcomes) {
      if ('unreadable' in outcome) terminal.err(unreadableLine(outcome, language));
    }
    if (output === 'json') terminal.out(JSON.stringify(readings.map(asJson), null, 2));
    else for (const line of textOf(readings, language)) terminal.out(line);
    const good = readings.length === outcomes.length && readings.every(({ errors }) => errors.length === 0);
    return good ? exitCodes.ok : exitCodes.error;
  },
};

function read(file: string, calendarOf: CalendarOf): Outcome {
  try {
    return readProgrammeFile(file, calendarOf);
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'syscall' in error) return { file, unreadable: error.message };
    throw error;
  }
}

function textOf(readings: readonly ProgrammeReading[], language: Language): string[] {
  const lines = readings.flatMap(({ errors, warnings }) => [
    ...errors.map((found) => lineOf('error', found, language)),
    ...warnings.map((found) => lineOf('warning', found, language)),
  ]);
  const errors = readings.reduce((sum, reading) => sum + reading.errors.length, 0);
  const warnings = readings.reduce((sum, reading) => sum + reading.warnings.length, 0);
  const verdict: Text = {
    zh: `${readings.length} 个方案:错误 ${errors},提醒 ${warnings}`,
    en: `${readings.length} programme(s): ${errors} error(s), ${warnings} warning(s)`,
  };
  return [...lines, verdict[language]];
}

/** `file:line: severity CODE path: message (clause)`, which editors can jump to. */
function lineOf(severity: Severity, found: LocatedFinding, language: Language): string {
  const { code, path, message, clause } = found;
  const at = `${shown(found.file)}:${found.line}`;
  const where = path === '' ? '' : ` ${path}`;
  return `${at}: ${severityWords[severity][language]} ${code}${where}: ${message[language]}${clause ? ` (${clause})` : ''}`;
}

function unreadableLine({ file, unreadable }: { file: string; unreadable: string }, language: Language): string {
  const text: Text = { zh: `${shown(file)}:读不了:${unreadable}`, en: `${shown(file)}: cannot be read: ${unreadable}` };
  return text[language];
}

function asJson({ file, programme, errors, warnings }: ProgrammeReading) {
  return { file: shown(file), programme: programme?.id ?? null, errors, warnings };
}

function shown(file: string): string {
  const near = relative(process.cwd(), file);
  return near.startsWith('..') ? file : near;
}
