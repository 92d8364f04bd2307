import type pg from 'pg';
import { isoInZone } from '../machines/time.ts';
import { readClock } from '../store/clock.ts';
import { installationKind } from '../store/install.ts';
import { type ComingDeadline, comingDeadlines, countByState, type StateCount } from '../store/overview-read.ts';
import { findOrganisation } from '../store/sign-in-read.ts';
import { visibleTo } from '../store/visible.ts';
import type { Operations } from './contract.ts';
import { deadlineLabel, lifecycleNamed, roleLabel, stateLabel } from './labels.ts';
import type { Language } from './language.ts';
import type { Handler } from './operation.ts';
import { Problem, retryAfter } from './problems.ts';

/** The overview, who is asking, and whether the service is well. */

const DEADLINES_SHOWN = 20;

export function overviewOfCases({ pool }: { pool: pg.Pool }): Handler<Operations['readOverview']> {
  return async ({ who: { actor }, language }) => {
    const visible = visibleTo(actor);
    const { now } = await readClock(pool);
    const states = await countByState(pool, visible);
    const deadlines = await comingDeadlines(pool, visible, DEADLINES_SHOWN);
    return {
      body: {
        now: isoInZone(now),
        states: states.map((row) => stateCountOf(row, language)),
        deadlines: deadlines.map((row) => comingDeadlineOf(row, language)),
      },
    };
  };
}

export function stateCountOf({ lifecycle, state, ended, cases }: StateCount, language: Language) {
  return {
    lifecycle: lifecycleNamed(lifecycle),
    state,
    label: stateLabel({ lifecycle, state }, language),
    ended,
    cases,
  };
}

export function comingDeadlineOf({ name, due_at, cases }: ComingDeadline, language: Language) {
  return { name, label: deadlineLabel(name, language), dueAt: isoInZone(due_at), cases };
}

export function whoIsAsking({ pool }: { pool: pg.Pool }): Handler<Operations['readMe']> {
  return async ({ who: { actor }, language }) => {
    const { person, role, organisation: id } = actor;
    const found = id === null ? null : await findOrganisation(pool, id);
    const organisation = found && { id: found.id, title: language === 'zh' ? found.title_zh : found.title_en };
    return { body: { person, role, roleLabel: roleLabel(role, language), organisation } };
  };
}

export function isLive(): Handler<Operations['live']> {
  return async () => ({ body: { status: 'ok' } });
}

/** Ready: the database answers and is installed, and the process is not about to end. */
export function isReady(parts: { pool: pg.Pool; closing: () => boolean }): Handler<Operations['ready']> {
  return async () => {
    const ready = !parts.closing() && (await installationKind(parts.pool)) !== null;
    if (!ready) throw new Problem('TRY_AGAIN', { headers: retryAfter(1_000) });
    return { body: { status: 'ok' } };
  };
}
