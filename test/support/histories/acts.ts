import { derivedId } from '../../../store/hashing.ts';
import { actor, conclusions, items, materials, opening, type Sending, sha } from '../office.ts';
import { prove, publish } from '../publicity.ts';
import { sit } from '../sitting.ts';
import type { Workshop } from './workshop.ts';

/** What people of the small office do to one case, each act a command. */

export type Extra = Partial<Omit<Sending, 'case'>>;

/** A case of the office by a name of its own, so that its id is the same in every run. */
export class Application {
  readonly id: string;
  readonly applicant: string;
  readonly unit: string;
  readonly #workshop: Workshop;
  readonly #strict: boolean;

  constructor(workshop: Workshop, of: { name: string; applicant: string; strict: boolean }) {
    this.id = derivedId(`history ${of.name}`);
    this.applicant = of.applicant;
    this.unit = of.applicant.replace(/-a\d+$/, '');
    this.#workshop = workshop;
    this.#strict = of.strict;
  }

  /** In a run that must succeed an act that is refused throws; in a broken copy it is only one more symptom. */
  act(type: string, by: Sending['by'], more: Extra = {}): Promise<void> {
    return this.#send('moved', { type, by, ...more });
  }

  /** An act that must be refused. */
  refused(type: string, by: Sending['by'], more: Extra = {}): Promise<void> {
    return this.#send('refused', { type, by, ...more });
  }

  async #send(expected: 'moved' | 'refused', of: Omit<Sending, 'case'>): Promise<void> {
    const answer = await this.#workshop.send({ case: this.id, ...of }).catch((error: unknown) => {
      if (this.#strict) throw error;
      return { outcome: 'failed' } as const;
    });
    if (this.#strict && answer.outcome !== expected) throw new Error(`${of.type}: ${JSON.stringify(answer)}`);
  }

  open(more: { series?: string; level?: string; programme?: string } = {}) {
    const { type, by, ...rest } = opening(this.id, this.applicant, more);
    return this.act(type, by, rest);
  }

  submit(more: Extra = {}) {
    const data = { materials, content: sha(`content of ${this.id}`) };
    return this.act('submit', actor('applicant', this.applicant), { data, ...more });
  }

  resubmit(more: Extra = {}) {
    const data = { materials, content: sha(`corrected content of ${this.id}`) };
    return this.act('resubmit', actor('applicant', this.applicant), { data, ...more });
  }

  withdraw(more: Extra = {}) {
    return this.act('withdraw', actor('applicant', this.applicant), { reason: 'PERSONAL', ...more });
  }

  verify(more: Extra = {}) {
    const by = actor('materialReviewer', `${this.unit}-reviewer`);
    return this.act('verify', by, { data: { items, conclusions }, signed: true, ...more });
  }

  recommend(more: Extra = {}) {
    return this.act('recommend', actor('unitAdmin', `${this.unit}-admin`), { signed: true, ...more });
  }

  push(by = actor('departmentOfficer', 'edu-1')) {
    return this.act('push', by, { signed: true });
  }

  receive() {
    return this.act('receive', actor('organiserOfficer', 'kaili-1'));
  }

  passPolicy() {
    return this.act('passPolicy', actor('organiserOfficer', 'kaili-1'), { signed: true });
  }

  /** Its notice is posted, and it is told. */
  publish() {
    return this.#tolerantly(publish(this.#workshop, [this.id]));
  }

  async #tolerantly(work: Promise<unknown>): Promise<void> {
    await work.catch((error: unknown) => {
      if (this.#strict) throw error;
    });
  }

  /** A sitting over this case alone, which is told what came of it. */
  meet(yes = 6) {
    return this.#tolerantly(sit(this.#workshop, { case: this.id, yes }));
  }

  /** Its notices, whose days are over, are seen once more; then the filing. */
  async confirm() {
    await this.#tolerantly(prove(this.#workshop, [this.id]));
    return this.act('confirm', actor('filingOfficer', 'qdn-1'), { signed: true });
  }

  object(type: 'object' | 'complain', alleges: 'FRAUD' | 'MISCONDUCT' | 'OTHER' = 'OTHER') {
    return this.act(type, actor('citizen', 'neighbour'), { data: { matter: this.matter(type), alleges } });
  }

  resolve(type: 'resolveObjection' | 'resolveComplaint', by: Sending['by'], more: object = { outcome: 'dismissed' }) {
    const matter = this.matter(type === 'resolveObjection' ? 'object' : 'complain');
    return this.act(type, by, { data: { matter, ...more }, reason: 'OTHER', document: sha('resolution') });
  }

  matter(type: 'object' | 'complain'): string {
    return derivedId(`${type} ${this.id}`);
  }
}
