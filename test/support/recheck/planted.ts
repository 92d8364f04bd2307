/** Bugs planted into the recheck, and into what it reopens, each with what must find it. */
import type { AnyStateMachine } from 'xstate';
import type { Lifecycle } from '../../../machines/lifecycle.ts';
import { recheck, recheckChart } from '../../../machines/recheck/recheck.ts';
import { guardThat, ignoring, type Mutation } from '../application/mutants.ts';
import { type ChartText, editedText, put } from '../chart-text.ts';
import type { Charts } from './moves.ts';

interface Planted {
  readonly bug: string;
  readonly mutation: (charts: Charts) => Charts;
  readonly foundBy: string;
}

const inRecheck =
  (mutation: Mutation): Planted['mutation'] =>
  (charts) => ({ ...charts, recheck: mutation(charts.recheck) });
const inApplication =
  (mutation: Mutation): Planted['mutation'] =>
  (charts) => ({ ...charts, application: mutation(charts.application) });
const edited = (edit: (states: ChartText) => void): Planted['mutation'] =>
  inRecheck((lifecycle: Lifecycle) => {
    const config = editedText(recheck.config, edit) as Parameters<typeof recheckChart.createMachine>[0];
    const machine: AnyStateMachine = recheckChart.createMachine(config);
    return { ...lifecycle, machine };
  });

/** Whoever decides is asked about in another way. */
const asIf = (change: (event: { ride: { actor: object } }) => object): Planted['mutation'] =>
  inRecheck(
    guardThat('decidable', (ask) => (context, event, params) => {
      const { ride } = event as { ride: { actor: object } };
      return ask(context, { ...event, ride: { ...ride, actor: change({ ride }) } }, params);
    }),
  );

const decided = ['requested', 'decisionOverdue', 'complained', 'complaintOverdue'];
const HAND = 'it is decided by somebody who had no hand in it';
const ONCE = 'it is asked for once a ground, one at a time, and not after one was granted';

export const planted: readonly Planted[] = [
  { bug: 'anybody decides', mutation: inRecheck(ignoring('decidable', 'SAME_PERSON')), foundBy: HAND },
  {
    bug: 'who acts for somebody counts as himself alone',
    mutation: asIf(({ ride }) => ({ ...ride.actor, onBehalfOf: null })),
    foundBy: HAND,
  },
  {
    bug: 'the applicant is no hand',
    mutation: inRecheck(
      guardThat(
        'decidable',
        (ask) => (context, event, params) =>
          ask({ ...context, route: { ...(context.route as object), applicant: 'nobody' } }, event, params),
      ),
    ),
    foundBy: HAND,
  },
  {
    bug: 'who decided what was asked before is forgotten',
    mutation: inRecheck(
      guardThat(
        'decidable',
        (ask) => (context, event, params) =>
          ask({ ...context, hands: (context.hands as string[]).slice(0, 3) }, event, params),
      ),
    ),
    foundBy: HAND,
  },
  { bug: 'it may be asked for again', mutation: inRecheck(ignoring('requestable', 'RECHECK_KNOWN')), foundBy: ONCE },
  {
    bug: 'what a recheck reopened may be rechecked',
    mutation: inRecheck(ignoring('requestable', 'RECHECK_FINAL')),
    foundBy: 'must not be: open first of what a recheck reopened',
  },
  {
    bug: 'anything may be rechecked',
    mutation: inRecheck(ignoring('requestable', 'NO_RECHECK')),
    foundBy: 'must not be: open first of a certificate',
  },
  {
    bug: 'it may be asked for at any time',
    mutation: inRecheck(ignoring('requestable', 'RECHECK_TOO_LATE')),
    foundBy: 'it is asked for within ten working days',
  },
  {
    bug: 'anybody’s result may be doubted by anybody',
    mutation: inRecheck(ignoring('requestable', 'RESULT_UNKNOWN')),
    foundBy: 'must not be: open first by p-other',
  },
  {
    bug: 'it is asked for over and over, for the register is not told',
    mutation: edited((states) => {
      for (const branch of Object.values(states.unopened!.on!.open!)) branch.actions = put('request');
    }),
    foundBy: 'the register says what was asked',
  },
  {
    bug: 'the organiser decides on complaints about himself',
    mutation: edited((states) => {
      for (const state of ['complained', 'complaintOverdue'])
        states[state]!.on!.grant!.meta!.by = put(['organiserOfficer', 'filingOfficer']);
    }),
    foundBy: 'a result is decided on by its organiser, a procedure by the filing authority',
  },
  {
    bug: 'a decision needs no reason',
    mutation: edited((states) => {
      for (const state of decided) states[state]!.on!.grant!.meta!.needs = put(['document']);
    }),
    foundBy: 'must not be: grant first without a reason',
  },
  {
    bug: 'what nobody decides in time is granted',
    mutation: edited((states) => {
      states.requested!.after!.recheckDecisionDue!.target = put('granted');
    }),
    foundBy: 'a day that passes decides nothing',
  },
  {
    bug: 'what nobody decides in time is refused',
    mutation: edited((states) => {
      states.complained!.after!.complaintDecisionDue!.target = put('refused');
    }),
    foundBy: 'a day that passes decides nothing',
  },
  {
    bug: 'a decision may be waited for without a day',
    mutation: edited((states) => {
      delete states.complained!.after;
    }),
    foundBy: 'what waits has its day',
  },
  {
    bug: 'what is refused reopens all the same',
    mutation: edited((states) => {
      const { grant, refuse } = states.requested!.on!;
      refuse!.actions = grant!.actions!;
    }),
    foundBy: 'a case is asked for by a grant',
  },
  {
    bug: 'what is granted reopens nothing',
    mutation: edited((states) => {
      delete states.requested!.on!.grant!.actions;
    }),
    foundBy: 'a case is asked for by a grant',
  },
  {
    bug: 'it counts as reopened as soon as it is granted',
    mutation: edited((states) => {
      states.requested!.on!.grant!.target = put('reopened');
    }),
    foundBy: 'only a case that is open makes a recheck reopened',
  },
  {
    bug: 'it is asked for again without a vacancy',
    mutation: inRecheck(ignoring('vacant', 'NO_VACANCY')),
    foundBy: 'a case is asked for by a grant, and again by the organiser where a vacancy is',
  },
  {
    bug: 'the organiser retracts it for the applicant',
    mutation: edited((states) => {
      states.requested!.on!.retract!.meta!.by = put(['applicant', 'organiserOfficer']);
    }),
    foundBy: 'must not be: retract first',
  },
  {
    bug: 'one that was refused is retracted afterwards, as if it had never been asked for',
    mutation: edited((states) => {
      const { meta, on } = states.decisionOverdue!;
      states.refused = put({ meta, on: { retract: on!.retract } });
    }),
    foundBy: 'an ended recheck takes nothing',
  },
  {
    bug: 'a result is reopened twice',
    mutation: inApplication(ignoring('opening', 'REOPENED_ALREADY')),
    foundBy: 'a result is reopened at most once',
  },
  {
    bug: 'a result is reopened beyond the vacancies',
    mutation: inApplication(ignoring('opening', 'NO_VACANCY')),
    foundBy: 'a case is reopened within the vacancies',
  },
];
