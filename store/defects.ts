import pg from 'pg';

/** What may be written about an error into a log: where it happened, and nothing of whom it happened to. */
export type Defect = Readonly<Record<string, string | undefined>>;

/** PostgreSQL quotes rows and values in its messages, so only its codes and names are kept; of others, the stack. */
export function describeDefect(error: unknown): Defect {
  if (error instanceof pg.DatabaseError) {
    const { code, constraint, table, column, routine, stack } = error;
    return { name: 'DatabaseError', code, constraint, table, column, routine, at: framesOf(stack) };
  }
  if (error instanceof Error) return { name: error.name, message: error.message, at: framesOf(error.stack) };
  return { name: typeof error };
}

function framesOf(stack: string | undefined): string | undefined {
  return stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}
