import type { Tx } from '../db.ts';

/**
 * Whatever the server is told to log, of a transaction that carries ballots it writes no values: not the parameters of a
 * statement, nor the row an error quotes, nor a plan with the values in it. The texts of our statements hold none.
 */
const settings: Readonly<Record<string, string>> = {
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
  debug_print_parse: 'off',
  debug_print_rewritten: 'off',
  debug_print_plan: 'off',
  // Of modules that may be loaded; where they are not, a setting nobody reads.
  'auto_explain.log_min_duration': '-1',
  'auto_explain.log_parameter_max_length': '0',
  'pgaudit.log': 'none',
  'pgaudit.log_parameter': 'off',
};

const UNHEARD = `select ${Object.entries(settings)
  .map(([name, value]) => `set_config('${name}', '${value}', true)`)
  .join(', ')}`;

/**
 * To be awaited before the first statement with a choice among its values; lasts until the end of the transaction.
 * @throws DatabaseError 42501 where the role may not set these (docs/ballots.md): then nobody votes, rather than in public.
 */
export async function hushServer(tx: Tx): Promise<void> {
  await tx.query(UNHEARD);
}
