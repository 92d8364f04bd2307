import type { FormContent } from '../../machines/duty/context.ts';
import type { OrganisationId } from '../../machines/ids.ts';
import { dateOf } from '../../machines/time.ts';
import type { CaseView } from '../api.ts';
import type { Desk, Errand } from '../office.ts';
import { handAt, handIn } from './forms.ts';

/** A unit files its form 1-6 anew in the course of the season, and it is accepted: what counts is the last one (五(五)). */

export interface PostsAsked {
  readonly unit: OrganisationId;
  readonly vacancyClass: string;
  readonly year: number;
}

export interface Refiling extends PostsAsked {
  readonly name: 'refileFewer' | 'refileAll';
  /** Every post of the class is filled: none is vacant. Else so many are vacant that nobody has to wait. */
  readonly filledOnly: boolean;
}

const PLENTY = 20;

export async function refiling(desk: Desk, of: Refiling): Promise<Errand[]> {
  const { unit, year } = of;
  const admin = handAt(desk, { role: 'unitAdmin', organisation: unit, purpose: 'filing' });
  for (const { id } of await desk.list({ lifecycle: 'duty', unit, year }, admin)) {
    const view = await desk.read(id, admin);
    const content = view.duty?.handedIn?.content;
    if (content?.form === '1-6' && 'classes' in content && view.ended === null)
      return [handingIn(desk, of, { view, content: changed(content, of) })];
  }
  throw new Error(`${unit} has filed no form 1-6`);
}

function changed(content: Extract<FormContent, { classes: unknown }>, of: Refiling): FormContent {
  const { vacancyClass, filledOnly } = of;
  const classes = content.classes.map((one) =>
    one.class === vacancyClass ? { ...one, posts: one.filled + (filledOnly ? 0 : PLENTY) } : one,
  );
  return { ...content, classes };
}

function handingIn(desk: Desk, of: Refiling, { view, content }: { view: CaseView; content: FormContent }): Errand {
  const { name, unit, vacancyClass } = of;
  return {
    name,
    by: handAt(desk, { role: view.holder?.role ?? 'unitAdmin', organisation: unit, purpose: `form ${vacancyClass}` }),
    to: { kind: 'event', case: view.id, version: view.version },
    command: handIn(desk, { content, organisation: unit, nth: name === 'refileFewer' ? 10 : 11 }),
    keys: [`posts of ${unit}`],
    next: ({ view: handed }) => handed && reviewed(desk, handed, 'takeUp'),
  };
}

/** Taken up and accepted at once, late as it is. */
function reviewed(desk: Desk, { id, version, holder }: CaseView, type: 'takeUp' | 'acceptLate'): Errand {
  if (!holder?.organisation) throw new Error(`nobody reviews ${id}`);
  const { role, organisation } = holder;
  const seal = desk.stage.chance.sha256('refiled', id, desk.now, type);
  const late = { reason: { code: 'OTHER' }, signature: { date: dateOf(desk.now), seal } } as const;
  const errand: Errand = {
    name: type === 'takeUp' ? 'takeUpRefiled' : 'acceptRefiled',
    by: handAt(desk, { role, organisation, purpose: 'refiled' }),
    to: { kind: 'event', case: id, version },
    command: { type, data: {}, ...(type === 'takeUp' ? {} : late) },
  };
  if (type === 'acceptLate') return errand;
  return { ...errand, next: ({ view }) => view && reviewed(desk, view, 'acceptLate') };
}
