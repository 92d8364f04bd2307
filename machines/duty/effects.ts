import type { Effect } from '../lifecycle.ts';
import { GRASSROOTS_CLASS } from '../programme-materials.ts';
import type { DutyContext, HandIn } from './context.ts';
import type { DutyEvent } from './events.ts';

/** What follows from a duty: its row in the register of duties, what an accepted form fixes, and who is told of a miss. */

type Args = { context: DutyContext; event: DutyEvent };

export function owedOf({ context: { form, parties, route } }: Args): Effect {
  const { reviewer } = parties;
  return {
    kind: 'write',
    register: 'duty',
    op: 'owe',
    form,
    organisation: route.unit,
    reviewer: reviewer.organisation,
  };
}

/** An accepted form fixes what it says: vacancies by class (五(五)), grassroots posts (一(一)4), or counts. */
export function acceptedOf({ context, event }: Args): Effect[] {
  const { handIn, form, route, parties } = context;
  if (handIn === null) throw new Error(`a ${form} that was not handed in cannot be accepted`);
  const { collected } = event.ride.facts;
  const entry: Effect = {
    kind: 'write',
    register: 'duty',
    op: 'accept',
    form,
    organisation: route.unit,
    reviewer: parties.reviewer.organisation,
    file: handIn.file,
    late: handIn.late,
    people: 'people' in handIn.content ? handIn.content.people : null,
    hours: 'hours' in handIn.content ? handIn.content.hours : null,
    unitsIn: collected?.in.length ?? null,
    unitsMissing: collected?.missing.length ?? null,
  };
  const approved = vacanciesIn(handIn);
  if (approved.length === 0) return [entry];
  return [entry, { kind: 'write', register: 'vacancies', op: 'approve', unit: route.unit, approved }];
}

/** A class has as many vacancies as it has posts that nobody fills. */
function vacanciesIn({ content }: HandIn): { class: string; approved: number }[] {
  if ('classes' in content) {
    return content.classes.map((one) => ({ class: one.class, approved: one.posts - one.filled }));
  }
  if ('posts' in content) {
    return [{ class: GRASSROOTS_CLASS, approved: content.posts - content.filled }];
  }
  return [];
}

/** Owner and reviewer hear of a day that has passed: custody alone tells nobody, for the owner has it before and after. */
export function noticeOfMiss({ context: { parties } }: Args): Effect[] {
  return Object.values(parties).map(({ roles, organisation }) => ({
    kind: 'send',
    what: 'notify',
    to: roles[0],
    about: 'overdue',
    person: null,
    organisation,
  }));
}
