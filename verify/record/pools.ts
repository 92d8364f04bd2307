import { sameJson } from '../hashing.ts';
import { isObject, type JsonObject } from '../rows.ts';
import type { Db } from '../snapshot.ts';

/** The pools of experts as the database has them now: what a sitting was drawn from must be among them, word for word. */
export class Pools {
  readonly #filed: ReadonlyMap<string, JsonObject>;

  private constructor(filed: ReadonlyMap<string, JsonObject>) {
    this.#filed = filed;
  }

  static async load(db: Db): Promise<Pools> {
    const { rows } = await db.query<{ committee: string; filed_from: string; pool: JsonObject }>(
      `select p.committee, p.filed_from::text as filed_from, json_build_object('committee', p.committee,
          'filedFrom', p.filed_from, 'filedThrough', p.filed_through, 'members', coalesce((
            select json_agg(json_build_object('lot', m.lot, 'person', m.person, 'seat', m.seat, 'level', m.level,
                'specialties', m.specialties, 'unit', m.unit, 'termFrom', m.term_from, 'termThrough', m.term_through)
                order by m.lot)
              from pool_members m where m.committee = p.committee and m.filed_from = p.filed_from), '[]')) as pool
        from expert_pools p`,
    );
    return new Pools(new Map(rows.map(({ committee, filed_from, pool }) => [`${committee} ${filed_from}`, pool])));
  }

  /** Where somebody works is no part of a filing, and may have changed since. */
  have(told: JsonObject): boolean {
    const filed = this.#filed.get(`${told.committee} ${told.filedFrom}`);
    const members = Array.isArray(told.members) ? told.members.filter(isObject) : [];
    return filed !== undefined && sameJson(filed, { ...told, members: members.map(({ worksAt: _, ...one }) => one) });
  }
}
