/** Bugs planted into a sitting before it votes, each with what must find it. */
import { forgetting, ignoring } from '../application/mutants.ts';
import { cases, changed, edited, experts, following, late, type Planted, put } from './mutants.ts';

export const early: readonly Planted[] = [
  {
    bug: 'a case of another sitting is called',
    mutation: ignoring('callable', 'CASE_LISTED'),
    foundBy: 'open (a case of another sitting)',
    setting: late,
  },
  {
    bug: 'a case under review is called',
    mutation: ignoring('callable', 'CASE_NOT_QUEUED'),
    foundBy: 'open (a case under review)',
    setting: late,
  },
  {
    bug: 'a committee meets after its filing',
    mutation: ignoring('rollable', 'FILING_INVALID'),
    foundBy: 'callRoll (after the filing)',
    setting: late,
  },
  {
    bug: 'any secret draws',
    mutation: ignoring('drawable', 'SECRET_MISMATCH'),
    foundBy: 'drawExperts (another secret)',
    setting: late,
  },
  {
    bug: 'the pool is another by the time of the draw',
    mutation: ignoring('drawable', 'POOL_CHANGED'),
    foundBy: 'drawExperts (another pool)',
    setting: late,
  },
  {
    bug: 'the secretary gives the share',
    mutation: edited(({ called }) => {
      called!.on!.contributeShare!.meta!.by = put(['filingOfficer', 'committeeSecretary']);
    }),
    foundBy: 'contributeShare (by the secretary)',
    setting: late,
  },
  {
    bug: 'a sitting sits before its day',
    mutation: ignoring('rollable', 'SITTING_NOT_YET'),
    foundBy: 'callRoll (the day before)',
    setting: late,
  },
  {
    bug: 'a sitting sits without two thirds',
    mutation: ignoring('rollable', 'QUORUM_MISSING'),
    foundBy: 'callRoll (four)',
    setting: experts,
  },
  {
    bug: 'who was not drawn sits',
    mutation: ignoring('rollable', 'NOT_DRAWN'),
    foundBy: 'callRoll (with somebody not drawn)',
    setting: late,
  },
  {
    bug: 'what is under review is not told',
    mutation: following('convene', (compute, args) => compute(args).slice(1)),
    foundBy: 'under review is what this sitting can decide',
    setting: late,
  },
];

export const appraising: readonly Planted[] = [
  {
    bug: 'colleagues are not recused',
    mutation: changed('seat', (made) => ({ ...made, recusals: [] })),
    foundBy: 'who votes on a case is who is present and not recused',
    setting: late,
  },
  {
    bug: 'a declared recusal is forgotten',
    mutation: forgetting('declareRecusal'),
    foundBy: 'who votes on a case is who is present and not recused',
    setting: experts,
  },
  {
    bug: 'the opinion of a group with a biased expert in it stands',
    mutation: changed('recordRecusal', ({ agenda: _, ...made }) => made),
    foundBy: 'a case is voted on only after a group of unbiased experts was heard',
    setting: experts,
  },
  {
    bug: 'two experts are a group',
    mutation: ignoring('appraisable', 'GROUP_TOO_SMALL'),
    foundBy: 'recordGroupOpinion (two experts)',
    setting: late,
  },
  {
    bug: 'a biased expert sits in a group',
    mutation: ignoring('appraisable', 'NOT_PRESENT'),
    foundBy: 'recordGroupOpinion (a biased one)',
    setting: late,
  },
  {
    bug: 'no opinion is needed',
    mutation: ignoring('votable', 'OPINION_MISSING'),
    foundBy: 'a case is voted on only after a group',
    setting: late,
  },
  {
    bug: 'a departure is forgotten',
    mutation: forgetting('recordDeparture'),
    foundBy: 'who votes on a case is who is present',
    setting: experts,
  },
  {
    bug: 'a recused expert gets a ballot',
    mutation: following('openUrns', (compute, args) =>
      compute(args).map((one) =>
        one.kind === 'write' && one.register === 'urns' && one.op === 'open'
          ? {
              ...one,
              cases: one.cases.map((of) => ({ ...of, voters: [...of.voters, ...(of.recused ?? [])], recused: [] })),
            }
          : one,
      ),
    ),
    foundBy: 'whoever is recused is never a voter',
    setting: late,
  },
  {
    bug: 'a case that a complaint holds is voted on',
    mutation: following('openUrns', (compute, { context, event }) => {
      const facts = { ...event.ride.facts };
      if (facts.agenda)
        facts.agenda = { ...facts.agenda, cases: facts.agenda.cases.map((one) => ({ ...one, held: false })) };
      return compute({ context, event: { ...event, ride: { ...event.ride, facts } } });
    }),
    foundBy: 'while nothing is open on it',
    setting: cases,
  },
  {
    bug: 'a case that lost its quorum stays under review',
    mutation: following('openUrns', (compute, args) => compute(args).filter((one) => one.kind !== 'command')),
    foundBy: 'a sitting that has ended holds no case',
    setting: cases,
  },
];
