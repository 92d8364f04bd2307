import type { Agenda, AgendaCase, Ballots, Relation } from '../facts.ts';
import type { CaseId, OrganisationId, PersonId } from '../ids.ts';
import type { Programme } from '../programme.ts';
import type { AgendaItem, MeetingContext, Postponement, Recusal, SeatedExpert } from './context.ts';

/**
 * Who may vote on what, and whether they are enough: in integers, by the fractions of the programme (domain §2.4). A recused
 * expert counts for a case neither as present nor as a yes (A23).
 */

/** `den·present ≥ num·size`: 3·present ≥ 2·size. */
export function isQuorate(programme: Programme, { present, size }: { present: number; size: number }): boolean {
  const { num, den } = programme.rules.quorum.value;
  return den * present >= num * size;
}

/** `den·yes ≥ num·present`: 3·yes ≥ 2·present. */
export function isPassed(programme: Programme, { yes, present }: { yes: number; present: number }): boolean {
  const { num, den } = programme.rules.pass.value;
  return den * yes >= num * present;
}

type Seated = Pick<MeetingContext, 'experts' | 'recusals' | 'present'>;

/** Those present and not recused, in the order of the draw. */
export function votersOf({ experts, recusals, present }: Seated, id: CaseId): SeatedExpert[] {
  const recused = new Set(recusals.filter((one) => one.case === id).map(({ lot }) => lot));
  return experts.filter(({ lot }) => present?.includes(lot) === true && !recused.has(lot));
}

/** The chair; where absent or recused, the first vice-chair drawn who is neither (A49). */
export function presidentOf(seated: Seated, id: CaseId): SeatedExpert | null {
  const voters = votersOf(seated, id);
  return voters.find(({ seat }) => seat === 'chair') ?? voters.find(({ seat }) => seat === 'viceChair') ?? null;
}

/** Whoever presides over a case that was voted on signs the minutes, in the order of the draw. */
export function signersOf(context: MeetingContext): SeatedExpert[] {
  const presiding = new Set(
    context.agenda.filter(({ counts }) => counts !== null).map((item) => presidentOf(context, item.case)?.lot),
  );
  return context.experts.filter(({ lot }) => presiding.has(lot));
}

/** Why a case cannot be decided at this sitting; null where it can. */
export function obstacleOf(
  context: Seated & Pick<MeetingContext, 'size'>,
  { item, agenda, programme }: { item: AgendaItem; agenda: Agenda; programme: Programme },
): Postponement | null {
  const found = agenda.cases.find((one) => one.case === item.case);
  // What was told that it is under review may not have heard of it yet.
  const fits = item.convened ? found?.stands.startsWith('expertReview.') : found?.stands === 'expertReview.queued';
  if (fits !== true) return 'elsewhere';
  if (found?.held) return 'held';
  const voters = votersOf(context, item.case).length;
  if (!isQuorate(programme, { present: voters, size: context.size })) return 'quorum';
  return presidentOf(context, item.case) === null ? 'president' : null;
}

/** The agenda after another look at it: what cannot be decided any more is postponed. */
export function reviewed(
  context: MeetingContext,
  { agenda, programme }: { agenda: Agenda; programme: Programme },
): AgendaItem[] {
  return context.agenda.map((item) =>
    item.postponed === null ? { ...item, postponed: obstacleOf(context, { item, agenda, programme }) } : item,
  );
}

/**
 * The agenda with what was counted, and who is still there. Present at a vote is who voted: whoever left before it is not
 * (A49). A case without ballots of two thirds of the committee is postponed (A23), and so is one nobody is left to preside over.
 */
export function counted(
  context: MeetingContext,
  of: { ballots: Ballots; left: readonly number[]; programme: Programme },
): Pick<MeetingContext, 'agenda' | 'present'> {
  const present = (context.present ?? []).filter((lot) => !of.left.includes(lot));
  const agenda = context.agenda.map((item): AgendaItem => {
    if (item.postponed !== null) return item;
    const { yes, no, abstain } = of.ballots.counts[item.case] ?? { yes: 0, no: 0, abstain: 0 };
    const counts = { present: yes + no + abstain, yes };
    if (!isQuorate(of.programme, { ...counts, size: context.size })) return { ...item, postponed: 'quorum' };
    if (presidentOf({ ...context, present }, item.case) === null) return { ...item, postponed: 'president' };
    return { ...item, counts };
  });
  return { agenda, present };
}

/** How the registers say an expert is involved in a case, besides working where the applicant works. */
export function relationsOf(
  expert: { person: PersonId; units: readonly OrganisationId[] },
  { unit, involved }: AgendaCase,
): Relation[] {
  const own = involved.filter(({ person }) => person === expert.person).map((one) => one.as);
  return [...new Set([...own, ...(expert.units.includes(unit) ? (['sameUnit'] as const) : [])])];
}

/** Recusals that follow from what the registers know, one an expert and case (令40 第25条). */
export function detectedRecusals(
  experts: readonly { lot: number; person: PersonId; units: readonly OrganisationId[] }[],
  agenda: Agenda,
): Recusal[] {
  return agenda.cases.flatMap((one) =>
    experts.flatMap((expert) => {
      const [why] = relationsOf(expert, one);
      return why === undefined ? [] : [{ case: one.case, lot: expert.lot, why }];
    }),
  );
}
