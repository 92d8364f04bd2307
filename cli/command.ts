/** What a subcommand is: one file under `cli/commands/`, listed in `zhicheng.ts`. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Text } from '../machines/programme-entries.ts';

export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/** Exit codes are a contract: programs act on them. */
export const exitCodes = { ok: 0, error: 1, usage: 2 } as const;

/** Where a command writes: results to `out`, everything said to the person at the terminal to `err`; whole lines. */
export interface Terminal {
  out(line: string): void;
  err(line: string): void;
}

export interface Invocation {
  /** Options and operands after the command's name. */
  readonly args: readonly string[];
  readonly language: Language;
  readonly terminal: Terminal;
}

export interface Command {
  readonly name: string;
  /** After `zhicheng `, e.g. `check [file…]`. */
  readonly usage: string;
  readonly summary: Text;
  /** One line an option of its own; options of every command are shown by `zhicheng help`. */
  readonly options: readonly { readonly flag: string; readonly text: Text }[];
  /** @returns the exit code. @throws UsageError for arguments it cannot take. */
  run(invocation: Invocation): Promise<number>;
}

/** Arguments a command cannot take: said on stderr with the command's usage, exit code 2. */
export class UsageError extends Error {
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.name = 'UsageError';
    this.text = text;
  }
}

/** What a command declines to do, in words for people: exit code 1. */
export class Refusal extends Error {
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.name = 'Refusal';
    this.text = text;
  }
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Parses a command's arguments, its own options and those of every command. @throws UsageError for any other. */
export function readArguments<const O extends Options>(args: readonly string[], options: O) {
  try {
    return parseArgs({
      args: [...args],
      options: { ...options, lang: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_')) {
      throw new UsageError({ zh: `参数有误:${error.message}`, en: error.message });
    }
    throw error;
  }
}
