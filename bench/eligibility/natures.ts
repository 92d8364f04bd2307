import type { Outcome, RuleId } from '../../machines/eligibility/rule.ts';

/** Outcomes that a rule cannot have under Kaili's notice of 2023, and why. All others are to be reached. */
export const impossible: Readonly<Partial<Record<RuleId, Readonly<Partial<Record<Outcome, string>>>>>> = {
  E04: { FAIL: 'nothing is refused for want of an achievement' },
  E05: { PASS: 'the committee weighs it', FAIL: 'nothing is refused for it' },
  E09: { FAIL: 'no education is refused for its kind' },
  E10: { FAIL: 'nobody has to have been in such a class' },
  E16: { FAIL: 'nobody needs a certificate' },
  E19: { PASS: 'the years stand in documents that were not obtained' },
  E24: { FAIL: 'where it does not apply the real day counts' },
  E26: { FAIL: 'the share is soft («一般») in this programme' },
  E28: { FAIL: 'nobody has to have passed a course' },
  E29: { NOT_APPLICABLE: 'asked of everybody' },
  E30: { NOT_APPLICABLE: 'asked of everybody' },
  E31: { NOT_APPLICABLE: 'asked of everybody' },
  E32: { NOT_APPLICABLE: 'asked of everybody' },
  E33: { NEEDS_HUMAN: 'a recorded finding decides', NOT_APPLICABLE: 'asked of everybody' },
  E34: { NOT_APPLICABLE: 'asked of everybody' },
  E35: { NEEDS_HUMAN: 'vacancies are counted' },
  E37: { NEEDS_HUMAN: 'a slot is taken or not' },
  E38: { NEEDS_HUMAN: 'an item is there or not', NOT_APPLICABLE: 'asked of everybody' },
  E39: { NOT_APPLICABLE: 'asked of everybody' },
  E40: { NEEDS_HUMAN: 'the clock decides' },
  E41: { NEEDS_HUMAN: 'the programme decides' },
  E43: { NEEDS_HUMAN: 'its conclusions are a person’s already' },
};

/** Whether a rule can have an outcome. */
export function isPossible(rule: RuleId, outcome: Outcome): boolean {
  return impossible[rule]?.[outcome] === undefined;
}
