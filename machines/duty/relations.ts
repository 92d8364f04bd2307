import type { FactAsk } from '../facts.ts';
import type { OrganisationId } from '../ids.ts';
import { GRASSROOTS_CLASS } from '../programme-materials.ts';
import type { Route } from '../roles.ts';
import type { DutyContext } from './context.ts';
import type { DutyDataOf } from './events.ts';

/** What a duty is to people and registers. */

/** Its owner, its reviewer, and every organisation above the owner in the tree (design D8). */
export function dutySeenBy({ route, parties }: DutyContext): OrganisationId[] {
  return [route.unit, parties.reviewer.organisation, ...route.above];
}

/** Of an opening's data; that they are true is a guard's question. */
export function dutyClaimed({ organisation, bureau }: DutyDataOf<'open'>): Partial<Route> {
  return { unit: organisation, bureau };
}

/** What its facts are asked for: before it is open in the words of whoever opens it. */
export function dutyAsks(context: DutyContext, opening: DutyDataOf<'open'> | null): Partial<FactAsk> {
  const { form, handIn, collects } = context;
  const organisation = opening?.organisation ?? context.route.unit;
  return {
    unit: organisation,
    duty: { form: opening?.form ?? form, organisation },
    collects: collects ? form : null,
    quotaClasses: classesOf(handIn),
  };
}

function classesOf(handIn: DutyContext['handIn']): string[] {
  if (handIn === null) return [];
  const { content } = handIn;
  if ('classes' in content) return content.classes.map((one) => one.class);
  return content.form === '1-7' ? [GRASSROOTS_CLASS] : [];
}
