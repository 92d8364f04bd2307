import type { z } from 'zod';
import { committeeOf, type Programme } from '../machines/programme.ts';
import { addPeriod } from '../machines/time.ts';
import { findCaseInForce } from '../store/cases-in-force.ts';
import { inTransaction } from '../store/db.ts';
import { filePool, type PoolFiled } from '../store/expert-pools.ts';
import { latestProgramme, UnknownProgramme } from '../store/programmes.ts';
import { type Reader, visibleTo } from '../store/visible.ts';
import { openAs, type Parts } from './cases.ts';
import { etagOf } from './commands.ts';
import type { poolBody } from './contract/meetings.ts';
import type { Operations } from './contract.ts';
import { mustBe } from './entitled.ts';
import { faultOf } from './faults.ts';
import type { Language } from './language.ts';
import { meetingViewOf } from './meeting-view.ts';
import type { Handler } from './operation.ts';
import { Problem } from './problems.ts';

/** Sittings of committees: called, and shown to those who see them; and the pools of experts they draw from. */

export function openMeeting(parts: Parts): Handler<Operations['openMeeting']> {
  return (asked) => openAs(parts, asked, { lifecycle: 'meeting', address: 'POST /v1/meetings' });
}

export function readMeeting(parts: Parts): Handler<Operations['readMeeting']> {
  return async ({ params, who: { actor }, language }) => {
    const found = await findCaseInForce(parts.pool, visibleTo(actor), params.id);
    if (found?.record.lifecycle !== 'meeting') throw new Problem('CASE_NOT_FOUND');
    const view = await meetingViewOf(parts, found, { actor, language });
    return { headers: { ETag: etagOf(view.version) }, body: view };
  };
}

type PoolBody = z.output<typeof poolBody>;
type Place = readonly [pointer: string, code: string];

/** 令40 第11条: the authority with which a committee is filed files its pool too. */
export function poolFiling({ pool }: Parts): Handler<Operations['filePool']> {
  return async ({ body, who: { actor }, language }) => {
    const { programme: id, committee, ...filing } = body;
    const programme = await programmeNamed(pool, id);
    if (programme === null) throw faulty([['/programme', 'UNKNOWN_PROGRAMME']], language);
    if (!Object.hasOwn(programme.committees, committee)) throw faulty([['/committee', 'UNKNOWN_COMMITTEE']], language);
    const { organisation, filingAuthority } = committeeOf(programme, committee);
    mustBe('filingOfficer', actor, { clause: '令40 第11条', organisations: [filingAuthority] });
    const wrong = faultsOf(body);
    if (wrong.length > 0) throw faulty(wrong, language);
    const filed = await inTransaction(pool, (tx) => filePool(tx, { committee: organisation, ...filing }));
    if (filed.outcome === 'unknown') throw faulty(unknownIn(body, filed), language);
    const { filedFrom, filedThrough, members } = filing;
    if (filed.outcome === 'differs') throw new Problem('POOL_KNOWN', { params: { organisation, filedFrom } });
    const { outcome, pool: hash } = filed;
    return {
      body: { organisation, filedFrom, filedThrough, members: members.length, pool: hash, filed: outcome === 'filed' },
    };
  };
}

async function programmeNamed(db: Reader, id: string): Promise<Programme | null> {
  try {
    return (await latestProgramme(db, id)).body;
  } catch (error) {
    if (error instanceof UnknownProgramme) return null;
    throw error;
  }
}

function faulty(places: readonly Place[], language: Language): Problem {
  const faults = places.map(([pointer, code]) => faultOf({ in: 'body', pointer, code }, language));
  return new Problem('INVALID_BODY', { faults });
}

/** 令40 第11条: a filing and a term are of three years at most, and nobody is filed twice. */
function faultsOf({ filedFrom, filedThrough, members }: PoolBody): Place[] {
  const seen = new Set<string>();
  return [
    ...spanFaults({ from: filedFrom, through: filedThrough }, '/filedThrough'),
    ...members.flatMap(({ person, termFrom, termThrough }, index): Place[] => {
      const twice = seen.has(person);
      seen.add(person);
      return [
        ...(twice ? [[`/members/${index}/person`, 'GIVEN_TWICE'] as const] : []),
        ...spanFaults({ from: termFrom, through: termThrough }, `/members/${index}/termThrough`),
      ];
    }),
  ];
}

function spanFaults({ from, through }: { from: string; through: string }, pointer: string): Place[] {
  if (through < from) return [[pointer, 'ENDS_BEFORE_IT_BEGINS']];
  return through > addPeriod(from, { years: 3 }) ? [[pointer, 'LONGER_THAN_THREE_YEARS']] : [];
}

function unknownIn({ members }: PoolBody, { people, units }: Extract<PoolFiled, { outcome: 'unknown' }>): Place[] {
  return members.flatMap(({ person, unit }, index): Place[] => [
    ...(people.has(person) ? [[`/members/${index}/person`, 'UNKNOWN_PERSON'] as const] : []),
    ...(units.has(unit) ? [[`/members/${index}/unit`, 'UNKNOWN_ORGANISATION'] as const] : []),
  ]);
}
