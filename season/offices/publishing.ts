import type { Publicity } from '../../machines/application/context.ts';
import { publicities } from '../../machines/application/context.ts';
import type { Calendar } from '../../machines/calendar.ts';
import type { CaseId, OrganisationId } from '../../machines/ids.ts';
import { publicityPlaces } from '../../machines/notice/guards.ts';
import { dateOf, type Instant, ZONE } from '../../machines/time.ts';
import type { Command, ListedCase, Reply } from '../api.ts';
import type { Character } from '../characters.ts';
import { officeHour } from '../hours.ts';
import type { Desk, Errand, OfficeScript } from '../office.ts';
import { units } from '../organisations.ts';
import type { Hand } from '../people.ts';
import type { Chance } from '../random.ts';
import { type HeldBack, heldBack } from './held-back.ts';
import { type Slip, slipOf } from './slips.ts';

/**
 * Whoever publishes (令40 第16条, 第26条; 二(二)5): a unit its own cases, an organiser those of its committees. Late in the afternoon,
 * after the people of its cases, it puts all that wait for a notice on one, and posts it. All publishers are one office here,
 * that looks with the eyes of the bureau above them: thirty lists a day would be a tenth of a season's time.
 */

export interface NoticeRules {
  readonly calendar: Calendar;
  readonly chance: Chance;
  readonly cast: readonly Character[];
}

/** Before the evening's look at the pages, after everybody who verifies, reviews or decides. */
const AFTERNOON = '17:30';
/** As many as a notice lists. */
const MOST_CASES = 200;
const LATE_DAYS = 2;
/** A draft has lapsed by then (`publicity.draftWorkingDays`). */
const LAPSED_DAYS = 11;

export function publishing(rules: NoticeRules): OfficeScript {
  return new Publishing(rules);
}

interface Planned {
  readonly id: CaseId;
  readonly organisation: OrganisationId;
  readonly kind: Publicity;
  readonly programme: string;
  readonly cases: readonly CaseId[];
  readonly slip: Slip;
}

/** A notice that is not as it should be yet, and when it is thought of again. */
interface Pending {
  readonly organisation: OrganisationId;
  readonly slip: Slip;
  readonly cases: readonly CaseId[];
  readonly from: Instant;
}

class Publishing implements OfficeScript {
  readonly name = 'publishing';
  readonly #rules: NoticeRules;
  readonly #held: ReadonlyMap<CaseId, HeldBack>;
  /** Publishers, kinds and programmes there has been a notice of. */
  readonly #known = new Set<string>();
  readonly #pending = new Map<CaseId, Pending>();

  constructor(rules: NoticeRules) {
    this.#rules = rules;
    this.#held = heldBack(rules);
  }

  wakes(after: Instant): Instant {
    return this.#afternoon(after, 0);
  }

  async look(desk: Desk): Promise<readonly Errand[]> {
    const errands = await this.#finish(desk);
    for (const kind of publicities) {
      for (const planned of await this.#plan(desk, kind)) errands.push(this.#draft(desk, planned));
    }
    return errands;
  }

  told({ name, to }: Errand, { code }: Reply): void {
    if (to.kind !== 'event' || code !== 'moved') return;
    const isDone = name !== 'postNotice' || this.#pending.get(to.case)?.slip !== 'takesDown';
    if (isDone) this.#pending.delete(to.case);
  }

  #afternoon(after: Instant, days: number): Instant {
    return officeHour(this.#rules.calendar, { after, days, hour: 0, hours: [AFTERNOON] });
  }

  /** Notices over what waits, each of one publisher and over cases of one programme. */
  async #plan({ list, now, stage }: Desk, kind: Publicity): Promise<Planned[]> {
    const [bureau] = stage.directory.handsOf('bureauOfficer', 'qdn-hrss');
    if (!bureau) throw new Error('nobody sees what waits for a notice');
    const filter = { lifecycle: 'application', state: publicityPlaces[kind], ended: false } as const;
    const waiting = await list(filter, bureau);
    const drafted = new Set([...this.#pending.values()].flatMap(({ cases }) => cases));
    const ready = waiting.filter(
      (one) =>
        !drafted.has(one.id) && (this.#heldIn(kind, one)?.until ?? 0) <= now && publishesOn(publisherOf(one), now),
    );
    const lists = Map.groupBy(ready, (one) =>
      this.#heldIn(kind, one)?.alone ? one.id : `${publisherOf(one)} ${one.programme}`,
    );
    return [...lists.values()]
      .flatMap((cases) => inParts(cases, MOST_CASES))
      .map((cases) => this.#planned({ kind, cases, now }));
  }

  #planned({ kind, cases, now }: { kind: Publicity; cases: readonly ListedCase[]; now: Instant }): Planned {
    const { chance } = this.#rules;
    const [first] = cases as readonly [ListedCase];
    const { programme } = first;
    const organisation = publisherOf(first);
    const key = `${organisation} ${kind} ${programme}`;
    const isFirst = !this.#known.has(key);
    this.#known.add(key);
    const day = dateOf(now);
    const slip = this.#heldIn(kind, first)?.alone
      ? 'none'
      : slipOf(chance, { organisation, kind, programme, isFirst, day });
    const id = chance.uuid(this.name, organisation, kind, day, first.id);
    return { id, organisation, kind, programme, cases: cases.map((one) => one.id), slip };
  }

  #heldIn(kind: Publicity, { id }: ListedCase): HeldBack | null {
    const held = this.#held.get(id);
    return held?.kind === kind ? held : null;
  }

  #draft(desk: Desk, { id, organisation, kind, programme, cases, slip }: Planned): Errand {
    const days = { none: null, discards: null, takesDown: 1, postsLate: LATE_DAYS, neverPosts: LAPSED_DAYS }[slip];
    if (days !== null) this.#pending.set(id, { organisation, slip, cases, from: this.#afternoon(desk.now, days) });
    const draft: Errand = {
      name: 'draftNotice',
      by: this.#hand(desk, { id, organisation }),
      to: { kind: 'open', at: 'notices', case: id, programme },
      command: { type: 'open', data: { kind, organisation, cases } },
    };
    if (slip === 'postsLate' || slip === 'neverPosts') return draft;
    return {
      ...draft,
      next: ({ view }) => {
        const seen = view && { id, organisation, version: view.version };
        return seen && (slip === 'discards' ? this.#discard(desk, seen) : this.#post(desk, seen));
      },
    };
  }

  /** What was drafted or posted on an earlier day and is not done with. */
  async #finish(desk: Desk): Promise<Errand[]> {
    const errands: Errand[] = [];
    for (const [id, { organisation, slip, from }] of this.#pending) {
      if (from > desk.now) continue;
      if (slip === 'neverPosts') {
        this.#pending.delete(id);
        continue;
      }
      const { version } = await desk.read(id, this.#hand(desk, { id, organisation }));
      const seen = { id, organisation, version };
      errands.push(slip === 'takesDown' ? this.#takeDown(desk, seen) : this.#postLate(desk, seen));
    }
    return errands;
  }

  #post(desk: Desk, seen: Seen): Errand {
    const seal = this.#rules.chance.sha256('seal', this.name, seen.id);
    return this.#event(desk, seen, { name: 'postNotice', type: 'post', signature: { date: dateOf(desk.now), seal } });
  }

  /** Somebody on it may have left meanwhile: then it is thrown away, and the others are drafted again. */
  #postLate(desk: Desk, seen: Seen): Errand {
    return {
      ...this.#post(desk, seen),
      expects: ['moved', 'NOT_TO_BE_SHOWN'],
      next: ({ code }) => (code === 'NOT_TO_BE_SHOWN' ? this.#discard(desk, seen) : null),
    };
  }

  #discard(desk: Desk, seen: Seen): Errand {
    return this.#event(desk, seen, { name: 'discardNotice', type: 'discard' });
  }

  #takeDown(desk: Desk, seen: Seen): Errand {
    return this.#event(desk, seen, { name: 'takeDownNotice', type: 'takeDown', reason: { code: 'OTHER' } });
  }

  #event(desk: Desk, seen: Seen, { name, ...command }: Omit<Command, 'data'> & { name: string }): Errand {
    const { id, version } = seen;
    const by = this.#hand(desk, seen);
    return { name, by, to: { kind: 'event', case: id, version }, command: { ...command, data: {} } };
  }

  /** One of the publisher's own people, none who is lent or whose own case it may be. */
  #hand({ stage: { directory, chance } }: Desk, { id, organisation }: Omit<Seen, 'version'>): Hand {
    const hands = (['unitAdmin', 'unitHandler', 'organiserOfficer'] as const)
      .flatMap((role) => directory.handsOf(role, organisation))
      .filter(({ person }) => /-(admin|handler|organiser-\d)$/.test(person) && person.startsWith(organisation));
    return chance.pick(hands, this.name, 'hand', id);
  }
}

interface Seen {
  readonly organisation: OrganisationId;
  readonly id: CaseId;
  readonly version: number;
}

/** Who holds it while it waits. */
function publisherOf({ id, holder }: ListedCase): OrganisationId {
  if (!holder?.organisation) throw new Error(`nobody publishes ${id}`);
  return holder.organisation;
}

const seldom: ReadonlySet<OrganisationId> = new Set(units.filter(({ tardy }) => tardy).map(({ id }) => id));

/** Tardy units publish on Tuesdays and Fridays only. */
function publishesOn(organisation: OrganisationId, now: Instant): boolean {
  if (!seldom.has(organisation)) return true;
  const { dayOfWeek } = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(ZONE);
  return dayOfWeek === 2 || dayOfWeek === 5;
}

function inParts<T>(items: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, n) => items.slice(n * most, (n + 1) * most));
}
