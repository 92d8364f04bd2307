import type { NodeDeadline } from '../../machines/deadlines.ts';
import { amendNode, type Programme } from '../../machines/programme.ts';
import type { Instant } from '../../machines/time.ts';
import { addAmendment } from '../../store/amendments.ts';
import { inTransaction } from '../../store/db.ts';
import { latestProgramme } from '../../store/programmes.ts';
import type { Office } from './office.ts';

/** Amendments of the teachers' committee of an office. */
export const committee = 'kaili-teacher';

export interface Amending {
  /** The present programme with one node on another day. */
  moved(node: NodeDeadline, toDate: string): Promise<Programme>;
  /** The same as a new version, whose number it answers. */
  amend(node: NodeDeadline, toDate: string): Promise<number>;
  /** What the job does with these cases. */
  carryTo(...ids: string[]): ReturnType<Office['door']['advanceAll']>;
  /** The live deadlines of a case, by name. */
  live(id: string): Promise<{ name: string; due_at: number; programme_version: number }[]>;
  dueOf(id: string, name: string): Promise<number | undefined>;
  now(): Promise<Instant>;
}

export function amending(office: Office): Amending {
  const moved = async (node: NodeDeadline, toDate: string): Promise<Programme> => {
    const { body } = await latestProgramme(office.pool, 'kaili-2023');
    const { time: _, ...before } = body.committees[committee]!.nodes[node];
    return amendNode(body, { committee, node, to: { ...before, toDate } });
  };
  const live: Amending['live'] = (id) =>
    office.query(
      `select name, due_at, programme_version from deadlines
        where case_id = $1 and status in ('armed', 'provisional') order by name`,
      [id],
    );
  return {
    moved,
    live,
    amend: async (node, toDate) => {
      const programme = await moved(node, toDate);
      return inTransaction(office.pool, (tx) => addAmendment(tx, programme));
    },
    carryTo: (...ids) => office.door.advanceAll(ids.map((id) => ({ kind: 'recompute', case: id }))),
    dueOf: async (id, name) => (await live(id)).find((row) => row.name === name)?.due_at,
    now: async () => (await office.query<{ instant: number }>('select instant from clock'))[0]!.instant,
  };
}
