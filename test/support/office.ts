import { createHash } from 'node:crypto';
import { loadGazettes, loadOverlays } from '../../config/calendars.ts';
import type { LifecycleName, ReasonCode } from '../../machines/lifecycle.ts';
import { mandatoryItems } from '../../machines/programme.ts';
import type { Actor, Role } from '../../machines/roles.ts';
import { parseInstant } from '../../machines/time.ts';
import { createDoor } from '../../store/advance.ts';
import { moveClock } from '../../store/clock.ts';
import type { Answer, Door, SentCommand } from '../../store/command.ts';
import { createPool, inTransaction } from '../../store/db.ts';
import { derivedId } from '../../store/hashing.ts';
import { type Installation, install, type OrganisationSeed, type PersonSeed, type Seed } from '../../store/install.ts';
import { freshDatabase } from './database.ts';
import { kaili2022, kaili2023 } from './programmes.ts';

/** A small prefecture on a real database: two schools, a company, their departments, two committees, and their people. */

export const sha = (text: string) => createHash('sha256').update(text).digest('hex');

export const organisation = (
  id: string,
  parent: string | null,
  kind: OrganisationSeed['kind'],
  more: Partial<OrganisationSeed> = {},
): OrganisationSeed => ({ id, parent, kind, level: 'city', lineSuperior: null, title: { zh: id, en: id }, ...more });

const organisations: OrganisationSeed[] = [
  organisation('prov-hrss', null, 'hrss', { level: 'province' }),
  organisation('qdn-hrss', 'prov-hrss', 'hrss', { level: 'prefecture' }),
  organisation('qdn-edu', 'qdn-hrss', 'lineDepartment', { level: 'prefecture' }),
  organisation('kaili-hrss', 'qdn-hrss', 'hrss'),
  organisation('kaili-edu', 'kaili-hrss', 'lineDepartment', { lineSuperior: 'qdn-edu' }),
  organisation('committee-kaili-teacher', 'kaili-hrss', 'committee'),
  organisation('committee-qdn', 'qdn-hrss', 'committee', { level: 'prefecture' }),
  organisation('school-1', 'kaili-edu', 'publicInstitution'),
  organisation('school-2', 'kaili-edu', 'publicInstitution'),
  organisation('company-1', 'kaili-hrss', 'privateUnit'),
];

export const person = (id: string, at: string, ...roles: Role[]): PersonSeed => ({
  id,
  organisation: at,
  name: `示例${id}`,
  roles: roles.map((role) => ({
    role,
    organisation: role === 'applicant' || role === 'citizen' ? null : at,
    token: `token-${id}-${role}`,
  })),
});

const unitPeople = (unit: string): PersonSeed[] => [
  ...Array.from({ length: 12 }, (_, n) => person(`${unit}-a${n}`, unit, 'applicant')),
  person(`${unit}-handler`, unit, 'unitHandler'),
  person(`${unit}-reviewer`, unit, 'materialReviewer'),
  person(`${unit}-admin`, unit, 'unitAdmin'),
];

export const seed: Seed = {
  organisations,
  people: [
    ...['school-1', 'school-2', 'company-1'].flatMap(unitPeople),
    person('edu-1', 'kaili-edu', 'departmentOfficer'),
    person('qdn-edu-1', 'qdn-edu', 'departmentOfficer'),
    person('kaili-1', 'kaili-hrss', 'organiserOfficer', 'bureauOfficer', 'departmentOfficer'),
    person('kaili-2', 'kaili-hrss', 'organiserOfficer', 'bureauOfficer', 'auditor'),
    person('qdn-1', 'qdn-hrss', 'organiserOfficer', 'filingOfficer'),
    person('qdn-2', 'qdn-hrss', 'filingOfficer', 'organiserOfficer'),
    person('prov-1', 'prov-hrss', 'filingOfficer'),
    person('secretary-1', 'committee-kaili-teacher', 'committeeSecretary'),
    person('secretary-2', 'committee-qdn', 'committeeSecretary'),
    person('neighbour', 'school-2', 'citizen'),
  ],
  vacancies: [
    { unit: 'school-1', class: 'INTERMEDIATE', year: 2023, approved: 2 },
    { unit: 'school-2', class: 'INTERMEDIATE', year: 2023, approved: 1 },
  ],
  bars: [],
};

/** `role` of a person of the seed; the organisation is the person's own. */
export function actor(role: Role, id: string | null): Actor {
  const found = seed.people.find((one) => one.id === id);
  const held = found?.roles.find((one) => one.role === role);
  return { role, person: id, organisation: held?.organisation ?? null, onBehalfOf: null };
}

export const items = mandatoryItems(kaili2023, {
  series: 'SERIES_SCHOOL_TEACHER',
  level: 'INTERMEDIATE',
  conditions: [],
}).map(({ id }) => id);
export const materials = items.map((item) => ({ item, sha256: sha(item) }));
export const conclusions = items.map((item) => ({ item, conclusion: 'MATCHES_ORIGINAL' as const }));

export interface Sending {
  readonly case: string;
  readonly type: string;
  readonly by: Actor;
  readonly data?: object;
  readonly reason?: ReasonCode;
  readonly signed?: boolean;
  readonly document?: string;
  readonly expected?: number | null;
  readonly key?: string | null;
  readonly lifecycle?: LifecycleName;
  readonly programme?: string;
  readonly text?: string;
  readonly headAt?: number;
  readonly cause?: string;
}

/** A command as the API would make it. */
export function sending(of: Sending): SentCommand {
  const { case: id, type, by, data = {}, key = null, expected = null } = of;
  return {
    kind: 'sent',
    case: id,
    lifecycle: of.lifecycle ?? 'application',
    type,
    data,
    envelope: {
      ...(of.reason ? { reason: { code: of.reason } } : {}),
      ...(of.signed ? { signature: { date: '2023-09-01', seal: sha('seal') } } : {}),
      ...(of.document ? { document: of.document } : {}),
    },
    text: of.text ?? null,
    actor: by,
    channel: 'api',
    principal: by.person ?? 'nobody',
    key,
    fingerprint:
      key === null
        ? null
        : createHash('sha256')
            .update(`${type}${JSON.stringify(data)}`)
            .digest(),
    expected,
    headAt: of.headAt ?? null,
    requestId: null,
    programme: of.programme ?? 'kaili-2023',
    cause: of.cause ?? null,
  };
}

export interface Office {
  readonly url: string;
  readonly pool: ReturnType<typeof createPool>;
  readonly door: Door;
  /** Sends with the case's present version where none is given. */
  send(of: Sending): Promise<Answer>;
  /** Opens a teacher's application and answers its id. */
  open(
    applicant: string,
    more?: { series?: string; level?: string; unit?: string; programme?: string },
  ): Promise<string>;
  moveTo(text: string): Promise<void>;
  /** Sets the clock and fires every deadline that is due by then, as a worker would. */
  advanceTo(text: string): Promise<void>;
  query<R extends object>(text: string, values?: unknown[]): Promise<R[]>;
  close(): Promise<void>;
}

export interface OfficeOptions {
  readonly clock?: Installation['clock'];
  readonly at?: string;
  readonly kind?: Installation['kind'];
  readonly seed?: Seed;
}

/** A fresh database, installed, with the real door on it. The clock is frozen unless said otherwise. */
export async function openOffice(options: OfficeOptions = {}): Promise<Office> {
  const database = await freshDatabase();
  const pool = createPool(database.url, { max: 6 });
  const instant = parseInstant(options.at ?? '2023-08-02T09:00');
  await inTransaction(pool, (tx) =>
    install(tx, {
      kind: options.kind ?? 'simulation',
      clock: options.clock ?? { mode: 'frozen', instant },
      programmes: [kaili2022, kaili2023],
      gazettes: loadGazettes(),
      overlays: loadOverlays(),
      seed: options.seed ?? seed,
    }),
  );
  const door = createDoor({ pool });
  const query = async <R extends object>(text: string, values: unknown[] = []) =>
    (await pool.query<R>(text, values)).rows;
  const versionOf = async (id: string) =>
    (await query<{ version: number }>('select version from cases where id = $1', [id]))[0]?.version ?? null;
  const moveTo = async (text: string) => {
    await inTransaction(pool, (tx) => moveClock(tx, { to: parseInstant(text), by: null }));
  };
  return {
    url: database.url,
    pool,
    door,
    query,
    moveTo,
    send: async (of) => door.advance(sending({ expected: await versionOf(of.case), ...of })),
    open: async (applicant, more = {}) => {
      const id = derivedId(`case of ${applicant} ${more.series ?? ''} ${more.programme ?? ''} ${Math.random()}`);
      const answer = await door.advance(sending(opening(id, applicant, more)));
      if (answer.outcome !== 'moved') throw new Error(`not opened: ${JSON.stringify(answer)}`);
      return id;
    },
    advanceTo: async (text) => {
      await moveTo(text);
      await fireAll(door, query, parseInstant(text));
    },
    close: async () => {
      await door.close();
      await pool.end();
      await database.drop();
    },
  };
}

async function fireAll(door: Door, query: Office['query'], now: number): Promise<void> {
  for (;;) {
    const due = await query<{ case_id: string; name: 'intakeCutoff' }>(
      `select case_id, name from deadlines where status = 'armed' and due_at <= $1 order by due_at, case_id`,
      [now],
    );
    if (due.length === 0) return;
    await door.advanceAll(due.map((row) => ({ kind: 'due', case: row.case_id, deadline: row.name })));
  }
}

export function opening(
  id: string,
  applicant: string,
  more: { series?: string; level?: string; unit?: string; programme?: string } = {},
): Sending {
  return {
    case: id,
    type: 'open',
    by: actor('applicant', applicant),
    programme: more.programme ?? 'kaili-2023',
    data: {
      person: applicant,
      unit: more.unit ?? applicant.replace(/-a\d+$/, ''),
      series: more.series ?? 'SERIES_SCHOOL_TEACHER',
      level: more.level ?? 'INTERMEDIATE',
      greenChannel: false,
      scope: 'ORDINARY',
    },
  };
}
