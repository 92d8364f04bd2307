import { parseInstant } from '../../../machines/time.ts';
import { actor, sha } from '../office.ts';
import { Application, type Extra } from './acts.ts';
import { doubt, revoke } from './afterwards.ts';
import { inTime, late } from './forms.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

/**
 * A year of the small office, from the first application to the day after the rollover: some twenty cases, such that every
 * kind of row the record knows is written – ends of every sort, corrections, objections, extensions, a lost and a regained
 * vacancy, an amendment, a period that was provisional, certificates opened by other cases, a recheck that reopened one, a title
 * that fell.
 */

const kaili1 = actor('organiserOfficer', 'kaili-1');
const bureau1 = actor('bureauOfficer', 'kaili-1');
const bureau2 = actor('bureauOfficer', 'kaili-2');
const kailiDepartment = actor('departmentOfficer', 'kaili-1');

export const parts = ['august', 'september', 'autumn', 'december', 'rollover'] as const;
export type Part = (typeof parts)[number];

/**
 * Plays the year on an empty, migrated database, up to the end of a part. `strict`: an act that does not come out as it
 * must throws.
 */
export async function playYear(
  url: string,
  { strict, through = 'rollover' }: { strict: boolean; through?: Part },
): Promise<void> {
  const workshop = await openWorkshop(url);
  try {
    const cast = castOf(workshop, strict);
    for (const part of parts.slice(0, parts.indexOf(through) + 1)) await plays[part](workshop, cast);
    await workshop.deliver();
  } finally {
    await workshop.close();
  }
}

type Cast = ReturnType<typeof castOf>;

function castOf(workshop: Workshop, strict: boolean) {
  const application = (name: string, applicant: string) => new Application(workshop, { name, applicant, strict });
  return {
    certified: application('certified', 'school-1-a0'),
    withdrawn: application('withdrawn', 'school-1-a1'),
    again: application('again', 'school-1-a1'),
    extended: application('extended', 'school-1-a2'),
    declined: application('declined', 'school-1-a3'),
    missed: application('missed', 'school-1-a4'),
    rejected: application('rejected', 'school-2-a0'),
    follower: application('follower', 'school-2-a1'),
    junior: application('junior', 'school-2-a2'),
    carried: application('carried', 'company-1-a0'),
    terminated: application('terminated', 'company-1-a1'),
    undecided: application('undecided', 'company-1-a2'),
    late: application('late', 'company-1-a3'),
    failed: application('failed', 'company-1-a4'),
    disqualified: application('disqualified', 'company-1-a5'),
    together: Array.from({ length: 4 }, (_, n) => application(`together ${n}`, `school-2-a${n + 4}`)),
    workshop,
    strict,
  };
}

const companyCases = ({ carried, terminated, undecided, late, failed, disqualified }: Cast) => [
  carried,
  terminated,
  undecided,
  late,
  failed,
  disqualified,
];

async function august(workshop: Workshop, cast: Cast): Promise<void> {
  await inTime(workshop, cast);
  const { certified, withdrawn, again, extended, declined, missed, rejected, follower, junior } = cast;
  await openTogether(cast);
  for (const one of [certified, withdrawn, extended, declined, missed, rejected, follower]) await one.open();
  await junior.open({ level: 'JUNIOR' });
  for (const one of companyCases(cast)) await one.open();
  const key: Extra = { key: 'submit-1', expected: 1 };
  await withdrawn.submit(key);
  await withdrawn.submit(key);
  await withdrawn.withdraw({ text: '家中有事,今年不再申报。' });
  await again.open();
  for (const one of [certified, extended, declined, rejected, follower, junior, ...companyCases(cast)]) {
    await one.submit();
    await one.verify();
    await one.publish();
  }
  await extended.object('object');
  // No worker is up when the publicities end: who comes first finds the deadline fired before the own command.
  await workshop.moveTo('2023-08-10T00:00');
  await junior.object('object');
  await workshop.advanceTo('2023-08-10T00:00');
  await junior.resolve('resolveObjection', actor('unitAdmin', 'school-2-admin'));
  const forTheApplicant = { ...actor('unitAdmin', 'school-1-admin'), onBehalfOf: 'school-1-a0' };
  await certified.refused('recommend', forTheApplicant, { signed: true });
  await certified.recommend();
  await certified.push();
  await certified.receive();
  await certified.passPolicy();
  await certified.publish();
  await rejected.recommend();
  await follower.refused('recommend', actor('unitAdmin', 'school-2-admin'), { signed: true });
  await rejected.push();
  await declined.act('decline', actor('unitAdmin', 'school-1-admin'), { reason: 'UNIT_PRIORITY', text: '名额有限' });
  await workshop.advanceTo('2023-08-18T00:00');
  await certified.meet();
  await certified.publish();
  await rejected.receive();
  await rejected.act('reject', kaili1, { reason: 'NOT_ELIGIBLE', signed: true });
  await workshop.advanceTo('2023-08-24T10:00');
  await follower.recommend();
  await follower.push();
  await follower.withdraw();
  await workshop.advanceTo('2023-08-25T10:00');
  await certified.object('complain');
  await certified.resolve('resolveComplaint', kaili1);
  await workshop.advanceTo('2023-08-26T00:00');
  await certified.confirm();
  await workshop.deliver();
}

/** Four openings and four submissions, each four in one transaction. */
async function openTogether({ together, workshop }: Cast): Promise<void> {
  await Promise.all(together.map((one) => one.open()));
  await workshop.deliver();
  await Promise.all(together.map((one) => one.submit()));
}

async function september(workshop: Workshop, cast: Cast): Promise<void> {
  await late(workshop, cast);
  const { extended } = cast;
  await workshop.amend({ reviewMeetingDue: '2023-11-15', filingDue: '2023-12-20' });
  const admin = actor('unitAdmin', 'school-1-admin');
  await extended.resolve('resolveObjection', admin, { outcome: 'upheld', consequence: 'return' });
  for (const one of companyCases(cast)) {
    await one.recommend();
    await one.push(kailiDepartment);
  }
  for (const one of companyCases(cast).slice(1)) {
    await one.receive();
    await one.passPolicy();
    await one.publish();
  }
  await workshop.advanceTo('2023-09-04T10:00');
  await workshop.advanceTo('2023-09-22T18:00');
  const cutoff = parseInstant('2023-10-20T18:00');
  const extension: Extra = { data: { cutoff }, reason: 'ILLNESS_OR_DISASTER' };
  await extended.act('extend', bureau1, extension);
  await extended.act('extend', bureau2, extension);
  await extended.resubmit();
  await extended.verify();
  await extended.publish();
}

async function autumn(workshop: Workshop, cast: Cast): Promise<void> {
  const { extended, carried, failed, disqualified } = cast;
  await workshop.advanceTo('2023-10-09T00:00');
  await extended.recommend({ by: { ...actor('unitAdmin', 'school-1-admin'), onBehalfOf: 'school-1-handler' } });
  await extended.push();
  await extended.receive();
  const findings = [{ item: 'form-1-9', code: 'MATERIAL_INCOMPLETE' }];
  await extended.act('requestSupplement', kaili1, { data: { findings }, reason: 'MATERIAL_INCOMPLETE' });
  await carried.receive();
  await carried.passPolicy();
  await carried.publish();
  await workshop.advanceTo('2023-10-17T00:00');
  await failed.meet(3);
  await doubt(workshop, cast);
  await disqualified.act('disqualify', kaili1, { reason: 'FRAUD', document: sha('finding of fraud') });
  await workshop.advanceTo('2023-11-16T00:00');
}

async function december(workshop: Workshop, { late }: Cast): Promise<void> {
  await workshop.advanceTo('2023-12-22T10:00');
  await late.meet();
  await late.publish();
  // The day of the publicity's end comes before the gazette that makes it certain.
  await workshop.advanceTo('2023-12-31T10:00');
  await late.object('complain');
  await late.resolve('resolveComplaint', kaili1);
  await workshop.loadNewGazettes();
  await workshop.advanceTo('2024-01-15T09:00');
  await late.confirm();
  await workshop.deliver();
}

async function rollover(
  workshop: Workshop,
  { carried, terminated, undecided, certified, strict }: Cast,
): Promise<void> {
  await workshop.advanceTo('2024-08-01T00:00');
  await carried.act('carryOver', bureau1, { reason: 'QUORUM_DEFECT' });
  await terminated.act('terminate', bureau1, { reason: 'NOT_ELIGIBLE' });
  await workshop.advanceTo('2024-08-20T12:00');
  await undecided.meet();
  await undecided.publish();
  await revoke(workshop, { strict, of: certified });
}

const plays: Readonly<Record<Part, (workshop: Workshop, cast: Cast) => Promise<void>>> = {
  august,
  september,
  autumn,
  december,
  rollover,
};
