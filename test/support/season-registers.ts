import type { ApplicationContext } from '../../machines/application/context.ts';
import type { FactName, Facts, UnitPlace } from '../../machines/facts.ts';
import type { Effect } from '../../machines/lifecycle.ts';
import { type Programme, vacancyClassOf } from '../../machines/programme.ts';
import { aboveOf, organisationNamed } from '../../season/organisations.ts';
import type { SeasonSeed } from '../../season/population.ts';

/** Slots of the year and vacancies of a season played in memory, and the facts that are told from them. */

export interface RegisterPlace {
  readonly case: string;
  readonly programme: Programme;
  readonly context: ApplicationContext;
}

type Write = Extract<Effect, { kind: 'write' }>;

export class SeasonRegisters {
  readonly #seed: SeasonSeed;
  readonly #slots = new Map<string, { case: string; permanent: boolean }>();
  /** Case → vacancy. */
  readonly #reservations = new Map<string, string>();

  constructor(seed: SeasonSeed) {
    this.#seed = seed;
  }

  write({ register, op }: Write, { case: id, programme, context }: RegisterPlace): void {
    const { route, vacancyClass } = context;
    if (register !== 'vacancy' && register !== 'yearSlot') return;
    if (register === 'vacancy') {
      if (op === 'release') this.#reservations.delete(id);
      else if (vacancyClass !== null)
        this.#reservations.set(id, `${route.unit} ${vacancyClass} ${programme.cycleYear}`);
      return;
    }
    const slot = `${route.applicant} ${programme.cycleYear}`;
    const held = this.#slots.get(slot);
    if (op === 'take') this.#slots.set(slot, { case: id, permanent: false });
    if (op === 'keep' && held) held.permanent = true;
    if (op === 'free' && held?.case === id && !held.permanent) this.#slots.delete(slot);
  }

  facts(names: readonly FactName[], place: RegisterPlace, data: object): Partial<Facts> {
    const { route } = place.context;
    const { person = route.applicant, unit = route.unit } = data as { person?: string; unit?: string };
    const employer = this.#seed.people.find(({ id }) => id === person)?.organisation;
    const load: Partial<{ [N in FactName]: () => Facts[N] }> = {
      unitPlace: () => placeOf(unit, employer === unit),
      yearSlot: () => ({ heldBy: this.#slots.get(`${person} ${place.programme.cycleYear}`)?.case ?? null }),
      vacancy: () => this.#vacancy(place),
      bars: () => this.#seed.bars.filter((bar) => bar.person === person).map(({ person: _, ...bar }) => bar),
      reopened: () => null,
      titles: () => ownTitle(place),
    };
    return Object.fromEntries(names.map((name) => [name, load[name]?.()]));
  }

  #vacancy({ case: id, programme, context: { claim, route } }: RegisterPlace): Facts['vacancy'] {
    const quota = vacancyClassOf(programme, claim);
    const key = `${route.unit} ${quota} ${programme.cycleYear}`;
    const listed = this.#seed.vacancies.find((one) => `${one.unit} ${one.class} ${one.year}` === key);
    const limited = quota !== null && organisationNamed(route.unit).kind === 'publicInstitution';
    return {
      approved: limited ? (listed?.approved ?? 0) : null,
      reserved: [...this.#reservations.values()].filter((one) => one === key).length,
      own: this.#reservations.has(id),
    };
  }
}

/** Nobody of a season holds two titles: that of the certificate that asks is the only one. */
function ownTitle({ case: id, context }: RegisterPlace): Facts['titles'] {
  const { countsFrom } = context as { readonly countsFrom?: string };
  return countsFrom === undefined ? [] : [{ case: id, own: true, countsFrom, revokedOn: null }];
}

function placeOf(unit: string, employsApplicant: boolean): UnitPlace {
  const above = aboveOf(unit);
  const pushers: UnitPlace['pushers'][number][] = [];
  for (let id: string | null = organisationNamed(unit).parent; id !== null; ) {
    const { level, lineSuperior } = organisationNamed(id);
    pushers.push({ id, level });
    id = lineSuperior;
  }
  const kind = organisationNamed(unit).kind as UnitPlace['kind'];
  return {
    unit,
    kind,
    employsApplicant,
    above: above.map(({ id, kind: of, level }) => ({ id, kind: of, level })),
    pushers,
  };
}
