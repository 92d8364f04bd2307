import type pg from 'pg';
import type { z } from 'zod';
import type { MeetingContext } from '../machines/meeting/context.ts';
import { candidatesOf } from '../machines/meeting/guards.ts';
import { committeeOf } from '../machines/programme.ts';
import { lifecycleOf } from '../machines/registry.ts';
import { restore, type Stored } from '../machines/restore.ts';
import type { Actor, Role } from '../machines/roles.ts';
import type { CaseInForce } from '../store/cases-in-force.ts';
import { type CaseOfAgenda, casesOfAgenda, drawOf, namesOf, type Urn, urnsOf } from '../store/meetings-read.ts';
import type { Rulebook } from '../store/programmes.ts';
import type { meetingView } from './contract/meetings.ts';
import { stateLabel } from './labels.ts';
import type { Language } from './language.ts';

/** A sitting as it is shown: never a choice, and names only to those who hold it, sit in it or receive its minutes. */

export type MeetingView = z.input<typeof meetingView>;

interface Viewing {
  readonly pool: pg.Pool;
  readonly rulebook: Rulebook;
}

export async function meetingViewOf(
  { pool, rulebook }: Viewing,
  { record, programmeVersion }: CaseInForce,
  { actor, language }: { actor: Actor; language: Language },
): Promise<MeetingView> {
  const { id, number, version, state, ended } = record;
  const lifecycle = lifecycleOf(record.lifecycle, record.lifecycle_version);
  const context = restore(lifecycle, JSON.parse(record.snapshot) as Stored).context as MeetingContext;
  const cases = await casesOfAgenda(
    pool,
    context.agenda.map((item) => item.case),
  );
  const urns = await urnsOf(pool, id);
  const { body: programme } = await rulebook.programme(pool, record.programme, programmeVersion);
  const { strata } = committeeOf(programme, context.route.committee).draw;
  return {
    id,
    number,
    version,
    state,
    stateLabel: stateLabel(record, language),
    ended,
    programme: record.programme,
    committee: context.route.committee,
    organisation: context.route.committeeOrganisation,
    sitsOn: context.sitsOn,
    agenda: context.agenda.map((item) => itemOf(item, { cases, urns, language })),
    experts: await expertsOf(pool, context, actor),
    recusals: context.recusals,
    draw: await drawViewOf(pool, context, strata),
    minutes: context.minutes,
  };
}

function itemOf(
  { case: id, postponed, convened, opinion }: MeetingContext['agenda'][number],
  of: { cases: ReadonlyMap<string, CaseOfAgenda>; urns: ReadonlyMap<string, Urn>; language: Language },
): MeetingView['agenda'][number] {
  const found = of.cases.get(id);
  if (!found) throw new Error(`case ${id} of an agenda is gone`);
  const { number, state } = found;
  const urn = of.urns.get(id);
  const counts = urn?.counts ?? null;
  return {
    case: id,
    number,
    state,
    stateLabel: stateLabel({ lifecycle: 'application', state }, of.language),
    postponed,
    convened,
    opinion: opinion !== null,
    turnout: urn ? { open: urn.open, voters: urn.voters, voted: urn.voted } : null,
    counts: counts && { present: counts.yes + counts.no + counts.abstain, ...counts },
  };
}

/** Who calls the sitting, and who receives its minutes. */
const toldNames: readonly Role[] = ['committeeSecretary', 'organiserOfficer', 'filingOfficer'];

async function expertsOf(db: pg.Pool, context: MeetingContext, actor: Actor): Promise<MeetingView['experts']> {
  const { experts, present, signatures } = context;
  const sits = experts.some(({ person }) => person === actor.person);
  const named = sits || toldNames.includes(actor.role);
  const people = experts.map(({ person }) => person);
  const names = named ? await namesOf(db, people) : new Map<string, string>();
  return experts.map(({ lot, seat, person }) => ({
    lot,
    seat,
    person: named ? person : null,
    name: names.get(person) ?? null,
    present: present?.includes(lot) ?? null,
    signed: signatures.includes(lot),
  }));
}

async function drawViewOf(
  db: pg.Pool,
  { id, draw, size, experts }: MeetingContext,
  strata: MeetingView['draw']['strata'],
): Promise<MeetingView['draw']> {
  const { pool, secret } = await drawOf(db, id);
  const { commitment, share, seed, eligible } = draw;
  return {
    commitment,
    secret,
    share,
    pool: draw.pool,
    seed,
    candidates: candidatesOf(pool, eligible).map(({ lot, seat, specialties }) => ({
      lot,
      seat,
      specialties: [...specialties],
    })),
    strata,
    size,
    drawn: experts.map(({ lot, seat }) => ({ lot, seat })),
  };
}
