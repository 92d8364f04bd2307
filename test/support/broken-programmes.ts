/** Tables of broken programmes: each is refused with exactly the errors named. */
import { expect, test } from 'vitest';
import { readProgramme } from '../../machines/programme-check.ts';
import type { FindingCode } from '../../machines/words/programme-findings.ts';
import { altered2023, type Changes, programmeCalendar } from './programmes.ts';

export const city = 'committees.kaili-teacher';
export const prefecture = 'committees.qiandongnan-prefecture';

export interface Broken {
  readonly what: string;
  readonly changes: Changes;
  /** `CODE path` of every error, in any order. */
  readonly errors: readonly `${FindingCode} ${string}`[];
}

/** `CODE path` of every error, sorted; every parameter its words ask for must be there. */
export function errorsOf(changes: Changes): string[] {
  const { errors } = readProgramme(altered2023(changes), programmeCalendar);
  for (const { message } of errors) expect(`${message.zh} ${message.en}`).not.toMatch(/\{\w+\}/);
  return errors.map(({ code, path }) => `${code} ${path}`).sort();
}

/** One test a row: exactly these errors. */
export function refuses(broken: readonly Broken[]): void {
  test.each(broken)('$what', ({ changes, errors }) => {
    expect(errorsOf(changes)).toEqual([...errors].sort());
  });
}
