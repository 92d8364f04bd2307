import type { FindingName } from '../findings.ts';

/** One statement, each row of which is a finding: `case_id`, `seq`, `detail`. */
export interface Question {
  readonly name: FindingName;
  readonly select: string;
  readonly values?: readonly unknown[];
}
