import type pg from 'pg';
import type { z } from 'zod';
import { nodeDeadlines } from '../machines/deadlines.ts';
import { gazetteProblems } from '../machines/gazette.ts';
import { amendNode, committeeOf, nodeInstant, type Programme } from '../machines/programme.ts';
import { checkProgramme } from '../machines/programme-check.ts';
import type { Node } from '../machines/programme-entries.ts';
import { isoInZone } from '../machines/time.ts';
import { gazetteWords } from '../machines/words/gazettes.ts';
import { AmendmentRefusal, addAmendment, loadGazette, lockRules, previewAmendment } from '../store/amendments.ts';
import { readClock } from '../store/clock.ts';
import { inTransaction } from '../store/db.ts';
import {
  latestCalendarVersion,
  latestProgramme,
  type ProgrammeVersion,
  type Rulebook,
  UnknownProgramme,
} from '../store/programmes.ts';
import type { Reader } from '../store/visible.ts';
import { etagOf, staleVersion } from './commands.ts';
import type { amendmentBody } from './contract/programmes.ts';
import type { Operations } from './contract.ts';
import { mustBe } from './entitled.ts';
import { faultOf } from './faults.ts';
import { deadlineLabel } from './labels.ts';
import { type Language, said } from './language.ts';
import type { Handler } from './operation.ts';
import { Problem } from './problems.ts';

/** The plan of a programme, its amendments, and gazettes. */

const CHANGES_SHOWN = 100;

async function programmeNamed(db: Reader, id: string): Promise<ProgrammeVersion> {
  try {
    return await latestProgramme(db, id);
  } catch (error) {
    if (error instanceof UnknownProgramme) throw new Problem('PROGRAMME_NOT_FOUND', { params: { named: id } });
    throw error;
  }
}

export function planOfProgramme({ pool }: { pool: pg.Pool }): Handler<Operations['readProgramme']> {
  return async ({ params, language }) => {
    const { id, version, body } = await programmeNamed(pool, params.id);
    const committees = Object.entries(body.committees).map(([key, { title, nodes }]) => ({
      id: key,
      title: said(title, language),
      nodes: nodeDeadlines.map((name) => plannedNode(name, nodes[name], language)),
    }));
    const view = { id, version, title: said(body.title, language), cycleYear: body.cycleYear, committees };
    return { headers: { ETag: etagOf(version) }, body: view };
  };
}

function plannedNode(name: (typeof nodeDeadlines)[number], node: Node, language: Language) {
  const { toDate, time = null, clause, source } = node;
  return {
    name,
    label: deadlineLabel(name, language),
    toDate,
    time,
    dueAt: isoInZone(nodeInstant(node)),
    clause,
    source,
  };
}

export function amendProgramme(parts: { pool: pg.Pool; rulebook: Rulebook }): Handler<Operations['amendProgramme']> {
  const { pool, rulebook } = parts;
  return async ({ params, query, headers, body, who: { actor }, language }) => {
    const present = await programmeNamed(pool, params.id);
    const organisers = Object.values(present.body.committees).flatMap((one) => [one.organiser, one.filingAuthority]);
    mustBe('bureauOfficer', actor, { clause: '五(一)', organisations: organisers });
    const expected = headers['if-match'];
    if (!query.preview && expected === undefined) throw new Problem('VERSION_REQUIRED');
    if (expected !== undefined && expected !== present.version) throw staleVersion(present.version);
    const { from, to, amended } = amendmentOf(present.body, body, language);
    const calendarVersion = await latestCalendarVersion(pool);
    const calendar = await rulebook.calendar(pool, amended.calendar.region, calendarVersion);
    const { now } = await readClock(pool);
    refusePast(to, now);
    const { errors, warnings } = checkProgramme(amended, calendar);
    if (errors.length > 0) {
      const faults = errors.map(({ path, code, message }) => {
        return { in: 'body', pointer: path, code, message: said(message, language) } as const;
      });
      throw new Problem('PROGRAMME_UNWORKABLE', { faults });
    }
    const effect = await previewAmendment(pool, { programme: amended, calendar, now }, { most: CHANGES_SHOWN });
    const version = query.preview ? present.version : await amend(pool, { amended, expected: present.version });
    return {
      headers: { ETag: etagOf(version) },
      body: {
        programme: present.id,
        preview: query.preview,
        version,
        node: body.node,
        label: deadlineLabel(body.node, language),
        from: isoInZone(from),
        to: isoInZone(to),
        warnings: warnings.map(({ path, code, message }) => ({ path, code, message: said(message, language) })),
        cases: effect.cases,
        affected: effect.affected,
        changes: effect.changes.map(({ dueAt, newDueAt, ...change }) => ({
          ...change,
          label: deadlineLabel(change.name, language),
          dueAt: isoInZone(dueAt),
          newDueAt: isoInZone(newDueAt),
        })),
      },
    };
  };
}

/** @throws Problem INVALID_BODY for a committee the programme does not have. */
function amendmentOf(
  programme: Programme,
  body: z.output<typeof amendmentBody>,
  language: Language,
): { from: number; to: number; amended: Programme } {
  const { committee, node, toDate, time, clause, source, note } = body;
  if (!Object.hasOwn(programme.committees, committee)) {
    const fault = faultOf({ in: 'body', pointer: '/committee', code: 'UNKNOWN_COMMITTEE' }, language);
    throw new Problem('INVALID_BODY', { faults: [fault] });
  }
  const before = committeeOf(programme, committee).nodes[node];
  const to: Node = {
    toDate,
    ...(time === undefined ? {} : { time }),
    clause,
    source,
    // The dated rule it carries stays with the node, whatever its date.
    ...(before.rule === undefined ? {} : { rule: before.rule }),
    ...(note === undefined ? {} : { note }),
  };
  return { from: nodeInstant(before), to: nodeInstant(to), amended: amendNode(programme, { committee, node, to }) };
}

/** D2: an amendment may not set a date already past; it un-fires nothing. */
function refusePast(to: number, now: number): void {
  if (to > now) return;
  throw new Problem('AMENDMENT_IN_PAST', { params: { to: isoInZone(to), now: isoInZone(now) } });
}

function amend(pool: pg.Pool, of: { amended: Programme; expected: number }): Promise<number> {
  return inTransaction(pool, async (tx) => {
    await lockRules(tx);
    const { version } = await latestProgramme(tx, of.amended.id);
    if (version !== of.expected) throw staleVersion(version);
    return addAmendment(tx, of.amended);
  }).catch((error: unknown) => {
    // What was true a moment ago, outside the transaction, is not any more.
    if (error instanceof AmendmentRefusal) throw new Problem(error.code, { params: error.params });
    throw error;
  });
}

export function gazetteLoading({ pool }: { pool: pg.Pool }): Handler<Operations['loadGazette']> {
  return async ({ body, who: { actor }, language }) => {
    mustBe('bureauOfficer', actor, { clause: '民法典 203' });
    const { extraDays, ...gazette } = body;
    const faults = gazetteProblems(gazette, extraDays).map((found) => {
      const message = said(gazetteWords[found.code], language, { ...found });
      return { in: 'body', pointer: '/days', code: found.code, message } as const;
    });
    if (faults.length > 0) throw new Problem('GAZETTE_UNUSABLE', { faults });
    const { year, published } = gazette;
    const loading = await inTransaction(pool, (tx) => loadGazette(tx, gazette));
    if (loading.outcome === 'differs') throw new Problem('GAZETTE_KNOWN', { params: { year, published } });
    const loaded = loading.outcome === 'loaded';
    return { body: { calendarVersion: loading.version, year, published, loaded } };
  };
}
