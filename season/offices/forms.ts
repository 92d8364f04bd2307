import type { FormContent } from '../../machines/duty/context.ts';
import type { OrganisationId } from '../../machines/ids.ts';
import { type DutyForm, GRASSROOTS_CLASS } from '../../machines/programme-materials.ts';
import { dateOf } from '../../machines/time.ts';
import type { CaseView, Command } from '../api.ts';
import { type FilingRules, habitOf } from '../filings.ts';
import type { Desk } from '../office.ts';
import type { Hand } from '../people.ts';

/** What the forms of a season say: as many vacancies as the unit's people need, or fewer, and how many people it has. */

/** Vacancies by unit and class: what a unit has to give this year. */
export type Posts = ReadonlyMap<string, number>;
export const postsKey = (unit: OrganisationId, vacancyClass: string): string => `${unit} ${vacancyClass}`;

export interface FormRules extends FilingRules {
  readonly posts: Posts;
  /** Applicants of a unit this year. */
  readonly applicants: ReadonlyMap<OrganisationId, number>;
}

/** What a unit writes into a form when it files it for the n-th time, counted from 0. */
export function unitContent(
  { programme, chance, posts, applicants }: FormRules,
  of: { form: DutyForm; organisation: OrganisationId; nth: number },
): FormContent {
  const { form, organisation, nth } = of;
  // Filed anew because one more post has been approved.
  const more = habitOf(chance, form, organisation) === 'twice' ? Math.min(nth, 1) : 0;
  const postsOf = (one: string) => {
    const filled = chance.int([3, 30], 'filledPosts', organisation, one);
    return { posts: filled + (posts.get(postsKey(organisation, one)) ?? 0) + more, filled };
  };
  const staff = chance.int([20, 160], 'staff', organisation);
  switch (form) {
    case '1-6':
      return { form, classes: Object.keys(programme.quota.classes).map((one) => ({ class: one, ...postsOf(one) })) };
    case '1-7':
      return { form, ...postsOf(GRASSROOTS_CLASS) };
    case '1-8':
      return { form, people: staff, hours: staff * chance.int([80, 110], 'hours', organisation) };
    case '1-10':
      return { form, people: applicants.get(organisation) ?? 0 };
    case '1-11':
      return { form, people: staff };
    default:
      return form satisfies never;
  }
}

/** What a department writes: the people of all units whose form it has accepted (五(七)). */
export function gathered(form: '1-10' | '1-11', accepted: readonly CaseView[]): FormContent {
  const people = accepted.map(({ duty }) => {
    const content = duty?.handedIn?.content;
    return content && 'people' in content ? content.people : 0;
  });
  return { form, people: people.reduce((sum, one) => sum + one, 0) };
}

/** Handing a form in: signed over the web; at the counter with the hour at which the officer takes it. */
export function handIn(
  { stage, now }: Pick<Desk, 'stage' | 'now'>,
  of: { content: FormContent; organisation: OrganisationId; nth: number; counter?: { hour: string } },
): Command {
  const { content, organisation, nth, counter } = of;
  const paper = (what: string) => stage.chance.sha256(what, organisation, content.form, nth);
  return {
    type: 'handIn',
    data: { content, ...(counter === undefined ? {} : { counter }) },
    document: paper('form'),
    ...(counter === undefined ? { signature: { date: dateOf(now), seal: paper('seal') } } : {}),
  };
}

/** Somebody who holds the role there; always the same for the same purpose. */
export function handAt(
  { stage }: Pick<Desk, 'stage'>,
  of: { role: Hand['role']; organisation: OrganisationId; purpose: string },
): Hand {
  const hands = stage.directory.handsOf(of.role, of.organisation);
  return stage.chance.pick(hands, 'officeHand', of.role, of.organisation, of.purpose);
}

/** Rosters of a department and of its units decide on one another: a department tells how many it has of how many. */
export function rosterKeys({ duty }: CaseView): string[] {
  if (duty === null) return [];
  return [`roster ${duty.collects ? duty.owner : duty.reviewer} ${duty.form}`];
}
