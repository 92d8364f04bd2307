import type { CaseId } from '../ids.ts';
import type { Ride } from '../lifecycle.ts';
import { committeeOf } from '../programme.ts';
import { type AgendaItem, type MeetingContext, type Recusal, type RecusalReason, uncalled } from './context.ts';
import { drawLots, eligibleFrom, poolHash, seedOf } from './draw.ts';
import type { DataOf } from './events.ts';
import { candidatesOf, expertWho } from './guards.ts';
import { counted, detectedRecusals, reviewed } from './roster.ts';

/** Every change of the meeting's context: pure, named after the event. */

type Of<D> = { data: D; ride: Ride };
type Changed = Partial<MeetingContext>;

function call(_context: MeetingContext, { data, ride }: Of<DataOf<'open'>>): Changed {
  const { agenda, pool } = filed(ride);
  const { organisation, organiser, filingAuthority, size } = committeeOf(ride.programme, data.committee);
  const eligible = eligibleFrom(pool, { agenda, day: data.sitsOn }).map(({ lot }) => lot);
  return {
    ...uncalled,
    id: agenda.meeting,
    route: {
      ...uncalled.route,
      unit: organisation,
      committee: data.committee,
      committeeOrganisation: organisation,
      organiser,
      filingAuthority,
      bureau: organiser,
    },
    sitsOn: data.sitsOn,
    size: size.value,
    agenda: data.cases.map((id) => ({ case: id, postponed: null, convened: false, opinion: null, counts: null })),
    draw: { ...uncalled.draw, commitment: data.commitment, pool: poolHash(pool), eligible },
  };
}

function filed({ facts }: Ride) {
  const { agenda, expertPool: pool } = facts;
  if (!agenda || !pool) throw new Error('a guard passed without the agenda and the pool');
  return { agenda, pool };
}

function takeShare({ draw }: MeetingContext, { data }: Of<DataOf<'contributeShare'>>): Changed {
  return { draw: { ...draw, share: data.share } };
}

function seat(context: MeetingContext, { data, ride }: Of<DataOf<'drawExperts'>>): Changed {
  const { agenda, pool } = filed(ride);
  const { draw, size, route } = context;
  const { strata } = committeeOf(ride.programme, route.committee).draw;
  const candidates = candidatesOf(pool, draw.eligible);
  const seed = seedOf({ secret: data.secret, share: draw.share ?? '', pool: draw.pool });
  const drawn = drawLots({ candidates, strata, size, seed }) ?? [];
  const people = drawn.flatMap(({ lot, seat: drawnAs }) =>
    candidates
      .filter((one) => one.lot === lot)
      .map(({ person, unit, worksAt }) => ({ lot, person, seat: drawnAs, units: [unit, worksAt] })),
  );
  return {
    draw: { ...draw, seed },
    experts: people.map(({ units: _units, ...expert }) => expert),
    recusals: detectedRecusals(people, agenda),
  };
}

/** An opinion on a case one of whose experts turns out to be biased is to be given again (令40 第25条). */
function recused(context: MeetingContext, of: { lot: number; cases: readonly CaseId[]; why: RecusalReason }): Changed {
  const { recusals, agenda } = context;
  const fresh = of.cases.filter((id) => !recusals.some((one) => one.case === id && one.lot === of.lot));
  const added: Recusal[] = fresh.map((id) => ({ case: id, lot: of.lot, why: of.why }));
  return {
    recusals: [...recusals, ...added],
    agenda: agenda.map((item) => (fresh.includes(item.case) ? { ...item, opinion: null } : item)),
  };
}

function declareRecusal(context: MeetingContext, { data, ride }: Of<DataOf<'declareRecusal'>>): Changed {
  const expert = expertWho(context, ride);
  if (!expert) throw new Error('a recusal was declared by nobody who was drawn');
  return recused(context, { lot: expert.lot, cases: data.cases, why: 'declared' });
}

function recordRecusal(context: MeetingContext, { data }: Of<DataOf<'recordRecusal'>>): Changed {
  return recused(context, { ...data, why: 'found' });
}

/** What is still to be decided is under review from now on; the rest is postponed (domain A23, A49). */
function callRoll(context: MeetingContext, { data, ride }: Of<DataOf<'callRoll'>>): Changed {
  const { present } = data;
  return { present, agenda: convened(reviewedBy({ ...context, present }, ride)) };
}

export function reviewedBy(context: MeetingContext, { facts, programme }: Ride): AgendaItem[] {
  if (!facts.agenda) throw new Error('a guard passed without the agenda');
  return reviewed(context, { agenda: facts.agenda, programme });
}

function convened(agenda: readonly AgendaItem[]): AgendaItem[] {
  return agenda.map((item) => (item.postponed === null ? { ...item, convened: true } : item));
}

function recordDeparture({ present }: MeetingContext, { data }: Of<DataOf<'recordDeparture'>>): Changed {
  return { present: (present ?? []).filter((lot) => lot !== data.lot) };
}

function recordGroupOpinion({ agenda }: MeetingContext, { data }: Of<DataOf<'recordGroupOpinion'>>): Changed {
  const { group, experts, opinions } = data;
  return {
    agenda: agenda.map((item) => {
      const given = opinions.find((one) => one.case === item.case);
      return given ? { ...item, opinion: { group, experts: experts.length, opinion: given.opinion } } : item;
    }),
  };
}

function openVoting(context: MeetingContext, { ride }: Of<DataOf<'openVoting'>>): Changed {
  return { agenda: reviewedBy(context, ride) };
}

function takeCounts(context: MeetingContext, { data, ride }: Of<DataOf<'closeVoting'>>): Changed {
  const { ballots } = ride.facts;
  if (!ballots) throw new Error('a guard passed without the ballots');
  return counted(context, { ballots, left: data.left, programme: ride.programme });
}

function sign(
  context: MeetingContext,
  { data, ride }: Of<DataOf<'signMinutes'>>,
  { last }: { last: boolean },
): Changed {
  const signer = expertWho(context, ride);
  if (!signer) throw new Error('the minutes were signed by nobody who was drawn');
  return { minutes: data.minutes, signatures: [...context.signatures, signer.lot], signed: last };
}

export const changes = {
  call,
  takeShare,
  seat,
  declareRecusal,
  recordRecusal,
  callRoll,
  recordDeparture,
  recordGroupOpinion,
  openVoting,
  takeCounts,
  sign,
};
