/** YAML that remembers where each value stands, so that a refusal can name the line a clerk has to look at. */
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** One thing wrong with a file: its line (1-based) and the path of the value, e.g. `festivals[1].work[0]`. */
export interface FileProblem {
  readonly file: string;
  readonly line: number;
  readonly field: string;
  readonly message: string;
}

/** A file that cannot be used, with everything found wrong with it. */
export class FileRefusal extends Error {
  readonly problems: readonly FileProblem[];

  constructor(problems: readonly FileProblem[]) {
    super(problems.map(({ file, line, field, message }) => `${file}:${line} ${field}: ${message}`).join('\n'));
    this.name = 'FileRefusal';
    this.problems = problems;
  }
}

export type Path = readonly PropertyKey[];

export interface Located<T> {
  readonly value: T;
  /** Makes a finding of a path within this file; the line is that of the nearest part of the path that exists. */
  problem(path: Path, message: string): FileProblem;
}

/** Parses YAML 1.2 and checks it against a schema. @throws FileRefusal for YAML that does not parse or does not fit. */
export function parseLocated<T>(file: string, text: string, schema: z.ZodType<T>): Located<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    throw new FileRefusal(
      document.errors.map((error) => {
        const line = lines.linePos(error.pos[0]).line;
        return { file, line, field: '', message: `not YAML: ${error.message.split('\n')[0]}` };
      }),
    );
  }
  const problem = (path: Path, message: string): FileProblem => ({
    file,
    line: lineOf(path),
    field: fieldOf(path),
    message,
  });
  const lineOf = (path: Path): number => {
    const node = document.getIn([...path], true);
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
    if (Array.isArray(range) && typeof range[0] === 'number') return lines.linePos(range[0]).line;
    return path.length === 0 ? 1 : lineOf(path.slice(0, -1));
  };
  const parsed = schema.safeParse(document.toJS());
  if (!parsed.success) throw new FileRefusal(parsed.error.issues.map(({ path, message }) => problem(path, message)));
  return { value: parsed.data, problem };
}

function fieldOf(path: Path): string {
  return path.reduce<string>((field, part) => {
    if (typeof part === 'number') return `${field}[${part}]`;
    return field === '' ? String(part) : `${field}.${String(part)}`;
  }, '');
}
