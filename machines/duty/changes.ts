import type { Ride } from '../lifecycle.ts';
import { atTime, dateOf, type Instant } from '../time.ts';
import type { DutyContext } from './context.ts';
import { handInDue } from './due.ts';
import type { DutyDataOf } from './events.ts';
import { partiesOf } from './parties.ts';

/** Every change of a duty's context: pure, named after the event. */

type Of<D> = { data: D; ride: Ride };
type Changed = Partial<DutyContext>;

function open({ route }: DutyContext, { data, ride }: Of<DutyDataOf<'open'>>): Changed {
  const place = ride.facts.organisationPlace;
  const parties = place ? partiesOf(ride.programme, data.form, place) : null;
  if (!place || !parties) throw new Error(`open passed its guard without the place of ${data.organisation}`);
  const { owner, reviewer, collects, gathered } = parties;
  return {
    route: { ...route, unit: place.id, bureau: data.bureau, above: place.above.map(({ id }) => id) },
    parties: { owner, reviewer },
    form: data.form,
    collects,
    gathered,
  };
}

/** At the counter the hour counts that the officer entered (design D6); over the web, when it was received. */
export function handedInAt({ data, ride }: Of<DutyDataOf<'handIn'>>): Instant {
  return data.counter === undefined ? ride.at : atTime(dateOf(ride.at), data.counter.hour);
}

function handIn(context: DutyContext, event: Of<DutyDataOf<'handIn'>>): Changed {
  const { data, ride } = event;
  const at = handedInAt(event);
  // What is sent back in time has until its own day; a form that was accepted once can be replaced in time only.
  const late = context.overdue || (context.inForce !== null && at >= handInDue(context, ride.programme, ride.calendar));
  const file = ride.envelope.document;
  if (file === undefined) throw new Error('a form is handed in with its file');
  return { handIn: { content: data.content, file, at, late } };
}

function accept(): Changed {
  return { inForce: 'accepted' };
}

function acceptLate(): Changed {
  return { inForce: 'acceptedLate' };
}

function miss(): Changed {
  return { overdue: true };
}

export const dutyChanges = { open, handIn, accept, acceptLate, miss };
