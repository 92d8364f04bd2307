import { describe, expect, test } from 'vitest';
import { assign, raise } from 'xstate';
import { lint } from '../../machines/lint.ts';
import { assertSound, currentLifecycle, lifecycleOf } from '../../machines/registry.ts';
import { held, type Part, part, sent, smallLifecycle } from '../support/charts.ts';

/** Each rule of the fence has a chart that breaks it, and the registry refuses to load that chart. */

const due = { by: ['clock'], clause: '二(二)3' } as const;
const states = (text: Part) => text.states!;

const broken: readonly { rule: string; change: (text: Part) => void; finding: RegExp }[] = [
  {
    rule: 'a misspelt target',
    change: (text) => {
      states(text).editing!.on!.submit!.target = part('#small.submited');
    },
    finding: /submited/,
  },
  {
    rule: 'a deadline that is not in the closed list',
    change: (text) => {
      states(text).editing!.after = part({ clickWindowEnds: { target: 'locked', meta: due } });
    },
    finding: /small\.editing after clickWindowEnds: unknown deadline/,
  },
  {
    rule: 'a delay in milliseconds',
    change: (text) => {
      states(text).editing!.after = part({ 1000: { target: 'locked', meta: due } });
    },
    finding: /small\.editing after 1000: unknown deadline/,
  },
  {
    rule: 'a state without a meta',
    change: (text) => {
      delete states(text).locked!.meta;
    },
    finding: /small\.locked: no meta/,
  },
  {
    rule: 'a holder that is no role',
    change: (text) => {
      states(text).locked!.meta = part({ holder: 'aplicant', clause: '二(二)3' });
    },
    finding: /small\.locked: no meta/,
  },
  {
    rule: 'a transition without a meta',
    change: (text) => {
      delete states(text).editing!.on!.submit!.meta;
    },
    finding: /small\.editing on submit: no meta/,
  },
  {
    rule: 'a transition that nobody may send',
    change: (text) => {
      states(text).editing!.on!.submit!.meta = part({ by: [], clause: '二(二)3' });
    },
    finding: /small\.editing on submit: no meta/,
  },
  {
    rule: 'a timer without a meta',
    change: (text) => {
      delete states(text).editing!.after!.clickWindowEnd!.meta;
    },
    finding: /after clickWindowEnd: no meta/,
  },
  {
    rule: 'a timer whose last branch has a guard',
    change: (text) => {
      states(text).editing!.after!.clickWindowEnd!.guard = part('allowed');
    },
    finding: /after clickWindowEnd: its last branch has a guard/,
  },
  {
    rule: 'a timer that does not leave the state that armed it',
    change: (text) => {
      delete states(text).editing!.after!.clickWindowEnd!.target;
    },
    finding: /after clickWindowEnd: does not leave the state that armed it/,
  },
  {
    rule: 'a timer that enters its own state anew',
    change: (text) => {
      states(text).editing!.after!.clickWindowEnd = part({ target: 'editing', reenter: true, meta: due });
    },
    finding: /after clickWindowEnd: does not leave the state that armed it/,
  },
  {
    rule: 'a timer that leads to a child of its state',
    change: (text) => {
      const { editing } = states(text);
      editing!.initial = part('early');
      editing!.states = part({ early: { meta: held }, late: { meta: held } });
      editing!.after!.clickWindowEnd!.target = part('.late');
    },
    finding: /after clickWindowEnd: does not leave the state that armed it/,
  },
  {
    rule: 'a branch behind one that is always taken',
    change: (text) => {
      const { submit } = states(text).editing!.on!;
      states(text).editing!.on!.submit = part([{ ...submit, guard: undefined }, submit]);
    },
    finding: /small\.editing on submit: a branch is never reached/,
  },
  {
    rule: 'an inline guard',
    change: (text) => {
      states(text).editing!.on!.submit!.guard = part(() => true);
    },
    finding: /small\.editing on submit: an inline, composed or unknown guard/,
  },
  {
    rule: 'a guard that nobody wrote',
    change: (text) => {
      states(text).editing!.on!.submit!.guard = part('alowed');
    },
    finding: /small\.editing on submit: an inline, composed or unknown guard/,
  },
  {
    rule: 'a timer’s guard that nobody wrote',
    change: (text) => {
      const leave = { target: 'locked', meta: due };
      states(text).editing!.after!.clickWindowEnd = part([{ ...leave, guard: 'alowed' }, leave]);
    },
    finding: /after clickWindowEnd: an inline, composed or unknown guard/,
  },
  {
    rule: 'an inline action',
    change: (text) => {
      states(text).editing!.entry = part(assign({}));
    },
    finding: /small\.editing: an inline or unknown action/,
  },
  {
    rule: 'an action that raises an event',
    change: (text) => {
      states(text).editing!.on!.submit!.actions = part(raise({ type: 'submit' }));
    },
    finding: /small\.editing on submit: an inline or unknown action/,
  },
  {
    rule: 'an action that nobody wrote',
    change: (text) => {
      states(text).editing!.on!.submit!.actions = part('notes');
    },
    finding: /small\.editing on submit: an inline or unknown action/,
  },
  {
    rule: 'a wildcard',
    change: (text) => {
      states(text).editing!.on!['*'] = part({ target: 'locked', meta: sent });
    },
    finding: /on \*: a wildcard or an internal event/,
  },
  {
    rule: 'an event of XState’s own',
    change: (text) => {
      states(text).editing!.on!['xstate.done.actor.check'] = part({ target: 'locked', meta: sent });
    },
    finding: /a wildcard or an internal event/,
  },
  {
    rule: 'a transition for when a child is done',
    change: (text) => {
      states(text).editing!.onDone = part({ target: 'locked', meta: sent });
    },
    finding: /a wildcard or an internal event/,
  },
  {
    rule: 'an event that is in no contract',
    change: (text) => {
      states(text).editing!.on!.submitted = part({ target: 'locked', meta: sent });
    },
    finding: /on submitted: no such event in the contract/,
  },
  {
    rule: 'a transition without an event',
    change: (text) => {
      states(text).locked!.always = part({ target: 'submitted', guard: 'refused', meta: sent });
    },
    finding: /small\.locked: always/,
  },
  {
    rule: 'an actor',
    change: (text) => {
      states(text).locked!.invoke = part({ src: 'something' });
    },
    finding: /small\.locked: invoke/,
  },
  {
    rule: 'a history state',
    change: (text) => {
      const { editing } = states(text);
      editing!.initial = part('first');
      editing!.states = part({ first: { meta: held }, back: { type: 'history', meta: held } });
    },
    finding: /small\.editing\.back: history/,
  },
  {
    rule: 'an end inside a stage',
    change: (text) => {
      const { editing } = states(text);
      editing!.initial = part('done');
      editing!.states = part({ done: { type: 'final', meta: { ...held, holder: null, ended: true } } });
    },
    finding: /small\.editing\.done: a final is a top-level outcome/,
  },
  {
    rule: 'an end that does not say that the case has ended',
    change: (text) => {
      states(text).submitted!.meta = part(held);
    },
    finding: /small\.submitted: a final is a top-level outcome and says that the case has ended/,
  },
  {
    rule: 'a state that says it has ended and is no end',
    change: (text) => {
      states(text).locked!.meta = part({ ...held, ended: true });
    },
    finding: /small\.locked: ended and no final/,
  },
  {
    rule: 'a deadline armed twice, by a state and by what contains it',
    change: (text) => {
      const { editing } = states(text);
      const again = { clickWindowEnd: { target: '#small.locked', meta: due } };
      editing!.initial = part('first');
      editing!.states = part({ first: { meta: held, after: again } });
    },
    finding: /clickWindowEnd: armed by small\.editing and small\.editing\.first at once/,
  },
  {
    rule: 'a deadline armed twice, by states that are active together',
    change: (text) => {
      const { editing } = states(text);
      const armed = { meta: held, after: { clickWindowEnd: { target: '#small.locked', meta: due } } };
      delete editing!.after;
      editing!.type = part('parallel');
      editing!.states = part({ left: armed, right: armed });
    },
    finding: /clickWindowEnd: armed by small\.editing\.left and small\.editing\.right at once/,
  },
];

describe('a chart', () => {
  test.each(broken)('with $rule does not load', ({ change, finding }) => {
    expect(() => assertSound(smallLifecycle(change))).toThrow(finding);
  });

  test('that keeps to the fence has no finding', () => {
    expect(lint(smallLifecycle())).toEqual([]);
  });

  test('whose deadline stands in two states that are never active together has no finding', () => {
    const lifecycle = smallLifecycle((text) => {
      states(text).locked!.after = part({ clickWindowEnd: { target: 'editing', meta: due } });
    });
    expect(lint(lifecycle)).toEqual([]);
  });
});

describe('the registry', () => {
  test('publishes charts that have no finding', () => {
    expect(lint(currentLifecycle('application'))).toEqual([]);
    expect(lint(currentLifecycle('certificate'))).toEqual([]);
  });

  test('knows a lifecycle by name and version, and no other', () => {
    expect(lifecycleOf('application', 1)).toBe(currentLifecycle('application'));
    expect(() => lifecycleOf('application', 2)).toThrow(RangeError);
    expect(() => lifecycleOf('quorum', 1)).toThrow('no lifecycle quorum@1 is published');
  });
});
