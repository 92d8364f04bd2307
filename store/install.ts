import { createHash } from 'node:crypto';
import type { Entry } from '../machines/eligibility/entries.ts';
import type { Gazette, Overlay } from '../machines/gazette.ts';
import type { Programme } from '../machines/programme.ts';
import type { AdministrativeLevel, Role } from '../machines/roles.ts';
import type { Instant, PlainDate } from '../machines/time.ts';
import { readClock } from './clock.ts';
import type { Tx } from './db.ts';
import { filePool, type PoolFiling } from './expert-pools.ts';
import { addGazette, addProgrammeVersion, putOverlay } from './programmes.ts';
import { addEntries } from './registers/write.ts';
import { newPersonKey, sealText } from './sealing.ts';

/** What an empty, migrated database is made into: once, by the one who starts it (design D6, D10). */

export type InstallationKind = 'production' | 'demonstration' | 'simulation';

export interface OrganisationSeed {
  readonly id: string;
  readonly parent: string | null;
  readonly kind:
    | 'hrss'
    | 'lineDepartment'
    | 'publicInstitution'
    | 'stateOwnedEnterprise'
    | 'privateUnit'
    | 'personnelAgency'
    | 'committee';
  readonly level: AdministrativeLevel;
  /** The line department above a line department (二(二)4). */
  readonly lineSuperior: string | null;
  /** 基层: township and below (domain A26). */
  readonly grassroots?: boolean;
  /** A department that verifies the hours of its series (四(三)). */
  readonly authority?: 'health' | null;
  readonly title: { readonly zh: string; readonly en: string };
}

export interface PersonSeed {
  readonly id: string;
  readonly organisation: string;
  readonly name: string;
  /** Roles with the organisation they are held in; null for a role that has none (applicant, citizen). */
  readonly roles: readonly {
    readonly role: Role;
    readonly organisation: string | null;
    readonly token: string | null;
  }[];
  /** What the registers say of the person when the installation begins, oldest first; nothing of a case. */
  readonly entries?: readonly Entry[];
}

export interface Seed {
  /** Parents before children. */
  readonly organisations: readonly OrganisationSeed[];
  readonly people: readonly PersonSeed[];
  readonly vacancies: readonly { unit: string; class: string; year: number; approved: number }[];
  readonly bars: readonly { person: string; kind: string; decidedOn: PlainDate; barredThrough: PlainDate }[];
  /** Experts of committees, as they are filed (令40 第11条). */
  readonly pools?: readonly PoolFiling[];
}

export interface Installation {
  readonly kind: InstallationKind;
  /** real: G is 5 s by default. frozen: stands at `instant`, G is 0. */
  readonly clock:
    | { readonly mode: 'real'; readonly graceMs: number }
    | { readonly mode: 'offset'; readonly graceMs: number; readonly instant: Instant }
    | { readonly mode: 'frozen'; readonly instant: Instant };
  readonly programmes: readonly Programme[];
  readonly gazettes: readonly Gazette[];
  readonly overlays: readonly Overlay[];
  readonly seed: Seed;
}

/**
 * Installs everything in one transaction.
 * @throws Error where the clock could move in a production, or the database is installed already.
 */
export async function install(tx: Tx, installation: Installation): Promise<void> {
  const { kind, clock, programmes, gazettes, overlays, seed } = installation;
  if (kind === 'production' && clock.mode !== 'real') throw new Error('the clock of a production is real');
  if (clock.mode === 'frozen' && kind !== 'simulation') throw new Error('only a simulation has a frozen clock');
  await tx.query('insert into installation (kind) values ($1)', [kind]);
  await putClock(tx, clock);
  for (const programme of programmes) await addProgrammeVersion(tx, programme);
  for (const gazette of gazettes) await addGazette(tx, gazette);
  for (const overlay of overlays) await putOverlay(tx, overlay);
  await putOrganisations(tx, seed.organisations);
  await putPeople(tx, seed.people);
  await putRegisters(tx, seed);
  await putEntries(tx, seed.people);
  for (const pool of seed.pools ?? []) await putPool(tx, pool);
}

/** The kind of this database; null where it is not installed yet. */
export async function installationKind(db: Pick<Tx, 'query'>): Promise<InstallationKind | null> {
  const { rows } = await db.query<{ kind: InstallationKind }>('select kind from installation');
  return rows[0]?.kind ?? null;
}

/** How a bearer token is kept. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

async function putClock(tx: Tx, clock: Installation['clock']): Promise<void> {
  switch (clock.mode) {
    case 'real':
      await tx.query(`insert into clock (mode, grace_ms) values ('real', $1)`, [clock.graceMs]);
      return;
    case 'offset':
      await tx.query(`insert into clock (mode, grace_ms) values ('offset', $1)`, [clock.graceMs]);
      await tx.query('update clock set offset_ms = $1::bigint - raw_now()', [clock.instant]);
      return;
    case 'frozen':
      await tx.query(`insert into clock (mode, grace_ms, instant) values ('frozen', 0, $1)`, [clock.instant]);
      return;
    default:
      clock satisfies never;
  }
}

async function putOrganisations(tx: Tx, organisations: readonly OrganisationSeed[]): Promise<void> {
  const rows = organisations.map(({ lineSuperior, title, ...one }) => ({
    ...one,
    line_superior: lineSuperior,
    title_zh: title.zh,
    title_en: title.en,
  }));
  await tx.query(
    `insert into organisations (id, parent, kind, level, line_superior, grassroots, authority, title_zh, title_en)
     select id, parent, kind, level, line_superior, coalesce(grassroots, false), authority, title_zh, title_en
       from json_to_recordset($1::json) as o(id text, parent text, kind text, level text, line_superior text,
         grassroots boolean, authority text, title_zh text, title_en text)`,
    [JSON.stringify(rows)],
  );
}

async function putPeople(tx: Tx, people: readonly PersonSeed[]): Promise<void> {
  const persons = people.map(({ id, organisation, name }) => {
    const key = newPersonKey();
    return { id, organisation, key: key.toString('hex'), name: sealText(key, name).toString('hex') };
  });
  await tx.query(
    `insert into people (id, organisation, key, name_sealed)
     select id, organisation, decode(key, 'hex'), decode(name, 'hex')
       from json_to_recordset($1::json) as p(id text, organisation text, key text, name text)`,
    [JSON.stringify(persons)],
  );
  const roles = people.flatMap(({ id, roles: held }) =>
    held.map(({ role, organisation, token }) => ({
      person: id,
      role,
      organisation,
      hash: token === null ? null : tokenHash(token).toString('hex'),
    })),
  );
  await tx.query(
    `with given as (
       select * from json_to_recordset($1::json) as r(person text, role text, organisation text, hash text)),
     tokened as (
       insert into tokens (hash, person, role, organisation)
       select decode(hash, 'hex'), person, role, organisation from given where hash is not null)
     insert into person_roles (person, role, organisation) select person, role, organisation from given`,
    [JSON.stringify(roles)],
  );
}

async function putRegisters(tx: Tx, { vacancies, bars }: Seed): Promise<void> {
  await tx.query(
    `insert into vacancies (unit, class, year, approved)
     select * from json_to_recordset($1::json) as v(unit text, class text, year integer, approved integer)`,
    [JSON.stringify(vacancies)],
  );
  await tx.query(
    `insert into bars (person, kind, decided_on, barred_through)
     select person, kind, "decidedOn", "barredThrough"
       from json_to_recordset($1::json) as b(person text, kind text, "decidedOn" date, "barredThrough" date)`,
    [JSON.stringify(bars)],
  );
}

/** @throws Error for entries that a register would not take. */
async function putEntries(tx: Tx, people: readonly PersonSeed[]): Promise<void> {
  const registered = people.flatMap(({ id: person, entries = [] }) =>
    entries.length === 0 ? [] : [{ person, additions: entries.map((entry) => ({ case: null, entry })) }],
  );
  if (registered.length === 0) return;
  const { now: recorded } = await readClock(tx);
  const author = { person: null, role: 'system', organisation: null, side: null };
  const added = await addEntries(tx, registered, { author, recorded });
  if (added.outcome === 'refused')
    throw new Error(`the register of ${added.person} cannot begin with entry ${added.at}: ${added.code}`);
}

async function putPool(tx: Tx, pool: PoolFiling): Promise<void> {
  const { outcome } = await filePool(tx, pool);
  if (outcome !== 'filed')
    throw new Error(`the pool of ${pool.committee} from ${pool.filedFrom} cannot be filed: ${outcome}`);
}
