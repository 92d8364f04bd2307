import { appointedSpecialty, appointmentsOf, isExamOnly } from '../appointments.ts';
import {
  admissionCertificates,
  type Certificate,
  certificateOfWay,
  equalledTitles,
  knownCertificates,
  levelOpened,
} from '../certificates.ts';
import type { Dossier } from '../dossier.ts';
import { factsOf, failed, forHuman, type Ground, notApplicable, passed } from '../finding.ts';
import type { Rule, RuleId, Situation } from '../rule.ts';
import { levelBelow, stands } from '../tenure.ts';

/**
 * E16: a certificate of the table counts as the title it equals, since the day it was issued. Not applicable where none
 * is the title below the one claimed: nobody needs a certificate. A revoked registration is judged by a person.
 */
export const e16CertificateEqualsTitle: Rule = (dossier, situation) => {
  const { claim, qualifications } = dossier;
  const facts = factsOf(dossier, 'qualifications');
  const ground: Ground = { rule: 'E16', clause: '一(三)1', facts };
  const isBasis = (equals: { series: string; level: string } | null) =>
    equals !== null && equals.series === claim.series && equals.level === levelBelow(claim.level);
  const known = knownCertificates(dossier, situation);
  const arithmetic = equalledTitles(dossier, situation)
    .filter(isBasis)
    .map(({ certificate, series, level, since }) => ({
      code: 'EQUALS_TITLE' as const,
      params: { certificate, series, level, from: since },
    }));
  if (arithmetic.length > 0) return passed({ ...ground, arithmetic });
  const revoked = known.find(({ row }) => isBasis(row.equals));
  if (revoked !== undefined) return forHuman(ground, 'CERTIFICATE_REVOKED', named(revoked));
  const [other] = known;
  if (other !== undefined) return notApplicable(ground, 'CERTIFICATE_NO_BASIS', named(other));
  const [unknown] = qualifications.map(({ certificate }) => certificate).sort();
  return unknown === undefined
    ? notApplicable(ground)
    : notApplicable(ground, 'CERTIFICATE_NOT_IN_TABLE', { certificate: unknown });
};

/**
 * E17: in engineering a certificate of the admission type opens deputy-senior where it has no grades or is of the first, and
 * intermediate where it is of the second, in the specialty it is of. Asked of that way alone.
 */
export const e17DirectByCertificate: Rule = (dossier, situation) => {
  const { claim } = dossier;
  const { programme } = situation;
  const ground: Ground = { rule: 'E17', clause: '一(三)1', facts: factsOf(dossier, 'qualifications') };
  if (claim.route !== 'CERTIFICATE') return notApplicable(ground);
  if (!programme.rules.directByCertificate.value.series.includes(claim.series))
    return failed(ground, 'SERIES_CLOSED_TO_CERTIFICATES', { series: claim.series });
  const certificates = admissionCertificates(dossier, situation);
  const [any] = certificates;
  if (any === undefined) return failed(ground, 'NO_ADMISSION_CERTIFICATE', { series: claim.series });
  const opening = certificates.filter((one) => levelOpened(one, programme) === claim.level);
  const [first] = opening;
  if (first === undefined)
    return failed(ground, 'CERTIFICATE_OPENS_OTHER_LEVEL', {
      ...named(any),
      opens: levelOpened(any, programme),
      level: claim.level,
    });
  const way = certificateOfWay(dossier, situation);
  if (way === null)
    return failed(ground, 'CERTIFICATE_OTHER_SPECIALTY', {
      ...named(first),
      specialty: first.fact.specialty,
      claimed: claim.specialty,
    });
  const resting: Ground = {
    ...ground,
    facts: [way.ref],
    arithmetic: [
      { code: 'OPENS_LEVEL', params: { ...named(way), grade: way.row.grade, level: levelOpened(way, programme) } },
    ],
  };
  return way.fact.registration === 'VALID' ? passed(resting) : forHuman(resting, 'CERTIFICATE_REVOKED', named(way));
};

/**
 * E18: on that way achievements count that were completed after the day the certificate was issued; one of the same day does
 * not. One begun by that day and completed later is flagged for a person. Fails where every registered one is excluded.
 */
export const e18AchievedSinceCertificate: Rule = (dossier, situation) => {
  const ground: Ground = { rule: 'E18', clause: '一(三)1' };
  const way = dossier.claim.route === 'CERTIFICATE' ? certificateOfWay(dossier, situation) : null;
  if (way === null || dossier.performance.length === 0) return notApplicable(ground);
  const { issuedOn } = way.fact;
  const counted = dossier.performance.filter(({ achievedOn }) => achievedOn > issuedOn);
  const begun = counted.filter(({ startedOn }) => startedOn !== null && startedOn <= issuedOn).length;
  const excluded = dossier.performance.length - counted.length;
  const resting: Ground = {
    ...ground,
    facts: [way.ref, ...factsOf(dossier, 'performance')],
    arithmetic: [{ code: 'ACHIEVED_SINCE', params: { issuedOn, counted: counted.length, excluded } }],
  };
  if (counted.length === 0) return failed(resting, 'NO_ACHIEVEMENT_SINCE_CERTIFICATE', { issuedOn, excluded });
  if (begun > 0) return forHuman(resting, 'ACHIEVEMENT_BEGUN_BEFORE_CERTIFICATE', { issuedOn, begun });
  return passed(resting);
};

/**
 * E19: skilled talent applies in the series the notice lists. Whether the years suffice stands in two documents of the
 * province that are no table here, so a person checks them.
 */
export const e19SkilledTalent: Rule = (dossier, { programme, cutoff }) => {
  const { claim, skills } = dossier;
  const ground: Ground = { rule: 'E19', clause: '一(三)2', facts: factsOf(dossier, 'skills') };
  if (claim.route !== 'SKILLED_TALENT') return notApplicable(ground);
  if (!programme.rules.skilledTalentSeries.value.includes(claim.series))
    return failed(ground, 'SERIES_CLOSED_TO_SKILLED_TALENT', { series: claim.series });
  const held = skills.filter(({ issuedOn }) => issuedOn <= cutoff).map(({ level }) => level);
  const skill = (['SENIOR_TECHNICIAN', 'TECHNICIAN', 'SENIOR_WORKER'] as const).find((level) => held.includes(level));
  return skill === undefined
    ? failed(ground, 'NO_SKILL_CERTIFICATE')
    : forHuman(ground, 'SKILLED_TALENT_TO_BE_JUDGED', { skill });
};

/**
 * E20: the green channel is for urgently needed or high-level talent brought in from another province, since the day the
 * notice names, to a post of an enterprise or institution. No step is asked of them, and hours are no condition (E25).
 */
export const e20GreenChannel: Rule = (dossier, { programme }) => {
  const { claim, talent, employment } = dossier;
  const ground: Ground = { rule: 'E20', clause: '一(四)1' };
  if (claim.route !== 'GREEN_CHANNEL') return notApplicable(ground);
  if (talent === null) return failed(ground, 'NOT_BROUGHT_IN');
  const from = programme.rules.greenChannelArrivalFrom.value;
  const { arrivedOn } = talent;
  const resting: Ground = {
    ...ground,
    facts: [
      { of: 'talent', at: null, entry: talent.entry, standing: talent.standing },
      { of: 'employment', at: null, entry: employment.entry, standing: employment.standing },
    ],
    arithmetic: [{ code: 'ARRIVED_ON', params: { arrivedOn, from } }],
  };
  if (talent.from === 'SAME_PROVINCE') return failed(resting, 'BROUGHT_IN_WITHIN_PROVINCE');
  if (arrivedOn < from) return failed(resting, 'BROUGHT_IN_TOO_EARLY', { arrivedOn, from });
  if (talent.category === null) return failed(resting, 'NO_TALENT_CATEGORY');
  if (employment.civilServant || employment.civilServiceManaged || !employment.professionalPost)
    return failed(resting, 'TALENT_WITHOUT_POST');
  if (employment.unitKind === 'personnelAgency') return forHuman(resting, 'TALENT_EMPLOYER_TO_BE_JUDGED');
  return passed(resting);
};

/**
 * E21: a junior title comes by review, or by appointment, whose document starts the years to intermediate without any
 * certificate; neither where an examination is had instead. Not applicable above, but for levels had by examination.
 */
export const e21JuniorTitle: Rule = (dossier, situation) => {
  const { claim } = dossier;
  const { programme } = situation;
  const appointments = appointmentsOf(dossier, situation);
  const facts = factsOf(dossier, 'titles', (title) => appointments.includes(title));
  const ground: Ground = { rule: 'E21', clause: '一(六)1', facts };
  const { series, level } = claim;
  if (isExamOnly(programme, claim)) return failed(ground, 'EXAM_REPLACES_REVIEW', { series, level });
  const [first] = appointments;
  if (level !== 'JUNIOR' && (level !== 'INTERMEDIATE' || first === undefined)) return notApplicable(ground);
  if (first === undefined) return passed(ground);
  const appointedOn = first.awardedOn;
  if (
    level === 'INTERMEDIATE' &&
    isExamOnly(programme, { series, level: 'JUNIOR' }) &&
    !isCertifiedJunior(dossier, situation)
  )
    return failed(ground, 'EXAM_REPLACES_APPOINTMENT', { series, appointedOn });
  return passed({ ...ground, arithmetic: [{ code: 'APPOINTED_ON', params: { appointedOn } }] });
};

/**
 * E22: above the township, the post appointed to is of the specialty studied or a similar one, on the day of the appointment:
 * who moves later keeps it (the years of another specialty are E11's). Asked of who goes to intermediate on an appointment
 * alone; one that holds is enough.
 */
export const e22AppointedSpecialty: Rule = (dossier, situation) => {
  const judged = appointmentsOf(dossier, situation).map((title) => ({
    title,
    specialty: appointedSpecialty(title, dossier, situation.programme),
  }));
  const facts = [
    ...factsOf(dossier, 'titles', (title) => judged.some((one) => one.title === title)),
    ...factsOf(dossier, 'posts', ({ from, through }) =>
      judged.some(({ title: { awardedOn } }) => from <= awardedOn && (through === null || through >= awardedOn)),
    ),
  ];
  const ground: Ground = { rule: 'E22', clause: '一(六)1', facts };
  const [first] = judged;
  if (first === undefined || dossier.claim.level !== 'INTERMEDIATE') return notApplicable(ground);
  const holding = judged.find(({ specialty }) => specialty === 'ANY' || specialty === 'OWN');
  if (holding !== undefined)
    return passed({
      ...ground,
      arithmetic: [{ code: 'APPOINTED_ON', params: { appointedOn: holding.title.awardedOn } }],
    });
  if (isCertifiedJunior(dossier, situation)) return notApplicable(ground);
  const open = judged.find(({ specialty }) => specialty === 'UNKNOWN');
  return open === undefined
    ? failed(ground, 'APPOINTMENT_OTHER_SPECIALTY', { appointedOn: first.title.awardedOn })
    : forHuman(ground, 'APPOINTMENT_TO_BE_JUDGED', { appointedOn: open.title.awardedOn });
};

/** Rules E16–E22 of domain §4. */
export const qualificationRules = {
  E16: e16CertificateEqualsTitle,
  E17: e17DirectByCertificate,
  E18: e18AchievedSinceCertificate,
  E19: e19SkilledTalent,
  E20: e20GreenChannel,
  E21: e21JuniorTitle,
  E22: e22AppointedSpecialty,
} satisfies Partial<Record<RuleId, Rule>>;

function named({ fact }: Certificate): { certificate: string } {
  return { certificate: fact.certificate };
}

/** Whether the junior title is held by certificate too, so that the appointment is not needed. */
function isCertifiedJunior(dossier: Dossier, situation: Situation): boolean {
  return dossier.titles.some(
    (title) =>
      title.series === dossier.claim.series &&
      title.level === 'JUNIOR' &&
      title.basis !== 'APPOINTMENT' &&
      stands(title, dossier, situation),
  );
}
