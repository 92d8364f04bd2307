/** Bugs planted into who may act, and into the rules an act is measured by. */
import { at, branches, edited, ignoring, misled } from './mutants.ts';
import { type Planted, put, stage } from './planted-bug.ts';

const SEPARATE = 'who checks, recommends, reviews and confirms is not who must not';
const REOPENED = 'a recheck reopens a case once, within the vacancies, and tells it';
const BREACH = 'whoever is disqualified is barred for a breach that stands in the archive, and nobody else';
const BARRED = 'a barred applicant is not carried forward';

const people: readonly Planted[] = [
  {
    bug: 'one person extends alone',
    mutation: edited((text) => {
      const { on } = at(text, `${stage}.missedCutoff`);
      const carriedOut = branches(on!.extend).slice(1);
      on!.extend = put(carriedOut.slice(-1).map(({ guard, ...branch }) => branch));
    }),
    foundBy: 'an extension takes two persons',
    needs: ['extend'],
  },
  {
    bug: 'a delegate seconds what he proposed for somebody',
    mutation: (lifecycle) => {
      const forgetful = ({ context }: { context: Record<string, unknown> }) => ({
        context: { ...context, proposal: context.proposal && { ...context.proposal, by: 'p-nobody' } },
      });
      return misled('proposing', forgetful)(misled('seconding', forgetful)(lifecycle));
    },
    foundBy: 'an extension takes two persons',
    needs: ['extend'],
  },
  {
    bug: 'the material reviewer reviews the policy',
    mutation: ignoring('policyPassable', 'SAME_PERSON'),
    foundBy: SEPARATE,
  },
  { bug: 'who signed the minutes confirms', mutation: ignoring('confirmable', 'SAME_PERSON'), foundBy: SEPARATE },
  { bug: 'the applicant recommends himself', mutation: ignoring('recommendable', 'SAME_PERSON'), foundBy: SEPARATE },
  {
    bug: 'the secretary rejects',
    mutation: edited((text) => {
      at(text, `${stage}.policyReview.reviewing`).on!.reject!.meta!.by = put(['committeeSecretary']);
    }),
    foundBy: 'only who is entitled acts',
  },
];

const rules: readonly Planted[] = [
  {
    bug: 'vacancies are ignored',
    mutation: ignoring('recommendable', 'NO_VACANCY'),
    foundBy: 'the unit recommends within its vacancies',
  },
  {
    bug: 'a recheck reopens a case beyond the vacancies',
    mutation: ignoring('opening', 'NO_VACANCY'),
    foundBy: REOPENED,
  },
  { bug: 'a recheck reopens a case twice', mutation: ignoring('opening', 'REOPENED_ALREADY'), foundBy: REOPENED },
  {
    bug: 'who is disqualified is not barred',
    mutation: edited((text) => {
      delete at(text, 'underway').on!.disqualify!.actions;
    }),
    foundBy: BREACH,
    needs: ['disqualify'],
  },
  { bug: 'a bar is ignored at the filing', mutation: ignoring('confirmable', 'BARRED'), foundBy: BARRED },
  { bug: 'a bar is ignored at the vote', mutation: ignoring('decided', 'BARRED'), foundBy: BARRED },
  {
    bug: 'the click window is ignored',
    mutation: ignoring('submittable', 'CLICK_WINDOW_CLOSED'),
    foundBy: 'a case is submitted within the click window',
  },
  {
    bug: 'the quorum is ignored',
    mutation: ignoring('decided', 'QUORUM_MISSING'),
    foundBy: 'two thirds of the members decide by two thirds of those present',
  },
  {
    bug: 'a supplement is asked for twice',
    mutation: ignoring('supplementable', 'SUPPLEMENT_USED'),
    foundBy: 'a supplement is asked for once',
    needs: ['requestSupplement'],
  },
  {
    bug: 'the committee’s filing is ignored',
    mutation: ignoring('convenable', 'FILING_INVALID'),
    foundBy: 'a committee acts while its filing is valid',
  },
  {
    bug: 'nobody has to push',
    mutation: ignoring('opening', 'NO_DEPARTMENT'),
    foundBy: 'a case is opened only where somebody pushes it',
  },
  {
    bug: 'the slot is freed after policy review was entered',
    mutation: edited((text) => {
      delete at(text, `${stage}.materialIntake`).on!.receive!.actions;
    }),
    foundBy: 'the slot is permanent once policy review is entered',
  },
  {
    bug: 'who is not recommended keeps the slot',
    mutation: edited((text) => {
      delete at(text, 'notRecommended').entry;
    }),
    foundBy: 'an ended case gives back its vacancy, and its slot unless policy review was entered',
  },
];

export const plantedInRules: readonly Planted[] = [...people, ...rules];
