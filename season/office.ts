import type { CaseId } from '../machines/ids.ts';
import type { Instant } from '../machines/time.ts';
import type { CaseFilter, CaseView, Command, ListedCase, OpenAddress, Reply, Sent } from './api.ts';
import type { Hand } from './people.ts';
import type { Act, Player, Surroundings } from './player.ts';
import type { Stage } from './scene.ts';

/**
 * Institutions that act of themselves: an office wakes at an hour, looks at its lists as its user would, and sends what is
 * to be sent for what it finds. `docs/season.md` tells how to add one.
 */

/** What an office sees with: reads, answered in an order that depends on ids alone. */
export interface Desk {
  readonly stage: Stage;
  readonly now: Instant;
  /** Cases the hand may see. */
  list(filter: CaseFilter, by: Hand): Promise<readonly ListedCase[]>;
  read(id: CaseId, by: Hand): Promise<CaseView>;
  /** The body of any other `GET`. @throws Error where it is refused. */
  ask(path: string, by: Hand): Promise<unknown>;
}

/** Where a command goes: to a case as it was seen, to be opened, or to an operation that is no case's. */
export type Address =
  | { readonly kind: 'event'; readonly case: CaseId; readonly version: number | null }
  | { readonly kind: 'open'; readonly at: OpenAddress; readonly case: CaseId; readonly programme: string }
  | {
      readonly kind: 'operation';
      readonly path: string;
      readonly about: string;
      /** What it is answered where it was done already: sent again after a lost answer, that is its answer. */
      readonly once?: string;
    };

/** Something an office has to send. */
export interface Errand {
  /** What it is in the office's script; answers are counted under it. */
  readonly name: string;
  readonly by: Hand;
  readonly to: Address;
  readonly command: Command;
  /** Answers that are no surprise; `moved` where nothing is said. */
  readonly expects?: readonly string[];
  /** What an operation that was done has answered, in a word that is judged and counted like a code. */
  readonly reads?: (reply: Reply) => string;
  /** What it may interfere with besides its case. */
  readonly keys?: readonly string[];
  /** What is sent at once where it is answered so. */
  readonly next?: (reply: Reply) => Errand | null;
}

/** What makes an office: who it is, when it is awake, what it then does. What it remembers it keeps itself. */
export interface OfficeScript {
  /** No two offices of a season have the same. */
  readonly name: string;
  /** When it wakes after an instant; the instant itself: at once, for a further round. Null: never again. */
  wakes(after: Instant): Instant | null;
  /** Looks, and says what is to be sent, in order. Reads only. */
  look(desk: Desk): Promise<readonly Errand[]>;
  /** Told what it was answered, errand by errand in its own order, when everything has settled. */
  told?(errand: Errand, reply: Reply): void;
}

export class Office implements Player {
  readonly order: number;
  readonly name: string;
  /** Acts of an office that reach the same have errands in rounds of their own. */
  readonly reaches = null;
  wakesAt: Instant | null = null;
  readonly #script: OfficeScript;
  readonly #around: Surroundings;
  #running: Running[] = [];
  #sent = 0;

  constructor(script: OfficeScript, order: number, around: Surroundings) {
    this.#script = script;
    this.name = script.name;
    this.order = order;
    this.#around = around;
  }

  plan(now: Instant): void {
    this.wakesAt = this.#script.wakes(now);
  }

  async acts(now: Instant): Promise<readonly Act[]> {
    const { api, stage } = this.#around;
    const desk: Desk = { stage, now, list: api.list, read: api.read, ask: api.ask };
    const errands = await this.#script.look(desk);
    this.#running = errands.map((errand) => new Running(errand, this.#keyOfNext(), this));
    return this.#running;
  }

  rest(now: Instant): void {
    for (const { answered } of this.#running) {
      for (const { errand, reply } of answered) {
        this.#script.told?.(errand, reply);
        this.#judge(errand, reply, now);
      }
    }
    this.#running = [];
    this.plan(now);
  }

  /** Sends one errand. */
  async send(errand: Errand, key: string, now: Instant): Promise<Reply> {
    const { api, ledger } = this.#around;
    const { by, command, to } = errand;
    if (to.kind === 'operation')
      return api.operate({ path: to.path, body: command.data, by, key, once: to.once ?? null });
    const sent: Sent = {
      by,
      case: to.case,
      opens: to.kind === 'open' ? { at: to.at, programme: to.programme } : null,
      command,
      key,
      version: to.kind === 'open' ? null : to.version,
      again: false,
    };
    const reply = await api.send(sent);
    const { person, role } = by;
    ledger.write({
      case: to.case,
      key,
      type: command.type,
      person,
      role,
      sentAt: now,
      code: reply.code,
      seq: reply.seq,
    });
    return reply;
  }

  #keyOfNext(): string {
    this.#sent += 1;
    return `season-${this.#around.stage.chance.seed}-${this.name}-${this.#sent}`;
  }

  #judge({ name, expects = ['moved'], reads }: Errand, reply: Reply, now: Instant): void {
    const { onAnswer, onSurprise } = this.#around;
    const { view } = reply;
    const code = reply.code === 'done' && reads ? reads(reply) : reply.code;
    onAnswer(name, code);
    if (expects.includes(code)) return;
    onSurprise({ whose: this.name, name, state: view?.state ?? null, code, expected: expects, at: now });
  }
}

/** An errand under way, with what follows from it. */
class Running implements Act {
  readonly keys: readonly string[];
  readonly answered: { errand: Errand; reply: Reply }[] = [];
  readonly #errand: Errand;
  readonly #key: string;
  readonly #office: Office;

  constructor(errand: Errand, key: string, office: Office) {
    const { to, keys = [] } = errand;
    this.keys = [to.kind === 'operation' ? to.about : `case ${to.case}`, ...keys];
    this.#errand = errand;
    this.#key = key;
    this.#office = office;
  }

  async perform(now: Instant): Promise<void> {
    let n = 0;
    for (let errand: Errand | null = this.#errand; errand; n += 1) {
      const reply: Reply = await this.#office.send(errand, n === 0 ? this.#key : `${this.#key}.${n}`, now);
      this.answered.push({ errand, reply });
      errand = errand.next?.(reply) ?? null;
    }
  }
}
