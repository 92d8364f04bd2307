import type { FindingName } from '../findings.ts';

/** As a regular expression of PostgreSQL: what is damaged must not end the checker. */
export const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** One statement, each row of which is a finding: `case_id`, `seq`, `detail`. */
export interface Question {
  readonly name: FindingName;
  readonly select: string;
  readonly values?: readonly unknown[];
}
