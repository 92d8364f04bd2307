/** Bugs planted into the duty's chart, each with the property that must find it. */
import type { AnyStateMachine } from 'xstate';
import { duty } from '../../../machines/duty/duty.ts';
import { dutyChart } from '../../../machines/duty/setup.ts';
import { forgetting, guardThat, ignoring, type Mutation } from '../application/mutants.ts';
import type { Setting } from './cast.ts';
import { settings } from './cast.ts';

export interface PlantedInDuty {
  readonly bug: string;
  readonly mutation: Mutation;
  readonly foundBy: string;
  readonly setting: Setting;
}

type Text = { [key: string]: Text };

/** The chart built anew from an edited copy of its text. @throws Error for an edit that changes nothing. */
function edited(edit: (stages: Text) => void): Mutation {
  return (lifecycle) => {
    const text = copy(duty.config) as Text;
    const before = JSON.stringify(text);
    edit(text.states!.underway!.states!);
    if (JSON.stringify(text) === before) throw new Error('the edit changed nothing');
    const config: unknown = text;
    const machine: AnyStateMachine = dutyChart.createMachine(config as Parameters<typeof dutyChart.createMachine>[0]);
    return { ...lifecycle, machine };
  };
}

/** Functions are kept: XState calls them, nothing edits them. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner)]));
}

const put = (value: unknown): Text => value as Text;
const { vacancies, hours, rosterOfUnit } = settings;

export const plantedInDuty: readonly PlantedInDuty[] = [
  {
    bug: 'what came late is accepted as if it had come in time',
    mutation: ignoring('acceptable', 'HANDED_IN_LATE'),
    foundBy: 'what came late is accepted with a reason only, and what came in time without',
    setting: vacancies,
  },
  {
    bug: 'late acceptance needs no reason',
    mutation: edited(({ stage }) => {
      stage!.states!.underReview!.on!.acceptLate!.meta!.needs = put(['signature']);
    }),
    foundBy: 'what came late is accepted with a reason only, and what came in time without',
    setting: vacancies,
  },
  {
    bug: 'an acceptance needs no signature',
    mutation: edited(({ stage }) => {
      delete stage!.states!.underReview!.on!.accept!.meta!.needs;
    }),
    foundBy: 'an acceptance is signed',
    setting: vacancies,
  },
  {
    bug: 'a miss is forgotten',
    mutation: forgetting('miss'),
    foundBy: 'an overdue duty never forgets that it was overdue',
    setting: vacancies,
  },
  {
    bug: 'what is overdue and sent back is owed as if nothing had been',
    mutation: guardThat(
      'owedSince',
      (ask) => (context, event, params) => ask({ ...context, overdue: false }, event, params),
    ),
    foundBy: 'an overdue duty never forgets that it was overdue',
    setting: hours,
  },
  {
    bug: 'a form is accepted before it is taken up',
    mutation: edited(({ stage }) => {
      const { submitted, underReview } = stage!.states!;
      submitted!.on!.accept = underReview!.on!.accept!;
    }),
    foundBy: 'a form is accepted only once it was handed in and taken up',
    setting: vacancies,
  },
  {
    bug: 'what is sent back throws out what was accepted before',
    mutation: guardThat(
      'inForce',
      (ask) => (context, event, params) =>
        'ride' in event && (event.ride as { stands: string }).stands.startsWith('underReview')
          ? 'elsewhere'
          : ask(context, event, params),
    ),
    foundBy: 'the season ends as the last acceptance says',
    setting: rosterOfUnit,
  },
  {
    bug: 'the owner accepts his own form',
    mutation: edited(({ stage }) => {
      stage!.states!.underReview!.on!.accept!.meta!.by = put(['owner', 'reviewer']);
    }),
    foundBy: 'only its owner hands in over the web, only its reviewer at the counter; only the reviewer decides',
    setting: vacancies,
  },
  {
    bug: 'the owner writes down the hour at the counter himself',
    mutation: edited(({ stage }) => {
      for (const state of ['owed', 'returned', 'overdue', 'accepted', 'acceptedLate']) {
        stage!.states![state]!.on!.handIn![1]!.meta!.by = put(['owner']);
      }
    }),
    foundBy: 'only its owner hands in over the web, only its reviewer at the counter; only the reviewer decides',
    setting: vacancies,
  },
  {
    bug: 'a form that only the counter takes comes over the web',
    mutation: ignoring('receivable', 'NOT_ONLINE'),
    foundBy: 'a form comes by the channels it is taken on',
    setting: hours,
  },
  {
    bug: 'an accepted form fixes nothing',
    mutation: edited(({ stage }) => {
      stage!.states!.underReview!.on!.accept!.actions = put('accept');
    }),
    foundBy: 'an acceptance writes what the form says, and nothing else writes',
    setting: vacancies,
  },
  {
    bug: 'nobody hears of a miss',
    mutation: edited(({ stage }) => {
      stage!.states!.owed!.after!.dutyDue!.actions = put('miss');
    }),
    foundBy: 'whoever misses the day is told, and so is whoever waits for the form',
    setting: vacancies,
  },
  {
    bug: 'the reviewer is left with what is overdue',
    mutation: edited(({ stage }) => {
      stage!.states!.overdue!.meta!.holder = put('reviewer');
    }),
    foundBy: 'one organisation has it in hand, and answers for what is overdue',
    setting: vacancies,
  },
  {
    bug: 'what was accepted late counts as in time when the season ends',
    mutation: edited(({ season }) => {
      const branches = season!.states!.running!.after!.dutyClosing!;
      branches[1]!.target = put('#fulfilled');
    }),
    foundBy: 'the season ends as the last acceptance says',
    setting: vacancies,
  },
];
