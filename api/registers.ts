import type { Side } from '../machines/eligibility/additions.ts';
import type { Actor } from '../machines/roles.ts';
import { isoInZone } from '../machines/time.ts';
import { readClock } from '../store/clock.ts';
import { inTransaction, type Tx } from '../store/db.ts';
import { loadEntries } from '../store/registers/entries.ts';
import { casesOf, organisesCaseOf, type PersonPlace, placeOfPerson } from '../store/registers/place.ts';
import { type KeyedAddition, knownAddition, rememberAddition } from '../store/registers/requests.ts';
import { type Added, addEntries } from '../store/registers/write.ts';
import { visibleTo } from '../store/visible.ts';
import type { Parts } from './cases.ts';
import { fingerprint } from './commands.ts';
import type { Operations } from './contract.ts';
import { mustBe } from './entitled.ts';
import { roleNamed } from './labels.ts';
import type { Asked, Handler } from './operation.ts';
import { Problem } from './problems.ts';

/** Adding to the registers of people, and reading them (domain §1.2). Whose register is not one's own to see does not exist. */

type Adding = Asked<Operations['addRegisterEntries']>;

export function registerAdding({ pool }: Pick<Parts, 'pool'>): Handler<Operations['addRegisterEntries']> {
  return async (asked) => {
    const { params, sent, headers, who } = asked;
    const { actor } = who;
    const place = await placeOfPerson(pool, params.id);
    const side = sideOf(actor, params.id, place);
    const key = headers['idempotency-key'];
    const address = `POST /v1/people/${params.id}/register-entries`;
    const keyed = { principal: actor.person, key, fingerprint: fingerprint(address, sent) };
    return inTransaction(pool, async (tx) => {
      const known = await knownAddition(tx, keyed);
      if (known === 'reused') throw new Problem('KEY_REUSED');
      if (known !== null) return { headers: { 'Idempotency-Replayed': 'true' }, body: { ...known } };
      return { body: await add(tx, asked, { side, keyed }) };
    });
  };
}

async function add(
  tx: Tx,
  { params: { id: person }, body, who: { actor } }: Adding,
  { side, keyed }: { side: Side; keyed: KeyedAddition },
): Promise<{ person: string; first: number; last: number }> {
  const named = body.entries.flatMap((one) => one.case ?? []);
  const own = named.length === 0 ? new Set<string>() : await casesOf(tx, person, named);
  const strange = body.entries.findIndex((one) => one.case !== undefined && !own.has(one.case));
  if (strange >= 0) throw new Problem('ENTRY_CASE', { params: { at: strange } });
  const { now: recorded } = await readClock(tx);
  const additions = body.entries.map((one) => ({ case: one.case ?? null, entry: one.entry }));
  const author = { person: actor.person, role: actor.role, organisation: actor.organisation, side };
  const added = await addEntries(tx, [{ person, additions }], { author, recorded });
  const range = { person, ...rangeOf(added, person) };
  await rememberAddition(tx, keyed, { ...range, recorded });
  return range;
}

function rangeOf(added: Added, person: string): { first: number; last: number } {
  if (added.outcome === 'refused') throw new Problem(added.code, { params: { at: added.at, named: person } });
  const entries = added.entries.get(person) ?? [];
  return { first: entries[0]?.n ?? 0, last: entries.at(-1)?.n ?? 0 };
}

/** @throws Problem PERSON_NOT_FOUND for who has nothing to do with the person, ROLE_NOT_ENTITLED for another role of theirs. */
function sideOf(actor: Actor, person: string, place: PersonPlace | null): Side {
  const notFound = () => new Problem('PERSON_NOT_FOUND', { params: { named: person } });
  if (place === null) throw notFound();
  if (actor.role === 'applicant') {
    if ((actor.onBehalfOf ?? actor.person) !== person) throw notFound();
    return 'declarer';
  }
  const above = place.above.find(({ id }) => id === actor.organisation);
  if (actor.organisation !== place.unit && above === undefined) throw notFound();
  if (actor.role === 'unitHandler' && actor.organisation === place.unit) return 'declarer';
  if (actor.role === 'bureauOfficer' && above?.kind === 'hrss') return 'hrssBureau';
  if (actor.role === 'departmentOfficer' && above?.authority === 'health') return 'healthAuthority';
  mustBe('unitHandler', actor, { clause: '二(三)3', organisations: [place.unit] });
  return 'declarer';
}

export function registerReading({ pool }: Pick<Parts, 'pool'>): Handler<Operations['readRegister']> {
  return async ({ params: { id: person }, who: { actor } }) => {
    const place = await placeOfPerson(pool, person);
    const seen = place !== null && (isNear(actor, person, place) || (await organises(actor, person, pool)));
    if (!seen) throw new Problem('PERSON_NOT_FOUND', { params: { named: person } });
    const register = (await loadEntries(pool, [person])).get(person) ?? { entries: [], hashes: [] };
    return {
      body: {
        person,
        entries: register.entries.map(({ once: _, recorded, role, ...entry }) => ({
          ...entry,
          recorded: isoInZone(recorded),
          role: roleNamed(role),
        })),
        unreadable: register.hashes.length - register.entries.length,
      },
    };
  };
}

function isNear(actor: Actor, person: string, { unit, above }: PersonPlace): boolean {
  if (actor.role === 'applicant') return (actor.onBehalfOf ?? actor.person) === person;
  if (['unitHandler', 'unitAdmin', 'materialReviewer'].includes(actor.role)) return actor.organisation === unit;
  return actor.role === 'bureauOfficer' && above.some(({ id }) => id === actor.organisation);
}

async function organises(actor: Actor, person: string, pool: Parts['pool']): Promise<boolean> {
  if (actor.role !== 'organiserOfficer') return false;
  return organisesCaseOf(pool, visibleTo(actor), { person, organiser: actor.organisation });
}
