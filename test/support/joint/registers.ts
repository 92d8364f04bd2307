/** The registers that commands are decided on, as the store keeps them: written by effects and by nothing else. */
import type { CaseId } from '../../../machines/ids.ts';
import type { Effect } from '../../../machines/lifecycle.ts';
import type { Registers } from './joint.ts';

export const emptyRegisters: Registers = { listings: {}, agendas: {}, urns: {}, followUps: {}, rechecks: {} };

type Write = Extract<Effect, { kind: 'write' }>;

/** `data`: of the event that writes. */
export function written(
  registers: Registers,
  write: Write,
  by: { case: CaseId; data: Readonly<Record<string, unknown>> },
): Registers {
  switch (write.register) {
    case 'listing':
      return { ...registers, listings: { ...registers.listings, [by.case]: listed(registers, write, by) } };
    case 'agenda':
      return { ...registers, agendas: agendas(registers.agendas, write, by.case) };
    case 'urns':
      if (write.op === 'close') return registers;
      return {
        ...registers,
        urns: { ...registers.urns, ...Object.fromEntries(write.cases.map((one) => [one.case, one.voters])) },
      };
    case 'recheck': {
      const { result, ground } = write;
      return { ...registers, rechecks: { ...registers.rechecks, [by.case]: { result, ground } } };
    }
    case 'followUp':
      return { ...registers, followUps: { ...registers.followUps, [write.result]: by.case } };
    default:
      return registers;
  }
}

function listed(
  { listings }: Registers,
  write: Extract<Write, { register: 'listing' }>,
  by: { case: CaseId; data: Readonly<Record<string, unknown>> },
): Registers['listings'][string] {
  const known = listings[by.case] ?? { kind: '', cases: [], live: [] };
  switch (write.op) {
    case 'list': {
      const cases = by.data.cases as CaseId[];
      return { kind: write.of, cases, live: cases };
    }
    case 'show':
      return known;
    case 'drop': {
      const rest = (one: CaseId) => one !== write.case;
      return { ...known, cases: known.cases.filter(rest), live: known.live.filter(rest) };
    }
    case 'free':
      return { ...known, live: [] };
    default:
      return write satisfies never;
  }
}

function agendas(
  known: Registers['agendas'],
  { op, cases }: Extract<Write, { register: 'agenda' }>,
  meeting: CaseId,
): Registers['agendas'] {
  if (op === 'list') return { ...known, ...Object.fromEntries(cases.map((one) => [one, meeting])) };
  return Object.fromEntries(Object.entries(known).filter(([id, by]) => by !== meeting || !cases.includes(id)));
}
