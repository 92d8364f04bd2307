import type pg from 'pg';
import { createPool } from '../../store/db.ts';

type Work = (client: pg.PoolClient) => Promise<unknown>;

/** A pool whose statements are written down by name, and may be preceded by something done elsewhere: a race, made to order. */
export interface WatchedPool {
  readonly pool: pg.Pool;
  /** Names of named statements, texts of the others, in order. */
  readonly statements: string[];
  /** Errors of connections nobody was waiting on. */
  readonly errors: Error[];
  /** Before such a statement is sent, on the connection that is about to send it; once, or until it is taken back. */
  before(statement: RegExp, work: Work | null, how?: { always: boolean }): void;
}

/** The statement, or statements, that write what a batch has made. */
export const WRITE = /^write-/;
export const BEGIN = /^begin\b/;

export function watchedPool(url: string, { max = 6 }: { max?: number } = {}): WatchedPool {
  const statements: string[] = [];
  const errors: Error[] = [];
  const works = new Map<string, { statement: RegExp; work: Work; always: boolean }>();
  const pool = createPool(url, { max, onError: (error) => errors.push(error) });
  pool.on('connect', (client) => {
    const send = client.query.bind(client) as (...args: unknown[]) => unknown;
    // Statements go out in order: what comes behind one that is held up waits until that one has been sent.
    let sent: Promise<void> | null = null;
    let working = false;
    const watched = (...args: unknown[]): unknown => {
      const name = nameOf(args[0]);
      statements.push(name);
      const due = [...works.values()].find(({ statement }) => statement.test(name));
      // A pool's own query takes a callback, and is only written down.
      if ((!due && !sent) || working || typeof args.at(-1) === 'function') return send(...args);
      if (due && !due.always) works.delete(due.statement.source);
      let answer: unknown;
      const mine = (sent ?? Promise.resolve()).then(async () => {
        working = true;
        try {
          await due?.work(client);
        } finally {
          working = false;
          if (sent === mine) sent = null;
        }
        answer = send(...args);
      });
      sent = mine;
      return mine.then(() => answer);
    };
    Reflect.set(client, 'query', watched);
  });
  return {
    pool,
    statements,
    errors,
    before: (statement, work, { always } = { always: false }) => {
      if (work) works.set(statement.source, { statement, work, always });
      else works.delete(statement.source);
    },
  };
}

function nameOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  const { name, text } = statement as { name?: string; text: string };
  return name ?? text;
}
