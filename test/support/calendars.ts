/** Calendars for tests: the gazettes of the project with and without the region's days, and a gazette made up for 2027. */
import { loadGazettes, loadOverlays } from '../../config/calendars.ts';
import { type Calendar, calendarFrom } from '../../machines/calendar.ts';
import { type Gazette, gazettesKnownOn, type Overlay } from '../../machines/gazette.ts';
import type { PlainDate } from '../../machines/time.ts';

export const gazettes: readonly Gazette[] = loadGazettes();

export const qiandongnan: Overlay = loadOverlays().find(({ region }) => region === 'qiandongnan')!;

export const national = calendarOf(gazettes);
export const regional = calendarOf(gazettes, qiandongnan);

export function calendarOf(loaded: readonly Gazette[], overlay?: Overlay): Calendar {
  return calendarFrom({ version: loaded.length, gazettes: loaded, overlay });
}

export function calendarKnownOn(day: PlainDate): Calendar {
  return calendarOf(gazettesKnownOn(gazettes, day));
}

/** Invented: New Year 2027 runs from Thursday 2026-12-31 to Sunday 01-03, Saturday 2027-01-09 is worked. */
export const gazette2027: Gazette = {
  year: 2027,
  published: '2026-11-05',
  publishedSource: 'assumed',
  documents: [{ title: 'invented for tests', url: 'https://example.org/2027' }],
  days: [
    ...['2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03'].map((date) => ({
      date,
      kind: 'off' as const,
      festival: '元旦',
    })),
    { date: '2027-01-09', kind: 'work', festival: '元旦' },
  ],
};

export interface Vector {
  readonly opened: PlainDate;
  readonly last: PlainDate;
  /** What counting Monday to Friday alone would give. */
  readonly naive: PlainDate;
  readonly region: 'national' | 'qiandongnan';
  readonly why: string;
}

/** Five working days each: the seven of domain §0.2, and two that end behind the make-up days of October 2023. */
export const vectors: readonly Vector[] = [
  { opened: '2023-08-03', last: '2023-08-10', naive: '2023-08-10', region: 'national', why: 'plain week' },
  {
    opened: '2023-09-22',
    last: '2023-10-07',
    naive: '2023-09-29',
    region: 'national',
    why: '09-29…10-06 off; Saturday 10-07 and Sunday 10-08 worked',
  },
  { opened: '2023-09-28', last: '2023-10-11', naive: '2023-10-05', region: 'national', why: 'the same holiday' },
  {
    opened: '2023-12-29',
    last: '2024-01-08',
    naive: '2024-01-05',
    region: 'national',
    why: '2024-01-01 stands in the next year’s gazette',
  },
  {
    opened: '2024-02-07',
    last: '2024-02-20',
    naive: '2024-02-14',
    region: 'national',
    why: '除夕 (02-09) was worked in 2024; Sunday 02-18 worked',
  },
  {
    opened: '2024-09-27',
    last: '2024-10-10',
    naive: '2024-10-04',
    region: 'national',
    why: 'Sunday 09-29 worked, 10-01…10-07 off',
  },
  {
    opened: '2024-07-18',
    last: '2024-07-29',
    naive: '2024-07-25',
    region: 'qiandongnan',
    why: '07-23 and 07-24 off in the region (assumed)',
  },
  {
    opened: '2023-09-27',
    last: '2023-10-10',
    naive: '2023-10-04',
    region: 'national',
    why: 'only 09-28 is left before the holiday',
  },
  {
    opened: '2023-09-25',
    last: '2023-10-08',
    naive: '2023-10-02',
    region: 'national',
    why: 'ends on the second make-up day, a Sunday',
  },
];
