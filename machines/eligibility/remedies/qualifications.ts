import { certificateOfWay } from '../certificates.ts';
import type { Change } from '../changes.ts';
import { none, type Proposal, type Proposals, subsets } from './proposal.ts';

/** What helps against E17–E22: a certificate, an achievement after it, a title that no appointment is needed for. */

const certificate: Proposal = ({ reason }, { dossier: { claim }, situation: { programme } }) => {
  if (reason === 'SERIES_CLOSED_TO_CERTIFICATES') return none('ANOTHER_CLAIM');
  const rows = programme.tables.qualifications.rows.filter(
    ({ kind, equals }) => kind === 'ADMISSION' && equals?.series === claim.series,
  );
  const among = rows.map((row): Change[] => [
    { kind: 'obtainCertificate', certificate: row.certificate, specialty: claim.specialty },
  ]);
  return { among, otherwise: 'ANOTHER_CLAIM' };
};

const achievement: Proposal = (_finding, { dossier, situation }) => {
  const way = certificateOfWay(dossier, situation);
  return { among: way === null ? [] : [[{ kind: 'achieve', after: way.fact.issuedOn }]], otherwise: 'PAST_FACT' };
};

const skill: Proposal = ({ reason }) =>
  reason === 'SERIES_CLOSED_TO_SKILLED_TALENT'
    ? none('ANOTHER_CLAIM')
    : { among: [[{ kind: 'obtainSkill', level: 'SENIOR_WORKER' }]], otherwise: 'ANOTHER_CLAIM' };

const greenChannel: Proposal = ({ reason }, { dossier: { employment } }) => ({
  among: subsets([{ kind: 'recogniseTalent' }, { kind: 'takeProfessionalPost' }]).slice(1),
  otherwise:
    (employment.civilServant || employment.civilServiceManaged) &&
    (reason === 'NO_TALENT_CATEGORY' || reason === 'TALENT_WITHOUT_POST')
      ? 'EMPLOYER'
      : 'PAST_FACT',
});

/** A junior title by certificate, so that no appointment is needed. */
const junior = (series: string): Change[] => [{ kind: 'obtainTitle', series, level: 'JUNIOR' }];

const juniorTitle: Proposal = ({ reason }, { dossier }) =>
  reason === 'EXAM_REPLACES_REVIEW'
    ? none('BY_EXAMINATION')
    : { among: [junior(dossier.claim.series)], otherwise: 'BY_EXAMINATION' };

const appointment: Proposal = (_finding, { dossier }) => ({
  among: [junior(dossier.claim.series)],
  otherwise: 'PAST_FACT',
});

export const qualificationProposals = {
  E17: certificate,
  E18: achievement,
  E19: skill,
  E20: greenChannel,
  E21: juniorTitle,
  E22: appointment,
} satisfies Proposals;
