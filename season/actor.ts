import type { Instant } from '../machines/time.ts';
import type { CaseView, Reply, Sent } from './api.ts';
import { caseKeys, noticesLeft } from './case-keys.ts';
import type { Character } from './characters.ts';
import type { Hand } from './people.ts';
import type { Act, Player, Surroundings } from './player.ts';
import { type CaseRecord, moved, newRecord, remember, tried } from './record.ts';
import type { Deed, Look, Scene, Wish } from './scene.ts';
import { nextWish } from './script.ts';

/** One case's people, acting one after another: what they wish, what they are answered, what they then wish. */

/** Beyond this a script goes round in circles. */
const MOST_TRIES = 12;

export class Actor implements Player, Act {
  readonly who: Character;
  view: CaseView | null = null;
  #wish: Wish | null = null;
  #certificate: CaseView | null = null;
  readonly #record: CaseRecord = newRecord();
  readonly #troupe: Surroundings;

  constructor(who: Character, troupe: Surroundings) {
    this.who = who;
    this.#troupe = troupe;
  }

  get name(): string {
    return `case ${this.who.index}, ${this.who.fate}`;
  }

  get order(): number {
    return this.who.index;
  }

  get wakesAt(): Instant | null {
    return this.#wish?.at ?? null;
  }

  get keys(): readonly string[] {
    return this.#wish ? caseKeys(this.who, this.#wish) : [];
  }

  get reaches(): string | null {
    if (!this.#wish || !this.view) return null;
    const isShownAgain = moved(this.#record, 'verify') > 0;
    return noticesLeft(this.who, { wish: this.#wish, state: this.view.state, isShownAgain });
  }

  /** Decides what is next. */
  plan(now: Instant): void {
    this.#wish = nextWish(this.#scene(now));
  }

  async acts(): Promise<readonly Act[]> {
    return [this];
  }

  /** What is next was decided with each answer. */
  rest(): void {}

  /** Carries out the present wish. */
  async perform(now: Instant): Promise<void> {
    const wish = this.#wish;
    if (!wish) return;
    if (wish.kind === 'look') await this.#look(wish, now);
    else await this.#send(wish, now);
  }

  #scene(now: Instant): Scene {
    const { who, view } = this;
    return { stage: this.#troupe.stage, who, view, certificate: this.#certificate, record: this.#record, now };
  }

  get #applicant(): Hand {
    return this.#troupe.stage.directory.handOf(this.who.applicant, 'applicant');
  }

  async #look(look: Look, now: Instant): Promise<void> {
    if (look.what === 'case') await this.#read(now);
    else this.#certificate = await this.#findCertificate();
    if (look.what === 'certificate' && !this.#certificate) {
      this.#surprise({ name: 'certificate', code: 'NONE', expected: ['found'], now });
      return;
    }
    this.plan(now);
  }

  #findCertificate(): Promise<CaseView | null> {
    const { applicant, year } = this.who;
    return this.#troupe.api.certificateOf(applicant, { year, by: this.#applicant });
  }

  async #read(now: Instant): Promise<void> {
    this.#see(await this.#troupe.api.read(this.who.caseId, this.#applicant), now);
  }

  #see(view: CaseView, now: Instant): void {
    if (view.state !== this.view?.state) this.#record.since = now;
    this.view = view;
  }

  async #send(deed: Deed, now: Instant): Promise<void> {
    const sent = this.#sentOf(deed);
    const reply = await this.#troupe.api.send(sent);
    this.#enter(deed, sent, { reply, now });
    if (reply.code === 'STALE_VERSION' && !deed.expects.includes(reply.code)) {
      // A deadline has moved the case since its people last saw it.
      await this.#read(now);
      this.plan(now);
      return;
    }
    remember(this.#record, { name: deed.name, sent, code: reply.code, at: now });
    this.#troupe.onAnswer(deed.name, reply.code);
    if (reply.code === 'moved') await this.#follow(deed, reply, now);
    if (!deed.expects.includes(reply.code) || tried(this.#record, deed.name) > MOST_TRIES) {
      this.#surprise({ name: deed.name, code: reply.code, expected: deed.expects, now });
    } else this.plan(now);
  }

  async #follow(deed: Deed, { view }: Reply, now: Instant): Promise<void> {
    if (deed.on === 'another') return;
    if (deed.on === 'certificate') this.#certificate = view ?? this.#certificate;
    // Whoever objects or complains is not told how the case stands; its own people look.
    else if (view === null) await this.#read(now);
    else this.#see(view, now);
  }

  #surprise(of: { name: string; code: string; expected: readonly string[]; now: Instant }): void {
    const { name, code, expected, now } = of;
    this.#troupe.onSurprise({ whose: this.name, name, state: this.view?.state ?? null, code, expected, at: now });
    this.#wish = null;
  }

  #sentOf(deed: Deed): Sent {
    const { who } = this;
    const last = this.#record.lastMoved?.sent;
    if (deed.key !== 'fresh' && last) return { ...last, command: deed.command, again: deed.key === 'same' };
    const seen = deed.on === 'certificate' ? this.#certificate : this.view;
    const version = deed.version === 'none' ? null : (seen?.version ?? 1) - (deed.version === 'stale' ? 1 : 0);
    return {
      by: deed.by,
      case: deed.caseId ?? (deed.on === 'certificate' ? (seen?.id ?? who.caseId) : who.caseId),
      opens: deed.command.type === 'open' ? { at: 'cases', programme: who.programme.id } : null,
      command: deed.command,
      key: `season-${this.#troupe.stage.chance.seed}-${who.index}-${this.#record.sent}`,
      version,
      again: false,
    };
  }

  #enter(deed: Deed, sent: Sent, { reply, now }: { reply: Reply; now: Instant }): void {
    const { person, role } = sent.by;
    const { code, seq } = reply;
    this.#troupe.ledger.write({
      case: sent.case,
      key: sent.key,
      type: deed.command.type,
      person,
      role,
      sentAt: now,
      code,
      seq,
    });
  }
}
