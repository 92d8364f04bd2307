/** Bugs planted into the certificate, each with what must find it and the setting in which it does. */
import { type AnyStateMachine, assign } from 'xstate';
import { certificate, certificateChart } from '../../../machines/certificate/certificate.ts';
import { granted, revocation } from '../../../machines/certificate/changes.ts';
import type { CertificateContext } from '../../../machines/certificate/context.ts';
import { payloadOf } from '../../../machines/certificate/guards.ts';
import type { Effect } from '../../../machines/lifecycle.ts';
import { forgetting, guardThat, type Mutation } from '../application/mutants.ts';
import { type ChartText, editedText, put } from '../chart-text.ts';

interface Planted {
  readonly bug: string;
  readonly mutation: Mutation;
  readonly foundBy: string;
  readonly setting: string;
}

const ALONE = 'one title, everybody’s word';
const PAIR = 'two titles';
const DELAYED = 'two titles, the later of a delayed review (五(二))';
const TWO = 'it is revoked by two persons who say the same, neither for the other';
const standing = ['active', 'questioned', 'questionOverdue'];

const edited =
  (edit: (states: ChartText) => void): Mutation =>
  (lifecycle) => {
    const config = editedText(certificate.config, edit) as Parameters<typeof certificateChart.createMachine>[0];
    const machine: AnyStateMachine = certificateChart.createMachine(config);
    return { ...lifecycle, machine };
  };

type Revoking = Parameters<typeof payloadOf>[0];
/** Both guards of a revocation, asked about another proposal or another actor. */
const bothGuards = (
  change: (of: { context: CertificateContext; event: Revoking }) => { context?: object; event?: object },
): Mutation => {
  const each = (name: string) =>
    guardThat(name, (ask) => (context, event, params) => {
      const changed = change({ context: context as CertificateContext, event: event as Revoking });
      return ask({ ...context, ...changed.context }, { ...event, ...changed.event }, params);
    });
  return (lifecycle) => each('proposing')(each('seconding')(lifecycle));
};

type Args = { context: CertificateContext; event: Parameters<typeof granted>[0] };
/** What a revocation sends, altered. */
const falling = (change: (effects: Effect[]) => Effect[]) =>
  edited((states) => {
    const params = ({ context, event }: Args) => change(revocation(context, event as Parameters<typeof revocation>[1]));
    for (const state of standing)
      states[state]!.on!.revoke!['1']!.actions = put([{ type: 'effect', params }, 'carryOut']);
  });
/** The dates a title is granted with, altered. */
const dated = (change: (title: { approvedOn: string; countsFrom: string }) => object) =>
  edited((states) => {
    const params = ({ event }: Args) => {
      const effect = granted(event) as Effect & { approvedOn: string; countsFrom: string };
      return { ...effect, ...change(effect) };
    };
    for (const branch of Object.values(states.unopened!.on!.open!))
      branch.actions = put(['issue', { type: 'effect', params }]);
  });

export const planted: readonly Planted[] = [
  {
    bug: 'one person revokes it alone, in two steps',
    mutation: bothGuards(({ context: { proposal } }) => ({
      context: { proposal: proposal && { ...proposal, by: '-' } },
    })),
    foundBy: TWO,
    setting: ALONE,
  },
  {
    bug: 'who acts for somebody counts as himself alone',
    mutation: bothGuards(({ event }) => ({
      event: { ride: { ...event.ride, actor: { ...event.ride.actor, onBehalfOf: null } } },
    })),
    foundBy: TWO,
    setting: ALONE,
  },
  {
    bug: 'the two may say different things',
    mutation: bothGuards(({ context: { proposal }, event }) => ({
      context: { proposal: proposal && { ...proposal, payload: payloadOf(event) } },
    })),
    foundBy: TWO,
    setting: ALONE,
  },
  {
    bug: 'the first word is enough',
    mutation: edited((states) => {
      states.active!.on!.revoke!['0']!.target = put('revoked');
    }),
    foundBy: TWO,
    setting: ALONE,
  },
  {
    bug: 'the first word is forgotten',
    mutation: (lifecycle) => ({
      ...lifecycle,
      machine: lifecycle.machine.provide({ actions: { propose: assign({ proposal: null }) } }),
    }),
    foundBy: 'two persons who say the same do revoke it',
    setting: ALONE,
  },
  {
    bug: 'a revoked one can be made active again',
    mutation: edited((states) => {
      const { meta, on } = states.questionOverdue!;
      states.revoked = put({ meta, on: { clearQuestion: on!.clearQuestion } });
    }),
    foundBy: 'a revoked one never becomes anything else',
    setting: ALONE,
  },
  {
    bug: 'the holder’s unit revokes it',
    mutation: edited((states) => {
      for (const branch of Object.values(states.active!.on!.revoke!))
        branch.meta = put({ ...branch.meta, by: ['organiserOfficer', 'bureauOfficer', 'unitAdmin'] });
    }),
    foundBy: 'must not be: revoke first by p-unit',
    setting: ALONE,
  },
  {
    bug: 'a revocation needs no document',
    mutation: edited((states) => {
      for (const branch of Object.values(states.active!.on!.revoke!))
        branch.meta = put({ ...branch.meta, needs: ['reason', 'secondPerson'] });
    }),
    foundBy: 'must not be: revoke first without a document',
    setting: ALONE,
  },
  {
    bug: 'the register does not hear of a revocation',
    mutation: falling((effects) => effects.filter((one) => one.kind !== 'write' || one.register !== 'title')),
    foundBy: 'the register says what it is',
    setting: ALONE,
  },
  {
    bug: 'the register does not hear of a new title',
    mutation: edited((states) => {
      for (const branch of Object.values(states.unopened!.on!.open!)) branch.actions = put('issue');
    }),
    foundBy: 'the register has what there is',
    setting: ALONE,
  },
  {
    bug: 'fraud bars nobody',
    mutation: falling((effects) => effects.filter((one) => one.kind !== 'write' || one.register !== 'bar')),
    foundBy: 'a breach bars, and what is none does not',
    setting: ALONE,
  },
  {
    bug: 'a bar is entered in no archive',
    mutation: falling((effects) => effects.filter((one) => one.kind !== 'write' || one.register !== 'integrity')),
    foundBy: 'a person is barred once, and it is entered',
    setting: ALONE,
  },
  {
    bug: 'anybody issues one',
    mutation: edited((states) => {
      for (const branch of Object.values(states.unopened!.on!.open!))
        branch.meta = put({ ...branch.meta, by: ['system', 'citizen'] });
    }),
    foundBy: 'must not be: open first by p-citizen',
    setting: ALONE,
  },
  {
    bug: 'a revocation asks about nothing',
    mutation: falling((effects) => effects.filter(({ kind }) => kind !== 'command')),
    foundBy: 'a title that rests on a fallen one is looked into',
    setting: PAIR,
  },
  {
    bug: 'a title on its way when the earlier one falls is issued as if nothing had been',
    mutation: guardThat('builtOn', (ask) => (context, event, params) => {
      const verdict = ask(context, event, { ...params, fallen: true });
      if (verdict === 'unknown') return verdict;
      return params.fallen === true ? 'elsewhere' : [];
    }),
    foundBy: 'a title that rests on a fallen one is looked into',
    setting: PAIR,
  },
  {
    bug: 'what fell on the very day of the confirmation is not looked at',
    mutation: guardThat('builtOn', (ask) => (context, event, params) => {
      const { ride } = event as { ride: { facts: { titles: { revokedOn: string | null }[] } } };
      const titles = ride.facts.titles.map((one) =>
        one.revokedOn === '2023-08-15' ? { ...one, revokedOn: null } : one,
      );
      return ask(context, { ...event, ride: { ...ride, facts: { ...ride.facts, titles } } }, params);
    }),
    foundBy: 'a title that rests on a fallen one is looked into',
    setting: PAIR,
  },
  {
    bug: 'earlier titles are asked about too',
    mutation: falling((effects) => [
      ...effects,
      {
        kind: 'command',
        lifecycle: 'certificate',
        case: '00000000-0000-4000-8000-0000000000c1',
        event: 'question',
        data: { title: '00000000-0000-4000-8000-0000000000c2' },
        envelope: {},
        accepts: ['CASE_ENDED', 'EVENT_NOT_ALLOWED'],
      },
    ]),
    foundBy: 'only what rests on a fallen title is asked about',
    setting: PAIR,
  },
  {
    bug: 'a question that is not looked into in time ends by itself',
    mutation: edited((states) => {
      states.questioned!.after!.titleQuestionDue!.target = put('active');
    }),
    foundBy: 'a question ends in one way',
    setting: PAIR,
  },
  {
    bug: 'a question that is not looked into in time revokes the title',
    mutation: edited((states) => {
      states.questioned!.after!.titleQuestionDue!.target = put('revoked');
    }),
    foundBy: TWO,
    setting: PAIR,
  },
  {
    bug: 'a question has no day',
    mutation: edited((states) => {
      delete states.questioned!.after;
    }),
    foundBy: 'what is in question has its day',
    setting: PAIR,
  },
  {
    bug: 'the holder answers the question himself',
    mutation: edited((states) => {
      const { clearQuestion } = states.questioned!.on!;
      clearQuestion!.meta!.by = put(['applicant', 'bureauOfficer']);
    }),
    foundBy: 'must not be: clearQuestion later by p-holder',
    setting: PAIR,
  },
  {
    bug: 'a question is cleared without a reason',
    mutation: edited((states) => {
      states.questioned!.on!.clearQuestion!.meta!.needs = put(['document']);
    }),
    foundBy: 'must not be: clear later without a reason',
    setting: PAIR,
  },
  {
    bug: 'what was looked into stays open',
    mutation: forgetting('clear'),
    foundBy: 'what was looked into is closed',
    setting: PAIR,
  },
  {
    bug: 'a title in question cannot be revoked',
    mutation: edited((states) => {
      for (const state of ['questioned', 'questionOverdue']) delete states[state]!.on!.revoke;
    }),
    foundBy: 'a title in question can fall',
    setting: PAIR,
  },
  {
    bug: '五(二) is forgotten',
    mutation: dated(({ approvedOn }) => ({ countsFrom: approvedOn })),
    foundBy: 'years count as 五(二) says',
    setting: DELAYED,
  },
  {
    bug: 'years count from the end of the year of application, whenever it was approved',
    mutation: dated(() => ({ countsFrom: '2022-12-31' })),
    foundBy: 'years never count from after the approval',
    setting: DELAYED,
  },
  {
    bug: 'the certificate prints the day years count from',
    mutation: dated(({ countsFrom }) => ({ approvedOn: countsFrom })),
    foundBy: 'it prints the day of its confirmation',
    setting: DELAYED,
  },
];
