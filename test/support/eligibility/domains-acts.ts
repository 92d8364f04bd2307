import { atTime } from '../../../machines/time.ts';
import { combined, domain } from './domain.ts';
import { administrativeSanction, breach, partySanction } from './dossiers.ts';
import { course } from './situations.ts';

/** Domains about bars and the course of an application (E29–E41, E43). */

const days = ['2018-02-28', '2020-08-05', '2021-12-31', '2022-08-05', '2023-08-01'];
export const bars = domain(
  'bars',
  ['E29', 'E30', 'E31', 'E32', 'E33', 'E34'],
  combined(
    [null, ...days],
    [null, ...days],
    ['WARNING', 'DEMERIT', 'DISMISSED'] as const,
    ['SERIOUS_WARNING', 'EXPELLED_FROM_PARTY'] as const,
    [true, false],
    [true, false],
  ).map(([breached, sanctioned, kind, party, serious, manager]) => [
    {
      employment: { manager },
      breaches: breached === null ? [] : [breach({ determinedOn: breached, serious, inThisCase: serious })],
      sanctions:
        sanctioned === null
          ? []
          : [
              administrativeSanction({ kind, sanctionedOn: sanctioned }),
              partySanction({ kind: party, sanctionedOn: sanctioned }),
            ],
    },
  ]),
);

const items = ['form-1-9', 'form-1-5', 'education-certificate', 'annual-assessments'] as const;
export const acts = domain(
  'the course of an application',
  ['E35', 'E36', 'E37', 'E38', 'E39', 'E40', 'E41', 'E43'],
  combined(
    [0, 2, 4],
    ['TRUE', 'UNTRUE', null] as const,
    [true, false],
    ['2023-06-15', '2023-08-05', '2023-11-01'],
    ['1962-05-01', '1967-01-31', '1969-05-01'],
    [true, false],
    [true, false],
  ).map(([attached, conclusion, sealed, on, bornOn, contract, professionalPost]) => [
    {
      born: { entry: 1, standing: 'MATCH', on: bornOn, category: 'womanOnProfessionalPost' },
      employment: { contract, professionalPost },
      documents: items.slice(0, attached),
    },
    {
      on,
      process: course({
        at: atTime(on, '10:00'),
        vacancy: { approved: 1, reserved: 1, own: false },
        slotTaken: !sealed,
        conclusions: items
          .slice(0, attached)
          .map((item, n) => ({ item, conclusion: n === 0 ? conclusion : 'TRUE', reviewer: 'r', on, sealed })),
      }),
    },
  ]),
);
