/** Breadth-first search over a world of several cases: every move anybody can make, and what must hold of each. */

export interface Tried<World> {
  readonly label: string;
  /** The world after it; a code where it was refused. */
  readonly came: World | string;
  /** What it breaks. */
  readonly faults: readonly string[];
}

export interface Model<World> {
  readonly start: World;
  readonly moves: (world: World) => readonly Tried<World>[];
  readonly keyOf: (world: World) => string;
  /** What is wrong with a world as it stands. */
  readonly wrongIn: (world: World) => readonly string[];
}

export interface Explored<World> {
  readonly worlds: readonly World[];
  readonly edges: readonly (readonly [number, number])[];
  readonly violations: readonly string[];
  readonly refusals: ReadonlyMap<string, number>;
}

/** Far more than there are: a world that came to more would never be searched through. */
const MOST_WORLDS = 60_000;
const FEW = 20;

export function explore<World>(model: Model<World>, { stopAtFirst = false } = {}): Explored<World> {
  const worlds: World[] = [];
  const reachedBy: { from: number; label: string }[] = [];
  const known = new Map<string, number>();
  const edges: [number, number][] = [];
  const violations: string[] = [];
  const refusals = new Map<string, number>();
  const reach = (world: World, from: number, label: string): number => {
    const key = model.keyOf(world);
    const found = known.get(key);
    if (found !== undefined) return found;
    const index = worlds.push(world) - 1;
    if (index > MOST_WORLDS) throw new Error(`more than ${MOST_WORLDS} worlds`);
    reachedBy.push({ from, label });
    known.set(key, index);
    return index;
  };
  const pathTo = (index: number): string => {
    const path: string[] = [];
    for (let at = index; at >= 0; at = reachedBy[at]!.from) path.unshift(reachedBy[at]!.label);
    return path.slice(1).join(', ');
  };
  const judge = (wrong: readonly string[], way: string) => violations.push(...wrong.map((one) => `${one} (${way})`));
  reach(model.start, -1, '');
  for (let index = 0; index < worlds.length; index += 1) {
    const world = worlds[index]!;
    judge(model.wrongIn(world), pathTo(index));
    for (const { label, came, faults } of model.moves(world)) {
      if (faults.length > 0) judge(faults, `${pathTo(index)}, ${label}`);
      if (typeof came === 'string') refusals.set(came, (refusals.get(came) ?? 0) + 1);
      else edges.push([index, reach(came, index, label)]);
    }
    if (violations.length > (stopAtFirst ? 0 : FEW)) break;
  }
  return { worlds, edges, violations, refusals };
}

/** Worlds from which nothing leads to one that is wanted. */
export function cutOffFrom<World>({ worlds, edges }: Explored<World>, wanted: (world: World) => boolean): World[] {
  const into = Map.groupBy(edges, ([, to]) => to);
  const reached = new Set<number>();
  const queue = [...worlds.keys()].filter((index) => wanted(worlds[index]!));
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    if (reached.has(index)) continue;
    reached.add(index);
    queue.push(...(into.get(index) ?? []).map(([from]) => from));
  }
  return worlds.filter((_, index) => !reached.has(index));
}
