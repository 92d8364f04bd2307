import { type Calendar, calendarFrom } from '../../machines/calendar.ts';
import { type Gazette, gazetteSchema, type Overlay, overlaySchema } from '../../machines/gazette.ts';
import { type Programme, programmeSchema } from '../../machines/programme.ts';
import type { Db } from '../snapshot.ts';

/** What an event was decided under. */
export interface Rules {
  readonly programme: Programme;
  readonly calendar: Calendar;
}

/** The versions an event or a deadline names. */
export interface Versions {
  readonly programme: string;
  readonly programmeVersion: number;
  readonly calendarVersion: number;
}

/** Programmes, gazettes and overlays as the database holds them, each version parsed when it is first asked for. */
export class Rulebook {
  readonly #bodies: ReadonlyMap<string, unknown>;
  readonly #gazettes: readonly { version: number; body: unknown }[];
  readonly #overlays: ReadonlyMap<string, unknown>;
  readonly #programmes = new Map<string, Programme>();
  readonly #calendars = new Map<string, Calendar>();

  private constructor(
    bodies: ReadonlyMap<string, unknown>,
    gazettes: readonly { version: number; body: unknown }[],
    overlays: ReadonlyMap<string, unknown>,
  ) {
    this.#bodies = bodies;
    this.#gazettes = gazettes;
    this.#overlays = overlays;
  }

  static async load(db: Db): Promise<Rulebook> {
    const programmes = await db.query<{ id: string; version: number; body: unknown }>(
      'select id, version, body from programmes',
    );
    const gazettes = await db.query<{ version: number; body: unknown }>(
      'select version, body from gazettes order by version',
    );
    const overlays = await db.query<{ region: string; body: unknown }>('select region, body from overlays');
    return new Rulebook(
      new Map(programmes.rows.map(({ id, version, body }) => [`${id}@${version}`, body])),
      gazettes.rows,
      new Map(overlays.rows.map(({ region, body }) => [region, body])),
    );
  }

  /** @throws RangeError for a version the database does not hold; ZodError, CalendarRefusal for one that is damaged. */
  rules({ programme: id, programmeVersion, calendarVersion }: Versions): Rules {
    const programme = this.#programme(`${id}@${programmeVersion}`);
    return { programme, calendar: this.#calendar(programme.calendar.region, calendarVersion) };
  }

  #programme(key: string): Programme {
    const known = this.#programmes.get(key);
    if (known !== undefined) return known;
    if (!this.#bodies.has(key)) throw new RangeError(`no programme ${key}`);
    const programme = programmeSchema.parse(this.#bodies.get(key));
    this.#programmes.set(key, programme);
    return programme;
  }

  #calendar(region: string, version: number): Calendar {
    const key = `${region}@${version}`;
    const known = this.#calendars.get(key);
    if (known !== undefined) return known;
    const gazettes: Gazette[] = this.#gazettes
      .filter((gazette) => gazette.version <= version)
      .map(({ body }) => gazetteSchema.parse(body));
    if (version > (this.#gazettes.at(-1)?.version ?? 0)) throw new RangeError(`no calendar version ${version}`);
    const calendar = calendarFrom({ version, gazettes, overlay: this.#overlay(region) });
    this.#calendars.set(key, calendar);
    return calendar;
  }

  #overlay(region: string): Overlay | undefined {
    return this.#overlays.has(region) ? overlaySchema.parse(this.#overlays.get(region)) : undefined;
  }
}
