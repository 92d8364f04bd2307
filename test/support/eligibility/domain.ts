import type { Affairs } from '../../../machines/eligibility/changes.ts';
import type { RuleId, Situation } from '../../../machines/eligibility/rule.ts';
import { dossier, education } from './dossiers.ts';
import { situation } from './situations.ts';

/** Bounded domains of dossiers, each gone through whole: every combination of a few values of what a group of rules reads. */
export interface Domain {
  readonly name: string;
  readonly rules: readonly RuleId[];
  readonly all: readonly Affairs[];
}

type Given = Parameters<typeof dossier>[0];
type Values = readonly (readonly unknown[])[];
type Combination<V extends Values> = { [K in keyof V]: V[K][number] };

/** Every combination of one value each. */
export function combined<const V extends Values>(...values: V): Combination<V>[] {
  return values.reduce<unknown[][]>(
    (all, some) => all.flatMap((one) => some.map((value) => one.concat([value]))),
    [[]],
  ) as Combination<V>[];
}

export function domain(
  name: string,
  rules: readonly RuleId[],
  given: readonly (readonly [Given, Partial<Situation>?])[],
): Domain {
  const all = given.map(([one, when]) => ({ dossier: dossier(one), situation: situation(when) }));
  return { name, rules, all };
}

/** Levels of study that the rules tell apart. */
export const levels = ['SECONDARY', 'COLLEGE', 'BACHELOR', 'MASTER'] as const;
type Level = (typeof levels)[number] | null;
/** That education, or none. */
export const schools = (level: Level) => (level === null ? [] : [education({ level })]);
