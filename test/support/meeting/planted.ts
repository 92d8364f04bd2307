/** Bugs planted into the sitting, each with what must find it. */
import { guardThat, ignoring } from '../application/mutants.ts';
import {
  cases,
  changed,
  edited,
  experts,
  following,
  late,
  type Planted,
  withoutCommands,
  withoutWrites,
} from './mutants.ts';
import { appraising, early } from './planted-early.ts';

const voting: readonly Planted[] = [
  {
    bug: 'a vote is broken off',
    mutation: edited((stage) => {
      stage.voting!.on!.postpone = stage.appraisal!.on!.postpone!;
    }),
    foundBy: 'nothing ends a vote but closing it',
    setting: late,
  },
  {
    bug: 'a vote is closed while ballots are missing',
    mutation: ignoring('closable', 'BALLOTS_MISSING'),
    foundBy: 'closeVoting (ballots missing)',
    setting: late,
  },
  {
    bug: 'who has voted is said to have left before',
    mutation: ignoring('closable', 'HAS_VOTED'),
    foundBy: 'closeVoting (who has voted named)',
    setting: late,
  },
  {
    bug: 'present is who was there at the roll-call',
    mutation: changed('takeCounts', (made, { present }) => ({
      ...made,
      agenda: (made.agenda ?? []).map((item) => ({
        ...item,
        counts: item.counts && { ...item.counts, present: present?.length ?? 0 },
      })),
    })),
    foundBy: 'present is who cast a ballot',
    setting: late,
  },
  {
    bug: 'a vote of too few counts',
    mutation: changed('takeCounts', (made) => ({
      ...made,
      agenda: (made.agenda ?? []).map((item) => ({
        ...item,
        postponed: null,
        counts: item.counts ?? { present: 4, yes: 4 },
      })),
    })),
    foundBy: 'a case is decided only by ballots of two thirds',
    setting: experts,
  },
  {
    bug: 'what lost its quorum in the vote is not given up',
    mutation: following('closeUrns', (compute, args) =>
      compute(args).filter((one) => one.kind === 'write' && one.register === 'urns'),
    ),
    foundBy: 'a sitting that has ended holds no case',
    setting: experts,
  },
];

const afterwards: readonly Planted[] = [
  {
    bug: 'one signature is enough where two presided',
    mutation: guardThat('signable', (ask) => (context, event, params) => {
      const verdict = ask(context, event, { ...params, last: true });
      if (params.last === false) return 'elsewhere';
      return verdict === 'elsewhere' ? ask(context, event, { ...params, last: false }) : verdict;
    }),
    foundBy: 'only when everybody who presided has signed',
    setting: experts,
  },
  {
    bug: 'a member signs',
    mutation: ignoring('signable', 'NOT_TO_SIGN'),
    foundBy: 'must not be: signMinutes',
    setting: late,
  },
  {
    bug: 'other minutes are signed',
    mutation: ignoring('signable', 'MINUTES_DIFFER'),
    foundBy: 'signMinutes (others)',
    setting: experts,
  },
  {
    bug: 'minutes need no signature',
    mutation: edited(({ counted }) => {
      for (const branch of Object.values(counted!.on!.signMinutes!)) delete branch.meta!.needs;
    }),
    foundBy: 'signMinutes (unsigned)',
    setting: late,
  },
  {
    bug: 'what was decided is not told',
    mutation: following('tellDecisions', (compute, args) => withoutCommands(compute(args))),
    foundBy: 'every case that was decided is told',
    setting: late,
  },
  {
    bug: 'what was decided stays on the agenda',
    mutation: following('tellDecisions', (compute, args) => withoutWrites(compute(args))),
    foundBy: 'a sitting that has ended holds no case',
    setting: late,
  },
  {
    bug: 'what has taken its decision is told again',
    mutation: following('tellAgain', (compute, { context, event }) => {
      const facts = { ...event.ride.facts };
      if (facts.agenda) {
        const pending = facts.agenda.cases.map((one) => ({ ...one, stands: 'expertReview.voting' }));
        facts.agenda = { ...facts.agenda, cases: pending };
      }
      return compute({ context, event: { ...event, ride: { ...event.ride, facts } } });
    }),
    foundBy: 'no case is decided twice',
    setting: cases,
  },
  {
    bug: 'decisions are announced that nobody waits for',
    mutation: ignoring('announceable', 'NOTHING_PENDING'),
    foundBy: 'must not be: announceDecisions',
    setting: late,
  },
  {
    bug: 'it is filed before every case has taken its decision',
    mutation: ignoring('fileable', 'DECISION_PENDING'),
    foundBy: 'must not be: fileMeeting',
    setting: cases,
  },
  {
    bug: 'a postponed sitting keeps its cases',
    mutation: following('sendBack', (compute, args) => withoutWrites(compute(args))),
    foundBy: 'a sitting that has ended holds no case',
    setting: late,
  },
  {
    bug: 'a postponed sitting leaves its cases under review',
    mutation: following('sendBack', (compute, args) => withoutCommands(compute(args))),
    foundBy: 'a sitting that has ended holds no case',
    setting: late,
  },
  {
    bug: 'a sitting is postponed without a reason',
    mutation: edited((stage) => {
      for (const state of ['called', 'drawing', 'seating', 'appraisal']) delete stage[state]!.on!.postpone!.meta!.needs;
    }),
    foundBy: 'postpone (without a reason)',
    setting: late,
  },
  {
    bug: 'its node is met by meeting',
    mutation: guardThat('minutesSigned', () => () => []),
    foundBy: 'its node is met by signed minutes alone',
    setting: late,
  },
];

export const planted: readonly Planted[] = [...early, ...appraising, ...voting, ...afterwards];
