import type { Ballots } from '../../machines/facts.ts';
import type { CaseId } from '../../machines/ids.ts';
import { ballotsOf, countUrns } from '../ballots.ts';
import type { Tx } from '../db.ts';

/** What lies in the urns of sittings, locked: for whoever closes them in this same transaction, and for nobody else. */
export async function loadBallots(tx: Tx, meetings: readonly CaseId[]): Promise<Map<CaseId, Ballots>> {
  const ballots = new Map<CaseId, Ballots>();
  for (const meeting of [...new Set(meetings)].sort()) {
    const counted = await countUrns(tx, { meeting });
    const turnout = await ballotsOf(tx, meeting);
    const unvoted = turnout.flatMap(({ voters }) =>
      voters.filter(({ recused, voted }) => !recused && !voted).map(({ voter }) => voter),
    );
    const counts = Object.fromEntries([...counted].map(([id, { yes, no, abstain }]) => [id, { yes, no, abstain }]));
    ballots.set(meeting, { counts, unvoted: [...new Set(unvoted)].sort() });
  }
  return ballots;
}
