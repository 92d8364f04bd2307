import type pg from 'pg';
import type { z } from 'zod';
import type { ApplicationContext } from '../machines/application/context.ts';
import { type AvailableEvent, availableEvents } from '../machines/available-events.ts';
import { deadlines } from '../machines/deadlines.ts';
import type { DutyContext } from '../machines/duty/context.ts';
import { type FactName, type Facts, nothingAsked } from '../machines/facts.ts';
import type { PersonId } from '../machines/ids.ts';
import type { BaseContext, Lifecycle } from '../machines/lifecycle.ts';
import type { Programme } from '../machines/programme.ts';
import { lifecycleOf } from '../machines/registry.ts';
import { type LiveState, restore, type Stored } from '../machines/restore.ts';
import type { Actor } from '../machines/roles.ts';
import { judgedNodes } from '../machines/structure.ts';
import { isoInZone } from '../machines/time.ts';
import { openFactBook } from '../store/advance/fact-book.ts';
import type { CaseInForce } from '../store/cases-in-force.ts';
import type { CaseRecord, ListedCase } from '../store/cases-read.ts';
import { inTransaction } from '../store/db.ts';
import type { ProgrammeVersion, Rulebook } from '../store/programmes.ts';
import type { caseView, listedCase } from './contract/cases.ts';
import { outsiderEvents } from './contract/events.ts';
import { deadlineLabel, eventLabel, lifecycleNamed, roleLabel, roleNamed, stateLabel } from './labels.ts';
import type { Language } from './language.ts';
import { blockerView } from './problem-reply.ts';

/** A case as it is shown: from its row, with what may happen next told by the same chart and guards that decide it. */

export type CaseView = z.input<typeof caseView>;

export interface Viewing {
  readonly pool: pg.Pool;
  readonly rulebook: Rulebook;
}

export interface Viewer {
  readonly actor: Actor;
  readonly language: Language;
}

type Summary = Omit<z.input<typeof listedCase>, 'nextDeadline'>;

export function summaryOf(row: CaseRecord | ListedCase, language: Language): Summary {
  const { id, number, programme, version, state, ended, person, unit, year, committee } = row;
  return {
    id,
    number,
    lifecycle: lifecycleNamed(row.lifecycle),
    lifecycleVersion: row.lifecycle_version,
    programme,
    version,
    state,
    stateLabel: stateLabel(row, language),
    ended,
    person,
    unit,
    year,
    committee,
    holder: holderOf(row, language),
    lastAt: isoInZone(row.last_at),
  };
}

/** Where no organisation has it, the applicant has. */
function holderOf(row: CaseRecord | ListedCase, language: Language): Summary['holder'] {
  if (row.holder_role === null) return null;
  const role = roleNamed(row.holder_role);
  const person = role === 'applicant' ? row.person : null;
  return { role, label: roleLabel(role, language), organisation: row.holder_org, person };
}

/** What an application's context holds beyond every case's; other lifecycles have some of it. */
type Context = BaseContext & Partial<ApplicationContext>;

export async function viewOf(viewing: Viewing, found: CaseInForce, viewer: Viewer): Promise<CaseView> {
  const { record } = found;
  const { language } = viewer;
  const lifecycle = lifecycleOf(record.lifecycle, record.lifecycle_version);
  const snapshot = restore(lifecycle, JSON.parse(record.snapshot) as Stored);
  const context = snapshot.context as Context;
  const judged = judgedNodes(lifecycle, snapshot.value);
  const { proposal } = context;
  return {
    ...summaryOf(record, language),
    claim: context.claim === undefined ? null : { ...context.claim },
    duty: lifecycle.name === 'duty' ? dutyOf(snapshot.context as DutyContext) : null,
    nodes: deadlines.flatMap((name) => {
      const verdict = judged[name];
      return verdict === undefined ? [] : [{ name, label: deadlineLabel(name, language), judged: verdict }];
    }),
    shown: record.shown,
    openMatters: (context.openMatters ?? []).map(({ id, kind, alleges }) => ({ id, kind, alleges })),
    proposal: proposal ? { event: proposal.event ?? 'revoke', by: proposal.by } : null,
    availableEvents: (await whatMayHappen(viewing, { found, lifecycle, snapshot, actor: viewer.actor })).map(
      ({ type, allowed, blockers, clause, needs, eligible }) => ({
        type,
        label: eventLabel({ lifecycle: lifecycle.name, type }, language),
        allowed,
        blockers: blockers.map((blocker) => blockerView(blocker, language)),
        clause,
        needs: [...needs],
        eligible: [...eligible],
      }),
    ),
  };
}

function dutyOf({ form, parties, collects, handIn, inForce, overdue }: DutyContext): CaseView['duty'] {
  return {
    form,
    owner: parties.owner.organisation,
    reviewer: parties.reviewer.organisation,
    collects,
    handedIn: handIn && { ...handIn, at: isoInZone(handIn.at) },
    inForce,
    overdue,
  };
}

interface Standing {
  readonly found: CaseInForce;
  readonly lifecycle: Lifecycle;
  readonly snapshot: LiveState;
  readonly actor: Actor;
}

async function whatMayHappen(viewing: Viewing, standing: Standing): Promise<AvailableEvent[]> {
  const { found, lifecycle, snapshot } = standing;
  if (snapshot.status === 'done') return [];
  const { pool, rulebook } = viewing;
  const { record, clock } = found;
  const { body: programme } = await rulebook.programme(pool, record.programme, found.programmeVersion);
  const calendar = await rulebook.calendar(pool, programme.calendar.region, found.calendarVersion);
  const asked = (facts: Partial<Facts>) => {
    const as = (actor: Actor) =>
      availableEvents({ lifecycle, snapshot, actor, at: clock.now, facts, programme, calendar });
    // Whoever objects or complains does so as anyone may.
    const outsiders = as(citizen(standing.actor)).filter(({ type }) => outsiderEvents.has(type));
    return as(standing.actor).map((event) => outsiders.find(({ type }) => type === event.type) ?? event);
  };
  const first = asked({});
  const names = new Set(
    first.flatMap(({ type, allowed }) => (allowed === 'unknown' ? (lifecycle.events[type]?.facts ?? []) : [])),
  );
  if (names.size === 0) return first;
  const pinned = (snapshot.context as Context).rules?.programme ?? found.programmeVersion;
  const judgedBy = await rulebook.programme(pool, record.programme, pinned);
  return asked(await factsOf(viewing, standing, { names: [...names], programme, judgedBy }));
}

/** Whoever acts, as one of the public. */
export function citizen<P extends PersonId | null>({ person }: { readonly person: P }): Actor & { readonly person: P } {
  return { role: 'citizen', person, organisation: null, onBehalfOf: null };
}

/** Read, not locked: what is shown as allowed may be taken by another before it is sent, and is then refused. */
function factsOf(
  { pool }: Viewing,
  { found, lifecycle, snapshot }: Standing,
  { names, programme, judgedBy }: { names: FactName[]; programme: Programme; judgedBy: ProgrammeVersion },
): Promise<Partial<Facts>> {
  const asked = lifecycle.asks(snapshot.context as never, null as never, programme, null as never);
  const ask = { case: found.record.id, year: programme.cycleYear, ...nothingAsked, ...asked };
  return inTransaction(pool, async (tx) =>
    (await openFactBook(tx, [{ names, ask }], { lock: false })).factsFor(names, ask, {
      at: found.clock.now,
      programme: judgedBy,
    }),
  );
}
