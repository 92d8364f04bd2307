import type { Calendar } from '../../machines/calendar.ts';
import type { CaseId, OrganisationId, PersonId } from '../../machines/ids.ts';
import { type Programme, vacancyClassOf } from '../../machines/programme.ts';
import type { Ground } from '../../machines/recheck/context.ts';
import { dateOf, type Instant, parseInstant } from '../../machines/time.ts';
import type { ListedCase, Reply } from '../api.ts';
import type { Character } from '../characters.ts';
import { officeHour } from '../hours.ts';
import type { Desk, Errand, OfficeScript } from '../office.ts';
import { committeeOfWho, decideErrand, mayDecide, retraction } from './deciding.ts';
import { type PostsAsked, refiling } from './posts.ts';

/**
 * 复查 and 投诉 (令40 第27条): who doubts a result asks, the organiser or the authority above decides, and what is granted becomes
 * a case again, which is decided at the next sitting, published and confirmed like any other. Those who doubt are one office
 * with those who decide: who they are and what they do is fixed by the fates of the cast.
 */

export interface RecheckRules {
  readonly calendar: Calendar;
  readonly programme: Programme;
  readonly cast: readonly Character[];
}

/** Nobody else acts at it, so that what frees a vacancy has settled before. */
const HOUR = '11:00';
/** Before the first result of the year. */
const FROM: Instant = parseInstant('2023-11-01T09:00:00+08:00');
/** Working days after the result: within the programme's ten, and after them. */
const IN_TIME = [1, 6] as const;
const TOO_LATE = 14;
const DECIDING = [2, 10] as const;
const AFTER_DUE = 3;
/** Results that somebody asks about; the last of them cannot be doubted. */
const results = ['notPassed', 'publicityRejected', 'policyRejected'] as const;
const asking = ['asksRecheck', 'complainsOfResult', 'asksTooLate'] as const;

export function rechecks(rules: RecheckRules): OfficeScript {
  return new Rechecks(rules);
}

interface Asked {
  readonly who: Character;
  readonly ground: Ground;
}

class Rechecks implements OfficeScript {
  readonly name = 'rechecks';
  readonly #rules: RecheckRules;
  readonly #cast: ReadonlySet<CaseId>;
  readonly #doubters: ReadonlyMap<PersonId, Character>;
  readonly #asked = new Map<CaseId, Asked>();
  /** Results that were asked about, whatever the answer. */
  readonly #doubted = new Set<CaseId>();
  /** Units that have filed their form with fewer posts, and those that filed it once more with all of them. */
  readonly #cut = new Map<OrganisationId, 'fewer' | 'restored'>();
  /** Rechecks whose case was refused for want of a vacancy. */
  readonly #refused = new Set<CaseId>();

  constructor(rules: RecheckRules) {
    this.#rules = rules;
    this.#cast = new Set(rules.cast.map(({ caseId }) => caseId));
    const doubting = rules.cast.filter(
      ({ troubles, year }) => year === 2023 && asking.some((one) => troubles.has(one)),
    );
    this.#doubters = new Map(doubting.map((who) => [who.applicant, who]));
  }

  wakes(after: Instant): Instant {
    return this.#hour(Math.max(after, FROM), 0);
  }

  async look(desk: Desk): Promise<readonly Errand[]> {
    const [bureau] = desk.stage.directory.handsOf('bureauOfficer', 'qdn-hrss');
    if (!bureau) throw new Error('nobody sees the results');
    const { cycleYear: year } = this.#rules.programme;
    const errands: Errand[] = [];
    for (const state of results) {
      const ended = await desk.list({ lifecycle: 'application', state, year, ended: true }, bureau);
      errands.push(...ended.flatMap((one) => this.#doubt(desk, one) ?? []));
    }
    const confirming = await desk.list({ lifecycle: 'application', state: 'confirmation', year, ended: false }, bureau);
    errands.push(...confirming.flatMap((one) => this.#confirm(desk, one) ?? []));
    const open = await desk.list({ lifecycle: 'recheck', year, ended: false }, bureau);
    for (const one of open) errands.push(...(await this.#proceed(desk, one)));
    return oneAUnit(errands);
  }

  told({ name, to, by }: Errand, { code }: Reply): void {
    if (to.kind !== 'event') return;
    if (name === 'reopenByHand' && code === 'NO_VACANCY') this.#refused.add(to.case);
    if (code !== 'moved') return;
    if (name === 'refileFewer') this.#cut.set(by.organisation ?? '', 'fewer');
    if (name === 'refileAll') this.#cut.set(by.organisation ?? '', 'restored');
  }

  #hour(after: Instant, days: number): Instant {
    return officeHour(this.#rules.calendar, { after, days, hour: 0, hours: [HOUR] });
  }

  /** What the applicant asks about an ended case; null: nothing, or not yet. */
  #doubt(desk: Desk, one: ListedCase): Errand | null {
    const who = one.person === null ? undefined : this.#doubters.get(one.person);
    if (!who || this.#doubted.has(one.id)) return null;
    const { chance } = desk.stage;
    const isTooLate = who.troubles.has('asksTooLate');
    const days = isTooLate ? TOO_LATE : chance.int(IN_TIME, 'asks', one.id);
    if (desk.now < this.#hour(one.lastAt, days)) return null;
    this.#doubted.add(one.id);
    const ground = who.troubles.has('complainsOfResult') ? 'PROCEDURE' : 'RESULT';
    const ask = { who, result: one.id, ground } as const;
    if (!this.#cast.has(one.id)) return this.#ask(desk, { ...ask, name: 'askFinal', expects: 'RECHECK_FINAL' });
    if (one.state === 'policyRejected')
      return this.#ask(desk, { ...ask, name: 'askImpossible', expects: 'NO_RECHECK' });
    if (!isTooLate) return this.#askTwice(desk, ask);
    const another = this.#ask(desk, {
      ...ask,
      result: chance.uuid('noResult', who.index),
      name: 'askUnknown',
      expects: 'RESULT_UNKNOWN',
    });
    return { ...this.#ask(desk, { ...ask, name: 'askTooLate', expects: 'RECHECK_TOO_LATE' }), next: () => another };
  }

  /** Some send the same once more, as if it were another. */
  #askTwice(desk: Desk, ask: Omit<Ask, 'name' | 'expects'>): Errand {
    const { chance } = desk.stage;
    const first = this.#ask(desk, { ...ask, name: 'askRecheck', expects: 'moved' });
    this.#asked.set(recheckOf(desk, ask.result, 'askRecheck'), ask);
    if (!chance.happens(40, 'asksTwice', ask.result)) return first;
    return { ...first, next: () => this.#ask(desk, { ...ask, name: 'askAgain', expects: 'RECHECK_KNOWN' }) };
  }

  #ask(desk: Desk, { who, result, ground, name, expects }: Ask): Errand {
    return {
      name,
      by: desk.stage.directory.handOf(who.applicant, 'applicant'),
      to: { kind: 'open', at: 'rechecks', case: recheckOf(desk, result, name), programme: who.programme.id },
      command: { type: 'open', data: { person: who.applicant, result, ground } },
      expects: [expects],
      keys: [`case ${result}`],
    };
  }

  /** What is done about a recheck that is not over. */
  async #proceed(desk: Desk, one: ListedCase): Promise<Errand[]> {
    const asked = this.#asked.get(one.id);
    if (!asked) throw new Error(`nobody asked for recheck ${one.id}`);
    const { who } = asked;
    const since = (days: number) => desk.now >= this.#hour(one.lastAt, days);
    const deciding = desk.stage.chance.int(DECIDING, 'decides', one.id);
    switch (one.state) {
      case 'requested':
      case 'complained':
        if (who.troubles.has('recheckRetracted')) return since(2) ? [retraction(desk, one, who)] : [];
        return !who.troubles.has('recheckLate') && since(deciding) ? this.#decide(desk, one, asked) : [];
      case 'decisionOverdue':
      case 'complaintOverdue':
        return since(AFTER_DUE) ? this.#decide(desk, one, asked) : [];
      case 'followUpOverdue':
        return since(AFTER_DUE) ? this.#followUp(desk, one, who) : [];
      default:
        return [];
    }
  }

  /** A unit whose posts have become fewer says so before. */
  async #decide(desk: Desk, one: ListedCase, { who, ground }: Asked): Promise<Errand[]> {
    const posts = postsOf(who);
    const isCut = who.troubles.has('postsCut') && posts !== null && !this.#cut.has(who.unit);
    if (isCut) return refiling(desk, { ...posts, name: 'refileFewer', filledOnly: true });
    const type = who.troubles.has('recheckRefused') ? 'refuse' : 'grant';
    const officers = mayDecide(desk, { one, ground });
    return [decideErrand(desk, { one, type, officers, keys: keysOf(who) })];
  }

  /** The organiser asks for the case again; where there is still no vacancy the unit files for one. */
  async #followUp(desk: Desk, one: ListedCase, who: Character): Promise<Errand[]> {
    const posts = postsOf(who);
    const isWithout = posts !== null && this.#cut.get(who.unit) === 'fewer';
    if (isWithout && this.#refused.has(one.id))
      return refiling(desk, { ...posts, name: 'refileAll', filledOnly: false });
    const { organiser } = committeeOfWho(who);
    const hands = desk.stage.directory
      .handsOf('organiserOfficer', organiser)
      .filter(({ person }) => person.startsWith(`${organiser}-organiser`));
    return [
      {
        name: 'reopenByHand',
        by: desk.stage.chance.pick(hands, this.name, 'reopens', one.id),
        to: { kind: 'event', case: one.id, version: one.version },
        command: { type: 'reopen', data: {} },
        // Others of the unit may have taken the vacancy in the meantime.
        expects: isWithout ? ['NO_VACANCY'] : ['moved', 'NO_VACANCY'],
        keys: keysOf(who),
      },
    ];
  }

  /** 备案 of a case that a recheck reopened: by somebody who did not sign its minutes. */
  #confirm({ stage, now }: Desk, one: ListedCase): Errand | null {
    const who = one.person === null || this.#cast.has(one.id) ? undefined : this.#doubters.get(one.person);
    if (!who || now < this.#hour(one.lastAt, stage.chance.int([0, 3], 'confirms', one.id))) return null;
    const { filingAuthority } = committeeOfWho(who);
    const hands = stage.directory
      .handsOf('filingOfficer', filingAuthority)
      .filter(({ person }) => person.startsWith(`${filingAuthority}-filing`));
    return {
      name: 'confirmReopened',
      by: stage.chance.pick(hands, this.name, 'confirms', one.id),
      to: { kind: 'event', case: one.id, version: one.version },
      command: {
        type: 'confirm',
        data: {},
        signature: { date: dateOf(now), seal: stage.chance.sha256('seal', one.id) },
      },
      expects: ['moved', 'PUBLICITY_UNPROVED'],
      keys: keysOf(who),
    };
  }
}

interface Ask {
  readonly who: Character;
  readonly result: CaseId;
  readonly ground: Ground;
  readonly name: string;
  readonly expects: string;
}

function recheckOf({ stage }: Desk, result: CaseId, name: string): CaseId {
  return stage.chance.uuid('recheck', result, name);
}

function postsOf({ unit, programme, claim, year }: Character): PostsAsked | null {
  const vacancyClass = vacancyClassOf(programme, claim);
  return vacancyClass === null ? null : { unit, vacancyClass, year };
}

const keysOf = ({ unit }: Character): string[] => [`posts of ${unit}`];

/** What reaches the posts of a unit waits for whatever else does until the next day: a case that follows comes of itself. */
function oneAUnit(errands: readonly Errand[]): Errand[] {
  const reached = new Set<string>();
  return errands.filter(({ keys = [] }) => {
    const posts = keys.filter((key) => key.startsWith('posts of '));
    const isFirst = posts.every((key) => !reached.has(key));
    for (const key of posts) reached.add(key);
    return isFirst;
  });
}
