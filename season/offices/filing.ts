import type { CaseId, OrganisationId } from '../../machines/ids.ts';
import { type DutyForm, dutyForms } from '../../machines/programme-materials.ts';
import type { Instant } from '../../machines/time.ts';
import type { CaseView, ListedCase } from '../api.ts';
import { filedAgainAfter, filedAt, habitOf } from '../filings.ts';
import { officeHour } from '../hours.ts';
import type { Desk, Errand, OfficeScript } from '../office.ts';
import { type FormRules, gathered, handAt, handIn, rosterKeys, unitContent } from './forms.ts';

/** An organisation that files its forms over the web: at its hour, and again when one comes back. */

const MORNING = '10:30';

export function filing(rules: FormRules, organisation: OrganisationId, isDepartment: boolean): OfficeScript {
  return new Filing(rules, organisation, isDepartment);
}

class Filing implements OfficeScript {
  readonly name: string;
  readonly #rules: FormRules;
  readonly #organisation: OrganisationId;
  readonly #isDepartment: boolean;
  /** When each form it may owe is first filed. */
  readonly #plan: ReadonlyMap<DutyForm, Instant>;
  readonly #views = new Map<CaseId, CaseView>();
  readonly #filed = new Map<CaseId, number>();
  /** Forms that lie with a reviewer, or have come back. */
  readonly #pending = new Set<CaseId>();

  constructor(rules: FormRules, organisation: OrganisationId, isDepartment: boolean) {
    this.name = `filing.${organisation}`;
    this.#rules = rules;
    this.#organisation = organisation;
    this.#isDepartment = isDepartment;
    const forms = dutyForms.filter((form) => rules.programme.duties[form].online);
    const plan = forms.map((form) => [form, filedAt(rules, form, organisation)] as const);
    this.#plan = new Map(plan.filter((entry): entry is [DutyForm, Instant] => entry[1] !== null));
  }

  wakes(after: Instant): Instant | null {
    const planned = [...this.#plan.values()].filter((at) => at > after);
    const { calendar } = this.#rules;
    if (this.#pending.size > 0) planned.push(officeHour(calendar, { after, days: 0, hour: 0, hours: [MORNING] }));
    return planned.length === 0 ? null : Math.min(...planned);
  }

  async look(desk: Desk): Promise<readonly Errand[]> {
    const by = handAt(desk, {
      role: this.#isDepartment ? 'departmentOfficer' : 'unitAdmin',
      organisation: this.#organisation,
      purpose: 'filing',
    });
    const { cycleYear: year } = this.#rules.programme;
    const seen = await desk.list({ lifecycle: 'duty', year, unit: this.#organisation }, by);
    const errands: Errand[] = [];
    for (const one of seen) {
      const view = this.#views.get(one.id) ?? (await desk.read(one.id, by));
      this.#views.set(one.id, view);
      if (this.#isSettled(one, view)) this.#pending.delete(one.id);
      if (this.#isTime(one, view, desk.now)) errands.push(await this.#handIn(desk, { one, view }));
    }
    return errands;
  }

  told({ to }: Errand): void {
    if (to.kind !== 'event') return;
    this.#pending.add(to.case);
    this.#filed.set(to.case, (this.#filed.get(to.case) ?? 0) + 1);
  }

  #isSettled({ id, state }: ListedCase, { duty }: CaseView): boolean {
    const filed = this.#filed.get(id) ?? 0;
    const isTwice = duty !== null && habitOf(this.#rules.chance, duty.form, this.#organisation) === 'twice';
    return /^accepted/.test(state) && filed >= (isTwice ? 2 : 1);
  }

  #isTime({ id, state, lastAt }: ListedCase, { duty }: CaseView, now: Instant): boolean {
    const { chance, calendar } = this.#rules;
    const at = duty === null ? undefined : this.#plan.get(duty.form);
    if (duty === null || at === undefined) return false;
    const filed = this.#filed.get(id) ?? 0;
    if (filed === 0) return (state === 'owed' || state === 'overdue') && now >= at;
    const isTwice = filed === 1 && state === 'accepted' && habitOf(chance, duty.form, this.#organisation) === 'twice';
    // Once it was overdue, what comes back is overdue again; what only becomes overdue was in the owner's hands before.
    const isBack = (state === 'returned' || state === 'overdue') && this.#pending.has(id);
    const days = filedAgainAfter(chance, duty.form, this.#organisation);
    if (days === null || !(isTwice || isBack)) return false;
    // Of a form that ran out of its time the day counts on which it did so.
    const from = state === 'overdue' ? 1 : days;
    return now >= officeHour(calendar, { after: lastAt, days: from, hour: 0, hours: [MORNING] });
  }

  async #handIn(desk: Desk, { one, view }: { one: ListedCase; view: CaseView }): Promise<Errand> {
    const form = view.duty?.form ?? '1-6';
    const nth = this.#filed.get(one.id) ?? 0;
    const by = handAt(desk, {
      role: one.holder?.role ?? 'unitAdmin',
      organisation: this.#organisation,
      purpose: `form ${form}`,
    });
    const content =
      this.#isDepartment && (form === '1-10' || form === '1-11')
        ? gathered(form, await this.#acceptedBelow(desk, form))
        : unitContent(this.#rules, { form, organisation: this.#organisation, nth });
    return {
      name: 'handIn',
      by,
      to: { kind: 'event', case: one.id, version: one.version },
      command: handIn(desk, { content, organisation: this.#organisation, nth }),
      keys: rosterKeys(view),
    };
  }

  async #acceptedBelow(desk: Desk, form: DutyForm): Promise<CaseView[]> {
    const by = handAt(desk, { role: 'departmentOfficer', organisation: this.#organisation, purpose: 'filing' });
    const { cycleYear: year } = this.#rules.programme;
    const below = await desk.list({ lifecycle: 'duty', year }, by);
    const accepted = below.filter(({ unit, state }) => unit !== this.#organisation && /^accepted/.test(state));
    const views: CaseView[] = [];
    for (const { id } of accepted) views.push(await desk.read(id, by));
    return views.filter(({ duty }) => duty?.form === form && duty.reviewer === this.#organisation);
  }
}
