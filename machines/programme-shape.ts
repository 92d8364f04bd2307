/** From the schema's issues to findings a bureau can act on: which clause, deadline or dated rule is missing, and where. */
import type { z } from 'zod';
import { type Finding, finding } from './programme-findings.ts';
import type { FindingCode } from './words/programme-findings.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Findings for a value that does not have the shape of a programme. */
export function shapeFindings(error: z.ZodError, value: unknown): Finding[] {
  return error.issues.flatMap((issue) => ofIssue(issue, value));
}

function ofIssue(issue: Issue, value: unknown): Finding[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const at = [...issue.path, key];
      return finding(unknownCode(at), { path: joined(at), params: { name: key } });
    });
  }
  if (isMissing(issue.path, value)) {
    const name = String(issue.path.at(-1) ?? '');
    return [finding(missingCode(issue.path), { path: joined(issue.path), params: { name, rule: name } })];
  }
  return [ofPresent(issue, value)];
}

function ofPresent(issue: Issue, value: unknown): Finding {
  const path = joined(issue.path);
  const found = String(at(issue.path, value));
  const last = issue.path.at(-1);
  if (issue.code === 'invalid_value' && last === 'source') return finding('UNKNOWN_SOURCE', { path });
  if (issue.code === 'invalid_value' && last === 'rule')
    return finding('UNKNOWN_RULE', { path, params: { name: found } });
  if (issue.code === 'invalid_format' && (last === 'time' || last === 'closes')) {
    return finding('NOT_A_TIME', { path, params: { time: found } });
  }
  if (issue.code === 'invalid_format' && (last === 'toDate' || last === 'fromDate' || last === 'date')) {
    return finding('NO_SUCH_DATE', { path, params: { date: found } });
  }
  return finding('MISSHAPED', { path, params: { detail: issue.message } });
}

function unknownCode(path: Path): FindingCode {
  const parent = path.at(-2);
  if (parent === 'nodes' || parent === 'periods') return 'UNKNOWN_DEADLINE';
  if (parent === 'years') return 'UNKNOWN_EDUCATION';
  return parent === 'dates' || parent === 'sentences' ? 'UNKNOWN_RULE' : 'UNKNOWN_ENTRY';
}

function missingCode(path: Path): FindingCode {
  const [parent, last] = [path.at(-2), path.at(-1)];
  if (last === 'clause') return 'MISSING_CLAUSE';
  if (last === 'source') return 'MISSING_SOURCE';
  if (last === 'reviewer') return 'DUTY_WITHOUT_REVIEWER';
  if (parent === 'nodes' || parent === 'periods') return 'MISSING_DEADLINE';
  if (parent === 'season' && last !== 'opens') return 'MISSING_DEADLINE';
  if (parent === 'sentences') return 'RULE_NOT_QUOTED';
  return parent === 'dates' ? 'MISSING_DATED_RULE' : 'MISSING_ENTRY';
}

function isMissing(path: Path, value: unknown): boolean {
  // An empty value in YAML (`clause:`) reads as null: left out all the same.
  return path.length > 0 && (at(path, value) ?? null) === null;
}

function at(path: Path, value: unknown): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = Reflect.get(found, key);
  }
  return found;
}

function joined(path: Path): string {
  return path.map(String).join('.');
}
