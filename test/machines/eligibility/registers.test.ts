import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Dossier, dossierSchema } from '../../../machines/eligibility/dossier.ts';
import { type Entry, entrySchema, type Numbered } from '../../../machines/eligibility/entries.ts';
import { emptyRegister, foldEntries } from '../../../machines/eligibility/register.ts';
import { dossierOf, type Registers, waivedItems } from '../../../machines/eligibility/registers.ts';
import { mandatoryItems } from '../../../machines/programme.ts';
import { kaili2023 } from '../../support/programmes.ts';

/** What a person's register comes to: of a fact and its corrections the later stands, and a check says how it stands (§1.2). */

const OWN = '00000000-0000-4000-8000-000000000001';
const OTHER = '00000000-0000-4000-8000-000000000002';

const nothing: Omit<Registers, 'entries'> = {
  unreadable: false,
  titles: [],
  bars: [],
  place: { unitKind: 'publicInstitution', unitLevel: 'COUNTY', grassroots: false },
  case: OWN,
  claim: { series: 'SERIES_SCHOOL_TEACHER', level: 'INTERMEDIATE', scope: 'ORDINARY', route: 'ORDINARY' },
  items: [],
  grassrootsPosts: null,
};
const numbered = (entries: readonly Entry[], id: string | null = null): Numbered[] =>
  entries.map((entry, at) => ({ n: at + 1, case: id, entry }));
const of = (entries: readonly Entry[], more: Partial<Registers> = {}): Dossier =>
  dossierOf({ ...nothing, entries: numbered(entries), ...more });

const assessed = (year: number): Entry => ({ kind: 'assessment', fact: { year, grade: 'QUALIFIED' } });
const studied = (hours: number): Entry => ({
  kind: 'hours',
  fact: { year: 2022, course: 'PROFESSIONAL', hours, publicCourse: null },
});
const diploma: Entry = {
  kind: 'education',
  fact: {
    level: 'BACHELOR',
    diploma: true,
    mode: 'FULL_TIME',
    technicalClass: null,
    school: null,
    specialty: 'chinese',
    completedOn: '2015-07-01',
  },
};
const check = (n: number, result: Extract<Entry, { kind: 'check' }>['result']): Entry => ({
  kind: 'check',
  of: n,
  source: 'chsi',
  result,
  on: '2023-08-01',
});
const attachment = (n: number): Entry => ({ kind: 'attachment', of: n, sha256: 'a'.repeat(64) });
const verification = (n: number): Entry => ({
  kind: 'hoursVerification',
  of: n,
  by: 'hrssBureau',
  on: '2023-08-01',
  signed: true,
  sealed: true,
});

describe('an entry', () => {
  test('is declared until somebody compares it or attaches a proof', () => {
    expect(of([assessed(2022)]).assessments).toEqual([
      { year: 2022, grade: 'QUALIFIED', entry: 1, standing: 'DECLARED' },
    ]);
    expect(of([assessed(2022), attachment(1)]).assessments[0]?.standing).toBe('ATTACHED');
  });

  test.each([
    [['MATCH'], 'MATCH'],
    [['MATCH', 'MISMATCH'], 'MISMATCH'],
    [['MISMATCH', 'MATCH'], 'MATCH'],
    [['NOT_FOUND'], 'NOT_FOUND'],
    [['MATCH', 'UNAVAILABLE'], 'UNAVAILABLE'],
  ] as const)('stands with its source as the last of the checks %j says: %s', (results, standing) => {
    expect(of([assessed(2022), ...results.map((result) => check(1, result))]).assessments[0]?.standing).toBe(standing);
  });

  test('that was not found rests on the proof that is attached, one that differs does not', () => {
    expect(of([diploma, check(1, 'NOT_FOUND'), attachment(1)]).education[0]?.standing).toBe('ATTACHED');
    expect(of([diploma, check(1, 'MISMATCH'), attachment(1)]).education[0]?.standing).toBe('MISMATCH');
  });

  test('is corrected by a later one, of which nothing that was said of the earlier is said', () => {
    const corrected = [
      studied(90),
      check(1, 'MATCH'),
      verification(1),
      { kind: 'correction', of: 1, replacement: studied(45) },
    ];
    const [fact, ...more] = of(corrected as Entry[]).hours;
    expect(more).toEqual([]);
    expect(fact).toMatchObject({ hours: 45, entry: 4, standing: 'DECLARED', verified: null });
    expect(of([...corrected, verification(4)] as Entry[]).hours[0]?.verified).toMatchObject({ by: 'hrssBureau' });
    expect(of([...corrected, verification(1)] as Entry[]).hours[0]?.verified).toMatchObject({ by: 'hrssBureau' });
  });

  test('is not corrected into another kind, and hours alone are verified as hours', () => {
    const dossier = of([
      diploma,
      { kind: 'correction', of: 1, replacement: { kind: 'assessment', fact: { year: 2022, grade: 'EXCELLENT' } } },
      verification(1),
    ]);
    expect(dossier.education[0]).toMatchObject({ entry: 1, specialty: 'chinese' });
    expect(dossier.assessments).toEqual([]);
  });

  test('that is withdrawn stands no more, whatever is said of it later', () => {
    expect(of([assessed(2022), { kind: 'withdrawal', of: 1 }, check(1, 'MATCH')]).assessments).toEqual([]);
  });

  test('for a case is part of no other', () => {
    const letter: Entry = {
      kind: 'referee',
      fact: { person: 'peer-1', level: 'FULL_SENIOR', specialty: 'chinese', related: false },
    };
    const entries = numbered([letter], OTHER);
    expect(of([], { entries }).referees).toEqual([]);
    expect(of([], { entries, case: OTHER }).referees).toHaveLength(1);
  });
});

describe('a dossier', () => {
  test('takes titles and bars of the service as they are registered', () => {
    const dossier = of([], {
      titles: [
        {
          series: 'SERIES_SCHOOL_TEACHER',
          level: 'JUNIOR',
          scope: 'ORDINARY',
          approvedOn: '2019-03-01',
          countsFrom: '2018-12-31',
          year: 2018,
          revokedOn: null,
        },
      ],
      bars: [
        { kind: 'FRAUD', decidedOn: '2022-05-01', serious: true, inThisCase: false },
        { kind: 'OTHER', decidedOn: '2022-05-01', serious: false, inThisCase: false },
      ],
    });
    expect(dossier.titles).toMatchObject([
      { entry: null, standing: 'MATCH', reviewDelayed: true, applicationYear: 2018 },
    ]);
    expect(dossier.breaches).toMatchObject([{ kind: 'FRAUD', determinedOn: '2022-05-01', serious: true }]);
  });

  test('says that it is not to be had where nobody can read the register any more', () => {
    expect(of([], { unreadable: true }).employment.standing).toBe('UNAVAILABLE');
  });

  test('needs no upload for what matches its source, and needs it again for what was not found', () => {
    const items = mandatoryItems(kaili2023, { series: 'SERIES_SCHOOL_TEACHER', level: 'INTERMEDIATE', conditions: [] });
    const waived = (entries: Entry[]) => waivedItems(of(entries), items).map(({ id }) => id);
    expect(waived([diploma])).toEqual([]);
    expect(waived([diploma, check(1, 'MATCH')])).toEqual(['education-certificate']);
    expect(waived([diploma, check(1, 'MATCH'), check(1, 'NOT_FOUND')])).toEqual([]);
    expect(waived([diploma, diploma, check(1, 'MATCH')])).toEqual([]);
  });
});

const number = fc.integer({ min: 1, max: 24 });
const fact = fc.oneof(
  fc.integer({ min: 2015, max: 2022 }).map(assessed),
  fc.integer({ min: 1, max: 90 }).map(studied),
  fc.constant(diploma),
);
const entry: fc.Arbitrary<Entry> = fc.oneof(
  { weight: 3, arbitrary: fact },
  fc
    .tuple(number, fc.constantFrom('MATCH', 'MISMATCH', 'NOT_FOUND', 'UNAVAILABLE'))
    .map(([n, result]) => check(n, result)),
  number.map(attachment),
  number.map(verification),
  number.map((n): Entry => ({ kind: 'withdrawal', of: n })),
  fc.tuple(number, fact).map(([n, replacement]) => entrySchema.parse({ kind: 'correction', of: n, replacement })),
);
const log = fc.array(entry, { maxLength: 24 });
const runs = { seed: 20230803, numRuns: 500 };
/** What a fact says, without where it comes from. */
const said = ({ assessments, hours, education }: Dossier) => [
  ...assessments.map(({ standing: _, ...rest }) => rest),
  ...hours.map(({ standing: _, ...rest }) => rest),
  ...education.map(({ standing: _, ...rest }) => rest),
];

describe('whatever the entries', () => {
  test('folding the first and then the rest equals folding all', () => {
    fc.assert(
      fc.property(log, fc.nat(24), (entries, cut) => {
        const all = numbered(entries);
        const inTwo = foldEntries(foldEntries(emptyRegister, all.slice(0, cut)), all.slice(cut));
        expect(inTwo).toEqual(foldEntries(emptyRegister, all));
      }),
      runs,
    );
  });

  test('the order in which they are read changes nothing', () => {
    fc.assert(
      fc.property(log, fc.infiniteStream(fc.nat()), (entries, keys) => {
        const shuffled = numbered(entries)
          .map((one) => ({ one, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(dossierOf({ ...nothing, entries: shuffled })).toEqual(of(entries));
      }),
      runs,
    );
  });

  test('a check never changes what a fact says', () => {
    fc.assert(
      fc.property(log, number, (entries, n) => {
        for (const result of ['MATCH', 'MISMATCH', 'NOT_FOUND', 'UNAVAILABLE'] as const) {
          expect(said(of([...entries, check(n, result)]))).toEqual(said(of(entries)));
        }
      }),
      runs,
    );
  });

  test('the dossier is one that the rules can read', () => {
    fc.assert(
      fc.property(log, (entries) => {
        expect(dossierSchema.safeParse(of(entries)).success).toBe(true);
      }),
      runs,
    );
  });
});
