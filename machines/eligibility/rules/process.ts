import type { Rule, RuleId } from '../rule.ts';
import { e39ApplicantStatus, e42StepByStep } from './applicant.ts';
import { e37OneSeriesAYear, e40ClickInTime, e41Routing } from './course.ts';
import { e38MandatoryUploads, e43MaterialConclusions } from './uploads.ts';
import { e35WithinVacancies, e36TeacherNearRetirement } from './vacancies.ts';

/** Rules E35–E43 of domain §4. */
export const processRules = {
  E35: e35WithinVacancies,
  E36: e36TeacherNearRetirement,
  E37: e37OneSeriesAYear,
  E38: e38MandatoryUploads,
  E39: e39ApplicantStatus,
  E40: e40ClickInTime,
  E41: e41Routing,
  E42: e42StepByStep,
  E43: e43MaterialConclusions,
} satisfies Partial<Record<RuleId, Rule>>;
