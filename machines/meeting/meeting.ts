import { assign, setup } from 'xstate';
import { atDue, by, clockOf, heldBy } from '../application/meta.ts';
import { type Deadline, deadlines } from '../deadlines.ts';
import type { Effect, Ride, StateMeta, TransitionMeta, Verdict } from '../lifecycle.ts';
import { passes } from '../verdict.ts';
import { changes } from './changes.ts';
import { type MeetingContext, uncalled } from './context.ts';
import { effects } from './effects.ts';
import type { MeetingEvent } from './events.ts';
import { type MeetingGuardName, meetingGuards } from './guards.ts';

/**
 * One sitting of a committee over a list of cases (二(二)1, 二(二)5; 令40 第11、19–25条; domain §2.4, A23, A49, A54): called, its
 * experts drawn, who is biased recused, the roll called, groups heard, ballots cast and counted, minutes signed and filed.
 */

type GuardParams<N extends MeetingGuardName> = Parameters<(typeof meetingGuards)[N]>[2];
type ChangeName = keyof typeof changes;
type ChangeParams<N extends ChangeName> = Parameters<(typeof changes)[N]>[2];
type Args = { context: MeetingContext; event: MeetingEvent };
type WrappedGuards = { [N in MeetingGuardName]: (args: Args, params: GuardParams<N>) => boolean };

/** XState asks yes or no; the step asks the same function why. A chart event always carries its ride, a timer's too. */
function wrapGuards(): WrappedGuards {
  const wrap =
    (guard: (context: MeetingContext, event: never, params: never) => Verdict) =>
    ({ context, event }: Args, params: unknown) =>
      passes(guard(context, event as never, params as never));
  return Object.fromEntries(Object.entries(meetingGuards).map(([name, guard]) => [name, wrap(guard)])) as WrappedGuards;
}

function change<N extends ChangeName>(name: N) {
  const compute = changes[name] as (
    context: MeetingContext,
    event: { data?: unknown; ride: Ride },
    params: ChangeParams<N>,
  ) => Partial<MeetingContext>;
  return assign<MeetingContext, MeetingEvent, ChangeParams<N>, MeetingEvent, never>(({ context, event }, params) =>
    compute(context, event, params),
  );
}

const secretary = ['committeeSecretary'] as const;

/** 不能召开、中止: what is on the agenda waits for another sitting. */
const postpone = {
  target: '#postponed',
  actions: effects.sendBack,
  meta: by(secretary, '令40 第19条', 'reason'),
} as const;
const cancelMeeting = {
  target: '#cancelled',
  actions: effects.sendBack,
  meta: by(['organiserOfficer'], '二(二)1', 'reason'),
} as const;

/** 令40 第25条: the expert says so, or the office finds it. */
const recusing = {
  declareRecusal: { guard: 'declarable', actions: 'declareRecusal', meta: by(['expert'], '令40 第25条') },
  recordRecusal: {
    guard: 'recordable',
    actions: 'recordRecusal',
    meta: by(secretary, '令40 第25条', 'reason', 'document'),
  },
} as const;

export const meetingChart = setup({
  types: {} as {
    context: MeetingContext;
    events: MeetingEvent;
    meta: StateMeta;
    transitionMeta: TransitionMeta;
  },
  guards: wrapGuards(),
  actions: {
    effect: (_args: Args, _effect: Effect | readonly Effect[]) => {},
    call: change('call'),
    takeShare: change('takeShare'),
    seat: change('seat'),
    declareRecusal: change('declareRecusal'),
    recordRecusal: change('recordRecusal'),
    callRoll: change('callRoll'),
    recordDeparture: change('recordDeparture'),
    recordGroupOpinion: change('recordGroupOpinion'),
    openVoting: change('openVoting'),
    takeCounts: change('takeCounts'),
    sign: change('sign'),
  },
  delays: Object.fromEntries(deadlines.map((name) => [name, 1])) as Record<Deadline, number>,
});

export const meeting = meetingChart.createMachine({
  id: 'meeting',
  context: uncalled,
  initial: 'unopened',
  states: {
    unopened: {
      meta: { holder: null, clause: '令40 第19条' },
      on: {
        open: {
          guard: 'callable',
          target: 'underway',
          actions: [effects.list, 'call'],
          meta: by(secretary, '令40 第19条'),
        },
      },
    },
    underway: {
      type: 'parallel',
      meta: { holder: null, clause: '令40 第19条' },
      states: {
        stage: {
          initial: 'called',
          meta: { holder: null, clause: '令40 第19条' },
          states: {
            called: {
              ...heldBy('filingOfficer', '令40 第11条'),
              on: {
                contributeShare: {
                  target: 'drawing',
                  actions: 'takeShare',
                  meta: by(['filingOfficer'], '令40 第11条'),
                },
                postpone,
                cancelMeeting,
              },
            },
            drawing: {
              ...heldBy('committeeSecretary', '令40 第11条'),
              on: {
                drawExperts: {
                  guard: 'drawable',
                  target: 'seating',
                  actions: 'seat',
                  meta: by(secretary, '令40 第11条'),
                },
                postpone,
                cancelMeeting,
              },
            },
            seating: {
              ...heldBy('committeeSecretary', '令40 第19条'),
              on: {
                ...recusing,
                callRoll: {
                  guard: 'rollable',
                  target: 'appraisal',
                  actions: [effects.convene, 'callRoll'],
                  meta: by(secretary, '令40 第19条'),
                },
                postpone,
                cancelMeeting,
              },
            },
            appraisal: {
              ...heldBy('committeeSecretary', '令40 第20条'),
              on: {
                ...recusing,
                recordDeparture: {
                  guard: 'departable',
                  actions: 'recordDeparture',
                  meta: by(secretary, '令40 第19条'),
                },
                recordGroupOpinion: {
                  guard: 'appraisable',
                  actions: [effects.tellOpinions, 'recordGroupOpinion'],
                  meta: by(secretary, '令40 第20条', 'document'),
                },
                openVoting: {
                  guard: 'votable',
                  target: 'voting',
                  actions: [effects.openUrns, 'openVoting'],
                  meta: by(secretary, '令40 第20条'),
                },
                postpone,
              },
            },
            /** Nothing else ends a vote: a round that is broken off would be a partial tally (reliability H57). */
            voting: {
              ...heldBy('committeeSecretary', '令40 第20条'),
              on: {
                closeVoting: [
                  {
                    guard: { type: 'closable', params: { decided: true } },
                    target: 'counted',
                    actions: [effects.closeUrns, 'takeCounts'],
                    meta: by(secretary, '令40 第20条'),
                  },
                  {
                    guard: { type: 'closable', params: { decided: false } },
                    target: '#postponed',
                    actions: [effects.closeUrns, 'takeCounts'],
                    meta: by(secretary, '令40 第20条'),
                  },
                ],
              },
            },
            counted: {
              ...heldBy('expert', '令40 第23条'),
              on: {
                signMinutes: [
                  {
                    guard: { type: 'signable', params: { last: false } },
                    actions: { type: 'sign', params: { last: false } },
                    meta: by(['expert'], '令40 第23条', 'signature'),
                  },
                  {
                    guard: { type: 'signable', params: { last: true } },
                    target: 'signed',
                    actions: [effects.tellDecisions, { type: 'sign', params: { last: true } }],
                    meta: by(['expert'], '令40 第23条', 'signature'),
                  },
                ],
              },
            },
            signed: {
              initial: 'inTime',
              ...heldBy('filingOfficer', '二(二)1'),
              on: {
                announceDecisions: {
                  guard: 'announceable',
                  actions: effects.tellAgain,
                  meta: by(secretary, '令40 第23条', 'signature'),
                },
                fileMeeting: {
                  guard: 'fileable',
                  target: '#filed',
                  meta: by(['filingOfficer'], '二(二)1', 'document'),
                },
              },
              states: {
                inTime: {
                  ...heldBy('filingOfficer', '二(二)1'),
                  after: { minutesFilingDue: { target: 'late', meta: atDue('二(二)1') } },
                },
                late: { ...heldBy('filingOfficer', '二(二)1') },
              },
            },
          },
        },
        /** Judged once, at the committee's node (domain A39): met by signed minutes. It records and moves nothing. */
        meetingNode: {
          initial: 'ahead',
          ...clockOf('五(一)'),
          states: {
            ahead: {
              ...clockOf('五(一)'),
              after: {
                meetingDue: [
                  { guard: 'minutesSigned', target: 'met', meta: atDue('五(一)') },
                  { target: 'overrun', meta: atDue('五(一)') },
                ],
              },
            },
            met: clockOf('五(一)'),
            overrun: clockOf('五(一)'),
          },
        },
      },
    },
    filed: { id: 'filed', type: 'final', meta: { holder: null, clause: '二(二)1', ended: true } },
    postponed: { id: 'postponed', type: 'final', meta: { holder: null, clause: '令40 第19条', ended: true } },
    cancelled: { id: 'cancelled', type: 'final', meta: { holder: null, clause: '二(二)1', ended: true } },
  },
});
