import type { CaseId, OrganisationId } from '../../machines/ids.ts';
import type { DutyForm } from '../../machines/programme-materials.ts';
import { dateOf, type Instant, isoInZone } from '../../machines/time.ts';
import type { CaseView, Command, ListedCase } from '../api.ts';
import { filedAgainAfter, filedAt, habitOf } from '../filings.ts';
import { officeHour } from '../hours.ts';
import type { Desk, Errand, OfficeScript } from '../office.ts';
import { units } from '../organisations.ts';
import type { Hand } from '../people.ts';
import { type FormRules, handAt, handIn, rosterKeys, unitContent } from './forms.ts';

/** A department or bureau that reviews forms in the late afternoon, and takes at its counter what is brought there. */

const AFTERNOON = '16:30';
const SLOW_DAYS = 7;
/** Who is met by a slow reviewer in every season. */
const slowly: Readonly<Record<string, 'takeUp' | 'decide'>> = {
  'kaili-plant-station 1-6': 'takeUp',
  'kaili-software 1-10': 'decide',
};

export interface ReviewerPost {
  readonly role: Extract<Hand['role'], 'departmentOfficer' | 'bureauOfficer'>;
  readonly organisation: OrganisationId;
  /** Whether forms are brought to its counter. */
  readonly counter: boolean;
  readonly from: Instant;
  /** When everything of the season has been reviewed. */
  readonly until: Instant;
}

export function reviewing(rules: FormRules, post: ReviewerPost): OfficeScript {
  return new Reviewing(rules, post);
}

class Reviewing implements OfficeScript {
  readonly name: string;
  readonly #rules: FormRules;
  readonly #post: ReviewerPost;
  /** When handlers come to the counter for the first time. */
  readonly #visits: readonly Instant[];
  readonly #views = new Map<CaseId, CaseView>();
  readonly #taken = new Map<CaseId, number>();
  readonly #sentBack = new Set<CaseId>();

  constructor(rules: FormRules, post: ReviewerPost) {
    this.name = `reviewing.${post.role}.${post.organisation}`;
    this.#rules = rules;
    this.#post = post;
    const visits = post.counter ? units.map(({ id }) => filedAt(rules, '1-8', id)) : [];
    this.#visits = visits.filter((at) => at !== null);
  }

  wakes(after: Instant): Instant | null {
    const { from, until } = this.#post;
    const { calendar } = this.#rules;
    const review = officeHour(calendar, { after: Math.max(after, from), days: 0, hour: 0, hours: [AFTERNOON] });
    const next = Math.min(...this.#visits.filter((at) => at > after), review);
    return next < until ? next : null;
  }

  async look(desk: Desk): Promise<readonly Errand[]> {
    const { role, organisation } = this.#post;
    const by = handAt(desk, { role, organisation, purpose: 'reviewing' });
    const errands: Errand[] = [];
    for (const one of await this.#list(desk, by)) {
      const view = this.#views.get(one.id) ?? (await desk.read(one.id, by));
      this.#views.set(one.id, view);
      if (view.duty?.reviewer !== organisation) continue;
      const command = this.#visit(desk, { one, view }) ?? (await this.#review(desk, { one, by }));
      if (command === null) continue;
      const purpose = `review ${view.duty.form}`;
      errands.push({
        name: command.type,
        by: handAt(desk, { role, organisation, purpose }),
        to: { kind: 'event', case: one.id, version: one.version },
        command,
        keys: rosterKeys(view),
      });
    }
    return errands;
  }

  told({ to, command }: Errand): void {
    if (to.kind !== 'event') return;
    if (command.type === 'handIn') this.#taken.set(to.case, (this.#taken.get(to.case) ?? 0) + 1);
    if (command.type === 'sendBack') this.#sentBack.add(to.case);
  }

  /** What lies with it; where handlers come to its counter also what has not been brought yet. */
  #list(desk: Desk, by: Hand): Promise<readonly ListedCase[]> {
    const { counter, role, organisation } = this.#post;
    const { cycleYear: year } = this.#rules.programme;
    const lies = counter ? {} : { holder: role, organisation };
    return desk.list({ lifecycle: 'duty', year, ended: false, ...lies }, by);
  }

  /** What a handler brings now; null where nobody comes. */
  #visit(desk: Desk, { one, view: { duty } }: { one: ListedCase; view: CaseView }): Command | null {
    const { calendar, chance, programme } = this.#rules;
    if (duty === null || programme.duties[duty.form].online) return null;
    const { id, state, lastAt } = one;
    const { form, owner: organisation } = duty;
    const nth = this.#taken.get(id) ?? 0;
    const first = nth === 0 ? filedAt(this.#rules, form, organisation) : null;
    const days = filedAgainAfter(chance, form, organisation);
    const again =
      nth === 0 || days === null
        ? null
        : officeHour(calendar, { after: lastAt, days: state === 'overdue' ? 1 : days, hour: 0, hours: [AFTERNOON] });
    const at = first ?? again;
    const isOwed = state === 'owed' || state === 'overdue' || (nth > 0 && state === 'returned');
    if (at === null || !isOwed || desk.now < at) return null;
    const content = unitContent(this.#rules, { form, organisation, nth });
    const hour = isoInZone(desk.now).slice('2023-08-10T'.length).slice(0, 'HH:MM'.length);
    return handIn(desk, { content, organisation, nth, counter: { hour } });
  }

  async #review(desk: Desk, { one, by }: { one: ListedCase; by: Hand }): Promise<Command | null> {
    const { id, state, lastAt, unit } = one;
    const { calendar } = this.#rules;
    const doing = /^submitted/.test(state) ? 'takeUp' : /^underReview/.test(state) ? 'decide' : null;
    const form = this.#views.get(id)?.duty?.form;
    if (doing === null || form === undefined) return null;
    const days = this.#pace(doing, { id, form, unit });
    if (desk.now < officeHour(calendar, { after: lastAt, days, hour: 0, hours: [AFTERNOON] })) return null;
    return doing === 'takeUp' ? { type: 'takeUp', data: {} } : this.#decision(desk, { view: await desk.read(id, by) });
  }

  /** Who was slow once hurries with what comes back. */
  #pace(doing: 'takeUp' | 'decide', of: { id: CaseId; form: DutyForm; unit: OrganisationId }): number {
    const { chance } = this.#rules;
    const { id, form, unit } = of;
    if (this.#sentBack.has(id)) return 1;
    const isSlow = slowly[`${unit} ${form}`] === doing || chance.happens(2, 'slowReview', doing, unit, form);
    return isSlow ? SLOW_DAYS : chance.int(doing === 'takeUp' ? [0, 1] : [0, 2], 'reviewDays', doing, unit, form);
  }

  #decision({ stage, now }: Desk, { view: { id, duty } }: { view: CaseView }): Command | null {
    if (duty === null) return null;
    const { form, owner, handedIn } = duty;
    const habit = habitOf(stage.chance, form, owner);
    if ((habit === 'returned' || habit === 'returnedLate') && !this.#sentBack.has(id)) {
      return { type: 'sendBack', data: {}, reason: { code: 'MATERIAL_INCOMPLETE' } };
    }
    const nth = this.#sentBack.has(id) ? 1 : 0;
    const signature = { date: dateOf(now), seal: stage.chance.sha256('accepted', owner, form, nth, dateOf(now)) };
    if (handedIn?.late) return { type: 'acceptLate', data: {}, reason: { code: 'OTHER' }, signature };
    return { type: 'accept', data: {}, signature };
  }
}
