import type pg from 'pg';
import { castBallot, closeUrns, openUrns } from '../../store/ballots.ts';
import { inTransaction, type Tx } from '../../store/db.ts';
import type { Sitting, Voted } from './sitting.ts';

/** What is attacked: a way of keeping ballots, ours or a naive one. */

export interface Urn {
  readonly name: string;
  /** Tables it needs besides ours. */
  readonly tables: string;
  open(pool: pg.Pool, sitting: Sitting): Promise<void>;
  /** One request of one voter. */
  cast(pool: pg.Pool, sitting: Sitting, ballot: readonly Voted[]): Promise<void>;
  close(pool: pg.Pool, sitting: Sitting): Promise<void>;
  /** Marks on the roster: case_id, voter, xmin; $1: cases. */
  readonly marks: string;
}

const ourMarks = 'select case_id, voter, xmin::text::bigint as xmin from ballot_marks where case_id = any ($1::uuid[])';

async function castInOurs(tx: Tx, { meeting }: Sitting, ballot: readonly Voted[]): Promise<void> {
  const [{ voter }] = ballot as [Voted];
  const answer = await castBallot(tx, { meeting, voter, castBy: voter, choices: ballot });
  if (answer.outcome === 'refused') throw new Error(`a lawful ballot was refused: ${answer.code}`);
}

/** The product's. */
export const ours: Urn = {
  name: 'ours',
  tables: '',
  open: (pool, { meeting, cases, voters }) =>
    inTransaction(pool, (tx) => openUrns(tx, { meeting, cases: cases.map((id) => ({ case: id, voters })) })),
  cast: (pool, sitting, ballot) => inTransaction(pool, (tx) => castInOurs(tx, sitting, ballot)),
  close: async (pool, { meeting }) => void (await inTransaction(pool, (tx) => closeUrns(tx, { meeting }))),
  marks: ourMarks,
};

/** The product's before it is closed: what a copy of the files made while a meeting votes tells. */
export const oursOpen: Urn = { ...ours, name: 'ours, files copied while it votes', close: async () => undefined };

/** The product's, but that the server may log what it carries. */
export const oursOverheard: Urn = {
  ...ours,
  name: 'ours, values logged',
  cast: (pool, sitting, ballot) =>
    inTransaction(pool, (tx) => {
      const query = (text: string | pg.QueryConfig, values?: unknown[]) =>
        typeof text === 'string' && text.includes('set_config') ? tx.query('select') : tx.query(text, values);
      return castInOurs({ ...tx, query: query as Tx['query'] }, sitting, ballot);
    }),
};
