import { z } from 'zod';
import type { Calendar } from '../../machines/calendar.ts';
import type { CaseId } from '../../machines/ids.ts';
import { type Instant, parseInstant } from '../../machines/time.ts';
import type { ListedCase, Reply } from '../api.ts';
import { checkOffline } from '../certificate-code.ts';
import { officeHour } from '../hours.ts';
import type { Desk, Errand, OfficeScript } from '../office.ts';
import type { Hand } from '../people.ts';

/**
 * What becomes of certificates (二(三)4, 三(二)): holders fetch theirs, employers and citizens verify some, once a week; the bureau
 * looks into titles that were built on one that has been revoked.
 */

export interface TitleRules {
  readonly calendar: Calendar;
}

const HOUR = '15:00';
/** Working days from one look to the next. */
const WEEK = 5;
const FROM: Instant = parseInstant('2023-07-14T09:00:00+08:00');
/** Percent of the certificates that somebody verifies. */
const VERIFIED = 30;
/** Percent of titles in question that are looked into too late. */
const SLOW = 60;
const SOON = 3;

const copySchema = z.object({ name: z.string(), code: z.string().nullable() });
const keysSchema = z.object({
  keys: z.array(z.object({ id: z.string(), publicKey: z.string(), status: z.enum(['inUse', 'retired', 'withdrawn']) })),
});
const revokedSchema = z.object({
  asOf: z.string(),
  numbers: z.array(z.string()),
  key: z.string(),
  signature: z.string(),
});
const verificationSchema = z.object({ status: z.string() });
const checkSchema = z.object({ outcome: z.string(), status: z.string().nullable() });

/** What somebody has who verifies: keys and list of the day, the paper's code. */
type Wallet = Parameters<typeof checkOffline>[1];

interface Paper {
  readonly name: string;
  readonly code: string | null;
}

export function titles(rules: TitleRules): OfficeScript {
  return new Titles(rules);
}

class Titles implements OfficeScript {
  readonly name = 'titles';
  readonly #rules: TitleRules;
  readonly #seen = new Set<CaseId>();
  readonly #papers = new Map<CaseId, Paper>();

  constructor(rules: TitleRules) {
    this.#rules = rules;
  }

  wakes(after: Instant): Instant {
    return officeHour(this.#rules.calendar, { after: Math.max(after, FROM), days: WEEK, hour: 0, hours: [HOUR] });
  }

  async look(desk: Desk): Promise<readonly Errand[]> {
    const all = await issued(desk);
    const errands = all.flatMap((one) => this.#lookedInto(desk, one) ?? []);
    const wallet = await walletOf(desk, citizenOf(desk, 'keys'));
    for (const one of all.filter(({ id }) => !this.#seen.has(id))) {
      this.#seen.add(one.id);
      const paper = await this.#paper(desk, one);
      if (paper && one.ended === null) errands.push(...this.#verified(desk, { one, paper, wallet }));
    }
    for (const one of all.filter(({ id, ended }) => ended !== null && this.#papers.has(id))) {
      const paper = this.#papers.get(one.id) as Paper;
      this.#papers.delete(one.id);
      errands.push(...this.#foundRevoked(desk, { one, paper, wallet }));
    }
    return errands;
  }

  /** The holder fetches the certificate, and shows it to whoever asks; his unit has the same. */
  async #paper({ ask, stage }: Desk, { id, number, person, unit }: ListedCase): Promise<Paper | null> {
    const { chance, directory } = stage;
    if (person === null) return null;
    const [employer] = directory.handsOf('unitHandler', unit);
    const by = chance.happens(VERIFIED, 'fetches', id) && employer ? employer : directory.handOf(person, 'applicant');
    const paper = copySchema.safeParse(await ask(`/v1/certificates/${number}/copy`, by));
    if (!paper.success) return null;
    this.#papers.set(id, paper.data);
    return paper.data;
  }

  #verified(desk: Desk, { one, paper, wallet }: Verifying): Errand[] {
    const { chance } = desk.stage;
    if (!chance.happens(VERIFIED, 'verifies', one.id)) return [];
    const { number } = one;
    const asked = { one, by: citizenOf(desk, one.id) };
    const unlike = (said: string): Errand => {
      const name = paper.name;
      return verifying({ ...asked, name: 'verifyUnknown', data: { number: 'KL23-999999', name }, reads: same(said) });
    };
    const wrong: Errand = {
      ...verifying({
        ...asked,
        name: 'verifyAnother',
        data: { number, name: '无此人' },
        reads: statusOf,
        is: 'NOT_FOUND',
      }),
      next: ({ body }) => unlike(JSON.stringify(body)),
    };
    const right = verifying({
      ...asked,
      name: 'verifyTitle',
      data: { number, name: paper.name },
      reads: statusOf,
      is: 'VALID',
    });
    return [{ ...right, next: () => wrong }, ...this.#checked(desk, { one, paper, wallet }, 'VALID')];
  }

  #foundRevoked(desk: Desk, of: Verifying): Errand[] {
    const { one, paper } = of;
    const by = citizenOf(desk, one.id);
    const data = { number: one.number, name: paper.name };
    const found = verifying({ one, by, name: 'verifyRevoked', data, reads: statusOf, is: 'REVOKED' });
    return [found, ...this.#checked(desk, of, 'REVOKED')];
  }

  /** The code, online and offline, and the same with a character changed. */
  #checked(desk: Desk, { one, paper, wallet }: Verifying, is: 'VALID' | 'REVOKED'): Errand[] {
    const { code } = paper;
    if (code === null || wallet === null) return [];
    const by = citizenOf(desk, one.id);
    const reads = (text: string) => (reply: Reply) => {
      const { outcome, status } = checkSchema.parse(reply.body);
      const online = outcome === 'GENUINE' ? (status ?? outcome) : outcome;
      const offline = checkOffline(text, wallet);
      return online === offline ? online : `${online}_BUT_OFFLINE_${offline}`;
    };
    const at = code.length - 20;
    const altered = code.slice(0, at) + (code[at] === 'A' ? 'B' : 'A') + code.slice(at + 1);
    const asked = (name: string, text: string, said: string): Errand => ({
      name,
      by,
      to: { kind: 'operation', path: '/v1/certificates/checks', about: `title ${one.id}` },
      command: { type: 'check', data: { code: text } },
      expects: [said],
      reads: reads(text),
    });
    return [{ ...asked('checkCode', code, is), next: () => asked('checkAltered', altered, 'NOT_GENUINE') }];
  }

  /** 三(二): a person looks into it, in time or not. */
  #lookedInto({ stage, now }: Desk, one: ListedCase): Errand | null {
    const isOverdue = one.state === 'questionOverdue';
    if (!isOverdue && one.state !== 'questioned') return null;
    if (!isOverdue && stage.chance.happens(SLOW, 'questioned', one.id)) return null;
    if (now < officeHour(this.#rules.calendar, { after: one.lastAt, days: SOON, hour: 0, hours: [HOUR] })) return null;
    const { organisation = null } = one.holder ?? {};
    const hands = stage.directory
      .handsOf('bureauOfficer', organisation)
      .filter(({ person }) => person.startsWith(`${organisation}-bureau`));
    return {
      name: 'clearQuestion',
      by: stage.chance.pick(hands, this.name, 'clears', one.id),
      to: { kind: 'event', case: one.id, version: one.version },
      command: {
        type: 'clearQuestion',
        data: {},
        reason: { code: 'OTHER' },
        document: stage.chance.sha256('cleared', one.id),
      },
    };
  }
}

/** Certificates of both organisers, each told what it issued, by id. */
async function issued({ list, stage }: Desk): Promise<ListedCase[]> {
  const found = new Map<CaseId, ListedCase>();
  for (const bureau of ['kaili-hrss', 'qdn-hrss']) {
    const [by] = stage.directory.handsOf('bureauOfficer', bureau);
    if (!by) throw new Error(`nobody sees the certificates of ${bureau}`);
    for (const one of await list({ lifecycle: 'certificate' }, by)) found.set(one.id, one);
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

interface Verifying {
  readonly one: ListedCase;
  readonly paper: Paper;
  readonly wallet: Wallet | null;
}

/** Null where this installation signs nothing. */
async function walletOf({ ask }: Desk, by: Hand): Promise<Wallet | null> {
  const { keys } = keysSchema.parse(await ask('/v1/certificates/keys', by));
  if (keys.length === 0) return null;
  return { keys, revoked: revokedSchema.parse(await ask('/v1/certificates/revocations', by)) };
}

function citizenOf({ stage: { chance, directory } }: Desk, id: CaseId): Hand {
  return chance.pick(directory.handsOf('citizen', null), 'titles', 'verifies', id);
}

const statusOf = ({ body }: Reply): string => verificationSchema.parse(body).status;

/** A number that is not there is answered as a name that is another's, byte for byte. */
const same =
  (said: string) =>
  ({ body }: Reply): string =>
    JSON.stringify(body) === said ? 'NOT_FOUND' : 'TOLD_APART';

function verifying(of: {
  one: ListedCase;
  by: Hand;
  name: string;
  data: { number: string; name: string };
  reads: (reply: Reply) => string;
  is?: string;
}): Errand {
  const { one, by, name, data, reads, is = 'NOT_FOUND' } = of;
  return {
    name,
    by,
    to: { kind: 'operation', path: '/v1/certificates/verifications', about: `title ${one.id}` },
    command: { type: 'verify', data },
    expects: [is],
    reads,
  };
}
