/**
 * Which acts of one round wait for one another: those that have a key in common, for what one finds depends on what the
 * other has done. Everything else may go at once, in any order.
 */

/** The acts in groups that have no key in common; in a group they keep the order they were given in. */
export function groupsOf<A extends { readonly keys: readonly string[] }>(acts: readonly A[]): A[][] {
  const leader = acts.map((_, n) => n);
  const first = new Map<string, number>();
  for (const [n, { keys }] of acts.entries()) {
    for (const key of keys) {
      const [one, other] = [leaderOf(leader, first.get(key) ?? n), leaderOf(leader, n)];
      leader[Math.max(one, other)] = Math.min(one, other);
      if (!first.has(key)) first.set(key, n);
    }
  }
  return [...Map.groupBy(acts.entries(), ([n]) => leaderOf(leader, n)).values()].map((group) =>
    group.map(([, act]) => act),
  );
}

/** Follows who leads whom to the one who leads itself. */
function leaderOf(leader: number[], of: number): number {
  let n = of;
  for (let next = leader[n] as number; next !== n; next = leader[n] as number) n = next;
  leader[of] = n;
  return n;
}
