import type { CaseId } from '../../machines/ids.ts';
import { commitmentTo } from '../../machines/meeting/draw.ts';
import { committeeOf, type Programme, plannedInstant } from '../../machines/programme.ts';
import { dateOf, type Instant, type PlainDate } from '../../machines/time.ts';
import type { Reply } from '../api.ts';
import type { Character } from '../characters.ts';
import { meetings } from '../dates.ts';
import { expertsOf, SECOND_CHAIR_FROM } from '../experts.ts';
import type { CommitteeKey } from '../fate.ts';
import { hourOn, workingDaysFrom } from '../hours.ts';
import { mishapsOf } from '../mishaps.ts';
import type { Desk, Errand, OfficeScript } from '../office.ts';
import type { Stage } from '../scene.ts';
import { authority, nextErrands, nextMoment, secretOf } from '../sittings/course.ts';
import { inTurn } from '../sittings/errands.ts';
import type { Bench, Called, Reach } from '../sittings/plan.ts';
import { pendingOf, sittingOf } from '../sittings/view.ts';

/**
 * A committee's secretary over the year: calls sittings over the cases that wait, at most a hundred each, and brings every one
 * of them to its end (domain §2.4).
 */

const AGENDA = 100;
const CALL = '09:00';
/** Working days after the rollover by which the bureau has decided, in time and late. */
const DECIDED = 9;
const DECIDED_LATE = 13;
/** A new pool is filed over HTTP before the committees of the year sit. */
const newPool = { filedFrom: '2023-09-01', filedThrough: '2026-08-31', cycleYear: 2023 } as const;

export interface CommitteePost {
  readonly stage: Stage;
  readonly programme: Programme;
  readonly key: CommitteeKey;
  readonly cast: readonly Character[];
}

export function committee(of: CommitteePost): OfficeScript {
  return new Secretariat(of);
}

class Secretariat implements OfficeScript {
  readonly name: string;
  readonly #bench: Bench;
  /** Days on which a sitting is made up for. */
  readonly #extra = new Set<PlainDate>();
  readonly #live = new Map<CaseId, Called>();
  /** Sittings that are being called: live once that is accepted. */
  readonly #proposed = new Map<CaseId, Called>();
  readonly #days: readonly PlainDate[];
  /** Cases that have missed their quorum by recusals once. */
  readonly #shunned = new Set<CaseId>();
  readonly #calledOn = new Set<PlainDate>();
  #poolFiled = false;
  /** Something has just been done, so that more may be to do at once. */
  #more = false;

  constructor({ stage, programme, key, cast }: CommitteePost) {
    this.name = `committee.${programme.id}.${key}`;
    this.#days = meetings[programme.id]?.[key] ?? [];
    const of = committeeOf(programme, key);
    const [secretary] = stage.directory.handsOf('committeeSecretary', of.organisation);
    if (!secretary) throw new Error(`${of.organisation} has no secretary`);
    this.#bench = {
      stage,
      programme,
      key,
      committee: of,
      cast: new Map(cast.map((who) => [who.caseId, who])),
      secretary,
    };
  }

  wakes(after: Instant): Instant | null {
    const { programme } = this.#bench;
    if (this.#more) {
      this.#more = false;
      return after;
    }
    const days = [...this.#days, ...this.#extra].map((day) => hourOn(day, CALL));
    if (programme.cycleYear === newPool.cycleYear) days.push(hourOn(newPool.filedFrom, CALL));
    for (const called of this.#live.values()) days.push(...this.#momentsOf(called, after));
    const next = days.filter((instant) => instant > after).sort((a, b) => a - b)[0];
    return next ?? null;
  }

  #momentsOf(called: Called, after: Instant): Instant[] {
    const next = nextMoment(this.#bench, called, after);
    return [...(next === null ? [] : [next]), ...(called.reach === 'end' ? [] : [this.#released(DECIDED)])];
  }

  async look(desk: Desk): Promise<readonly Errand[]> {
    if (this.#isPoolDue(desk.now)) return [this.#filePool()];
    const live = [...this.#live.values()];
    const steps = await Promise.all(live.map((called) => this.#advance(called, desk)));
    return [...(await this.#calls(desk)), ...steps.flat()];
  }

  told({ name, to }: Errand, { code, view }: Reply): void {
    if (code === 'moved' || code === 'done') this.#more = true;
    if (name === 'filePool') this.#poolFiled = true;
    const proposed = to.kind === 'open' ? this.#proposed.get(to.case) : undefined;
    if (proposed) this.#calledOn.add(proposed.day);
    if (proposed && code === 'moved') this.#live.set(proposed.id, proposed);
    const called = to.kind === 'event' ? this.#live.get(to.case) : undefined;
    if (!called) return;
    this.#remember(called, name, code);
    if (view !== null && view.ended !== null) this.#leave(called, view.ended);
  }

  #remember(called: Called, name: string, code: string): void {
    if (name === 'recordDeparture') called.done.add('departure');
    if (name === 'fileTooEarly') called.done.add('filingRefused');
    if (name === 'announceDecisions') for (const id of called.pending) called.announced.add(id);
    if (name === 'callRoll' && code === 'moved') for (const id of called.shunned) this.#shunned.add(id);
  }

  /** What a sitting did not get to is made up for on the next working day. */
  #leave({ id, day, reach }: Called, ended: string): void {
    this.#live.delete(id);
    if (ended !== 'filed' && reach === 'end') this.#extra.add(workingDaysFrom(this.#bench.stage.calendar, day, 1));
  }

  async #advance(called: Called, desk: Desk): Promise<Errand[]> {
    const { secretary } = this.#bench;
    const sitting = sittingOf(await desk.ask(`/v1/meetings/${called.id}`, secretary));
    if (called.reach !== 'end' && desk.now >= this.#released(DECIDED)) {
      const step = { name: 'postponeSitting', by: secretary, type: 'postpone', reason: 'OTHER' } as const;
      return [inTurn({ stage: desk.stage, now: desk.now, meeting: sitting }, [step])].filter((one) => one !== null);
    }
    called.pending = pendingOf(sitting);
    return nextErrands({ bench: this.#bench, called, sitting, desk });
  }

  /** 令40 第11条: the authority with which the committee is filed. */
  #filePool(): Errand {
    const { stage, programme, key, committee: of } = this.#bench;
    const { filedFrom, filedThrough } = newPool;
    const members = expertsOf(of.organisation, { from: filedFrom, through: filedThrough });
    const document = stage.chance.sha256('pool', of.organisation, filedFrom);
    return {
      name: 'filePool',
      by: authority(this.#bench, of.organisation),
      to: { kind: 'operation', path: '/v1/expert-pools', about: `pool of ${of.organisation}` },
      command: {
        type: 'filePool',
        data: { programme: programme.id, committee: key, filedFrom, filedThrough, document, members },
      },
      expects: ['done'],
    };
  }

  #isPoolDue(now: Instant): boolean {
    const { cycleYear } = this.#bench.programme;
    return !this.#poolFiled && cycleYear === newPool.cycleYear && now >= hourOn(newPool.filedFrom, CALL);
  }

  /** Over whatever waits on the morning of a day on which the committee meets. */
  async #calls({ list, now }: Desk): Promise<Errand[]> {
    const { programme, key, secretary, cast } = this.#bench;
    const day = dateOf(now);
    if (now !== hourOn(day, CALL) || this.#calledOn.has(day)) return [];
    if (!this.#days.includes(day) && !this.#extra.has(day)) return [];
    const found = await list(
      { lifecycle: 'application', state: 'expertReview.queued', year: programme.cycleYear },
      secretary,
    );
    const waiting = found
      .filter((one) => one.programme === programme.id && one.committee === key)
      .filter(({ id }) => this.#isReady(id, now))
      .map(({ id }) => id);
    const [reopened, first] = [waiting.filter((id) => !cast.has(id)), waiting.filter((id) => cast.has(id))];
    const byReach = Map.groupBy(first, (id) => this.#reachOf(id, now));
    const agendas = (['end', 'roll', 'opinions'] as const).flatMap((reach) =>
      agendasOf(byReach.get(reach) ?? []).map((cases) => ({ reach, cases })),
    );
    // Whoever judged one of them before is not drawn: each has a sitting of its own, so that enough are left.
    agendas.push(...reopened.map((id) => ({ reach: 'end' as const, cases: [id] })));
    return agendas.map((agenda, nth) => this.#call({ ...agenda, day, nth }));
  }

  #call({ cases, day, nth, reach }: { cases: readonly CaseId[]; day: PlainDate; nth: number; reach: Reach }): Errand {
    const { stage, programme, key, committee: of, cast, secretary } = this.#bench;
    const id = stage.chance.uuid('meeting', programme.id, key, day, nth);
    const mishaps = mishapsOf({ programme: programme.id, committee: key, day, nth });
    const shunned = cases.filter((one) => {
      const troubles = cast.get(one)?.troubles;
      return !this.#shunned.has(one) && (troubles?.has('quorumMissing') || troubles?.has('presidentMissing'));
    });
    const called: Called = {
      id,
      day,
      mishaps,
      reach,
      shunned: new Set(shunned),
      done: new Set(),
      pending: [],
      announced: new Set(),
    };
    const commitment = commitmentTo(secretOf(this.#bench, id));
    const data = { committee: key, organisation: of.organisation, sitsOn: day, cases, commitment };
    this.#proposed.set(id, called);
    return {
      name: 'callSitting',
      by: secretary,
      to: { kind: 'open', at: 'meetings', case: id, programme: programme.id },
      command: { type: 'open', data },
      // Of a case that is judged again: of those who have not judged it before too few may be left.
      expects: cases.every((one) => cast.has(one)) ? ['moved'] : ['moved', 'POOL_TOO_SMALL'],
    };
  }

  /** Whether the case may be called: nobody waits for the bureau's decision, nor for a day that has not come (A02). */
  #isReady(id: CaseId, now: Instant): boolean {
    const who = this.#bench.cast.get(id);
    // What a recheck reopened, when somebody else can preside (A50).
    if (!who) return dateOf(now) >= SECOND_CHAIR_FROM;
    if (now < (who.notBefore.get('decide') ?? 0)) return false;
    if (now < this.#released(0)) return who.stall?.state !== 'expertReview.queued';
    if (who.decision === 'carryOver') return now >= this.#released(DECIDED);
    return who.decision === 'carryOverLate' && now >= this.#released(DECIDED_LATE);
  }

  #reachOf(id: CaseId, now: Instant): Reach {
    const stall = this.#bench.cast.get(id)?.stall?.state;
    if (now >= this.#released(0)) return 'end';
    if (stall === 'expertReview.groupAppraisal') return 'roll';
    return stall === 'expertReview.voting' ? 'opinions' : 'end';
  }

  #released(days: number): Instant {
    const { stage, programme, key } = this.#bench;
    const rollover = plannedInstant(programme, key, 'cycleRollover');
    return days === 0 ? rollover : hourOn(workingDaysFrom(stage.calendar, dateOf(rollover), days), CALL);
  }
}

function agendasOf(cases: readonly CaseId[]): CaseId[][] {
  return Array.from({ length: Math.ceil(cases.length / AGENDA) }, (_, n) => cases.slice(n * AGENDA, (n + 1) * AGENDA));
}
