import type { Report } from '../findings.ts';
import { type CaseFile, effectsOf, isObject } from '../rows.ts';

/**
 * The registers are what the events wrote into them (design D3): the person's slot of the year (五(三)), permanent once
 * the policy review was entered, and the unit's vacancy (二(二)2).
 */
export function checkRegisters(file: CaseFile, report: Report): void {
  checkSlot(file, report);
  checkReservation(file, report);
  checkReservationsMade(file, report);
}

type Slot = 'none' | 'held' | 'permanent';

function checkSlot(file: CaseFile, report: Report): void {
  const expected = slotOf(file);
  const [slot] = file.slots;
  const last = file.events.at(-1)?.seq ?? null;
  if (slot === undefined) {
    if (expected !== 'none') report('slotMissing', last, `the events leave the slot ${expected}`);
    return;
  }
  if (expected === 'none') {
    report('slotUnexplained', last, `slot ${slot.person} ${slot.year} is held, the events took none or freed it`);
    return;
  }
  const stored = slot.permanent ? 'permanent' : 'held';
  if (stored !== expected) report('slotUnlikeCase', last, `the slot is ${stored}, the events leave it ${expected}`);
  if (file.row !== null && (slot.person !== file.row.person || slot.year !== file.row.year)) {
    report('slotUnlikeCase', last, `slot ${slot.person} ${slot.year}, case ${file.row.person} ${file.row.year}`);
  }
}

function slotOf(file: CaseFile): Slot {
  let slot: Slot = 'none';
  for (const op of writesTo(file, 'yearSlot')) {
    if (op === 'take') slot = 'held';
    // What is permanent stays: the year is used up (A05). A reopened case has no slot that it could keep (A50).
    else if (op === 'keep' && slot === 'held') slot = 'permanent';
    else if (op === 'free' && slot === 'held') slot = 'none';
  }
  return slot;
}

/** A47: told from what each event itself was decided on, no reservation was made while none was left. */
function checkReservationsMade({ events }: CaseFile, report: Report): void {
  for (const event of events) {
    const made = (effectsOf(event) ?? []).some((one) => one.register === 'vacancy' && one.op === 'reserve');
    const { vacancy } = isObject(event.facts) ? event.facts : {};
    if (!made || !isObject(vacancy) || vacancy.own === true || vacancy.approved === null) continue;
    const [approved, reserved] = [Number(vacancy.approved), Number(vacancy.reserved)];
    if (reserved < approved) continue;
    report('reservedBeyond', event.seq, `${event.type} reserved a vacancy where ${reserved} of ${approved} were held`);
  }
}

function checkReservation(file: CaseFile, report: Report): void {
  const last = file.events.at(-1)?.seq ?? null;
  const reserved = writesTo(file, 'vacancy').at(-1) === 'reserve' && vacancyClassOf(file) !== null;
  const [reservation] = file.reservations;
  if (reservation === undefined) {
    if (reserved) report('reservationMissing', last, 'the events reserved a vacancy and did not release it');
    return;
  }
  if (!reserved) report('reservationUnexplained', last, 'the events reserved no vacancy, or released it');
  if (file.row === null) return;
  const expected = [file.row.unit, vacancyClassOf(file), file.row.year].join(' ');
  const stored = [reservation.unit, reservation.class, reservation.year].join(' ');
  if (stored !== expected) report('reservationUnlikeCase', last, `reserved ${stored}, the case is of ${expected}`);
}

function writesTo({ events }: CaseFile, register: string): unknown[] {
  return events.flatMap((event) =>
    (effectsOf(event) ?? [])
      .filter((effect) => effect.kind === 'write' && effect.register === register)
      .map(({ op }) => op),
  );
}

/** The class of vacancy the case draws on, as its snapshot has it; `null` where the clause sets no quota. */
function vacancyClassOf({ row }: CaseFile): string | null {
  const { context } = (row?.snapshot ?? {}) as { context?: { vacancyClass?: string | null } };
  return context?.vacancyClass ?? null;
}
