/** What carries the property, removed one at a time: guards that let everything through, commands and changes that are lost. */

import { assign, type MachineContext } from 'xstate';
import type { BlockerCode } from '../../../machines/blocker-codes.ts';
import type { LifecycleName } from '../../../machines/lifecycle.ts';
import { forgetting, guardThat, ignoring, type Mutation, misled } from '../application/mutants.ts';
import { charts, enough } from './bounds.ts';
import type { Bounds, Broken } from './joint.ts';

/** What its removal leads to. */
export type Leads =
  /** A certificate that should not be there. */
  | 'way'
  /** A command that is refused, and its sender does not reckon with that. */
  | 'refusal'
  /** No certificate at all. */
  | 'standstill'
  /** Nothing: something else holds as well. */
  | 'nothing';

export interface Removed {
  readonly what: string;
  readonly broken: Broken;
  readonly bounds: Bounds;
  readonly leads: Leads;
  /** Where it leads to nothing: what holds as well. */
  readonly because?: string;
  /** Looked at by `npm run explore` alone. */
  readonly long?: true;
}

const changed = (name: LifecycleName, ...mutations: readonly Mutation[]): Broken => ({
  lifecycles: { ...charts, [name]: mutations.reduce((chart, mutation) => mutation(chart), charts[name]) },
});
const lost = (from: LifecycleName, event: string): Broken => ({
  lifecycles: charts,
  lost: (sender, sent) => sender === from && sent === event,
});
const heedless = (name: string, code: BlockerCode) => changed('application', ignoring(name, code));
const open = () => () => [];

/** A change that is made to another context than it should be. */
const undone =
  (action: string, also: (context: MachineContext) => object): Mutation =>
  (lifecycle) => ({
    ...lifecycle,
    machine: lifecycle.machine.provide({ actions: { [action]: assign(({ context }) => also(context)) } }),
  });

const matters = enough({ matters: 1 }, 1, ['complain']);
const plain = enough({}, 0);
const gap = enough({ missed: 1 }, 1);
const returned = enough({ returns: 1, notices: 2 }, 1, ['return']);
const down = enough({ notices: 2 }, 1, ['takeDown']);

const ofApplication: readonly Removed[] = [
  {
    what: 'confirm: every notice must be proved',
    broken: heedless('confirmable', 'PUBLICITY_UNPROVED'),
    bounds: plain,
    leads: 'way',
  },
  { what: 'confirm: nothing may be open', broken: heedless('confirmable', 'CASE_HELD'), bounds: matters, leads: 'way' },
  {
    what: 'a publicity’s end asks whether something is open',
    broken: changed('application', guardThat('clear', open)),
    bounds: matters,
    leads: 'nothing',
    because: 'what is open is remembered, and confirm and every step before it ask for it',
  },
  {
    what: 'that something is open is remembered',
    broken: changed('application', forgetting('openMatter')),
    bounds: matters,
    leads: 'way',
  },
  {
    what: 'publish: the notice shows what is to be shown',
    broken: changed('application', guardThat('showsContent', open)),
    bounds: returned,
    leads: 'way',
  },
  {
    what: 'what was published is told from what was corrected since',
    broken: changed(
      'application',
      misled('verified', ({ context }) => {
        const ran = context.ran as { internal: string | null };
        return { context: { ...context, ran: { ...ran, internal: ran.internal === null ? null : context.content } } };
      }),
    ),
    bounds: returned,
    leads: 'way',
  },
  {
    what: 'corrected content is remembered',
    broken: changed('application', forgetting('rememberContent')),
    bounds: returned,
    leads: 'way',
  },
  {
    what: 'the policy review is published',
    broken: changed(
      'application',
      misled('policyPassable', ({ params }) => ({ params: { publish: !params.publish } })),
    ),
    bounds: plain,
    leads: 'way',
  },
  {
    what: 'unpublish and prolong: only of the notice that shows the case',
    broken: changed('application', guardThat('shownBy', open)),
    bounds: down,
    leads: 'nothing',
    because:
      'a publicity that is broken off by another’s notice begins anew, and no certificate is given without its proof',
  },
  {
    what: 'decide: two thirds of the members',
    broken: heedless('decided', 'QUORUM_MISSING'),
    bounds: plain,
    leads: 'nothing',
    because: 'the sitting does not count what has no quorum',
  },
  {
    what: 'decide: two thirds of those present',
    broken: changed(
      'application',
      guardThat('decided', (ask) => (context, event, params) => {
        const { data } = event as { data?: { present: number } };
        const told = data === undefined ? event : { ...event, data: { ...data, yes: data.present } };
        return ask(context, told, params);
      }),
    ),
    bounds: plain,
    leads: 'way',
  },
  {
    what: 'decide: only by the sitting that has the case',
    broken: heedless('decided', 'MEETING_DIFFERS'),
    bounds: enough({ sittings: 2 }, 1, ['postpone']),
    leads: 'nothing',
    because: 'whatever sitting tells it, its vote was taken with quorum under signed minutes',
  },
];

const ofNotice: readonly Removed[] = [
  {
    what: 'conclude: its days are over and were seen',
    broken: changed('notice', guardThat('shownWhole', open)),
    bounds: gap,
    leads: 'way',
  },
  {
    what: 'reportGap: the gap was observed',
    broken: changed('notice', guardThat('gapShown', open)),
    bounds: gap,
    leads: 'nothing',
    because: 'a gap that never was only prolongs; that its end counts as accounted for hides no other',
  },
  {
    what: 'a gap adds its days',
    broken: changed(
      'notice',
      undone('account', (context) => ({ ...context, accountedThrough: Number.MAX_SAFE_INTEGER, endedAt: null })),
    ),
    bounds: gap,
    leads: 'way',
  },
  {
    what: 'only what waits for it is listed',
    long: true,
    broken: changed('notice', guardThat('draftable', open), guardThat('postable', open)),
    bounds: plain,
    leads: 'nothing',
    because: 'a case takes no notice of what shows it where it does not wait for it',
  },
];

const ofMeeting: readonly Removed[] = [
  {
    what: 'minutes are signed by whoever presided',
    broken: changed('meeting', ignoring('signable', 'NOT_TO_SIGN')),
    bounds: plain,
    leads: 'way',
  },
  {
    what: 'who has not voted is named',
    broken: changed('meeting', ignoring('closable', 'BALLOTS_MISSING')),
    bounds: plain,
    leads: 'nothing',
    because: 'fewer ballots than two thirds of the members decide nothing',
  },
  {
    what: 'the roll: two thirds of the members',
    broken: changed('meeting', ignoring('rollable', 'QUORUM_MISSING')),
    bounds: plain,
    leads: 'nothing',
    because: 'opening the vote and counting ask for the quorum again, case by case',
  },
  {
    what: 'only queued cases are called',
    broken: changed('meeting', guardThat('callable', open)),
    bounds: plain,
    leads: 'nothing',
    because: 'the roll-call postpones what stands elsewhere, and such a case takes no decision',
  },
];

const between: readonly Removed[] = [
  { what: 'a notice tells that it is posted', broken: lost('notice', 'publish'), bounds: plain, leads: 'standstill' },
  {
    what: 'a notice tells that it is taken down',
    broken: lost('notice', 'unpublish'),
    bounds: down,
    leads: 'nothing',
    because: 'confirm asks for the proof of the notice that showed the case: it waits for ever',
  },
  {
    what: 'a notice tells of a gap',
    broken: lost('notice', 'prolong'),
    bounds: gap,
    leads: 'nothing',
    because: 'the case goes on early, and confirm waits for the notice to be proved',
  },
  {
    what: 'a case that leaves its publicity leaves the notice',
    broken: lost('application', 'delist'),
    bounds: returned,
    leads: 'nothing',
    because: 'the notice keeps the case from others until it is over',
  },
  { what: 'a sitting tells its decision', broken: lost('meeting', 'decide'), bounds: plain, leads: 'standstill' },
  { what: 'a sitting tells that it begins', broken: lost('meeting', 'convene'), bounds: plain, leads: 'standstill' },
  {
    what: 'what one case tells another arrives in order',
    broken: { lifecycles: charts, overtaking: true },
    bounds: down,
    leads: 'nothing',
    because: 'a case that hears of a posting after the taking down waits for a proof that never comes',
  },
];

export const removals: readonly Removed[] = [...ofApplication, ...ofNotice, ...ofMeeting, ...between];
