/** Bugs planted into the ways of a case: returns, pushes, the cut-off, the year's stop, timers. */
import { way } from '../../../machines/verdict.ts';
import { at, branches, edited, guardThat, misled } from './mutants.ts';
import { type Planted, put, stage } from './planted-bug.ts';

const BACK = 'corrections come back to where they were asked, unless what was published has changed';
const ROLLOVER = 'the rollover ends what stands up to policy review and flags the rest';

const routes: readonly Planted[] = [
  {
    bug: 'a department’s return ends up as the unit’s',
    mutation: edited((text) => {
      const { on } = at(text, `${stage}.beforeIntake.departmentPush.desk`);
      on!.return![0]!.target = put('#unitVerification.correction');
    }),
    foundBy: 'a return goes to whoever is to correct, and comes back from there',
    needs: ['return'],
  },
  {
    bug: 'a correction comes back to the recommendation instead of the desk',
    mutation: edited((text) => {
      const { on } = at(text, `${stage}.beforeIntake.departmentPush.applicantCorrection`);
      on!.resubmit![0]!.target = put('#unitVerification.recommendation');
    }),
    foundBy: BACK,
    needs: ['return'],
  },
  {
    bug: 'a department’s desk takes changed content back without a new publicity',
    mutation: misled('resubmitted', ({ context, event }) => {
      const { content } = event.data as { content: string };
      return { context: { ...context, ran: { internal: content } } };
    }),
    foundBy: BACK,
    needs: ['return'],
  },
  {
    bug: 'an extension comes back to the publicity instead of the recommendation',
    mutation: edited((text) => {
      for (const branch of branches(at(text, `${stage}.missedCutoff`).on!.extend)) {
        const recommends = String(branch.target) === '#unitVerification.recommendation';
        if (recommends) branch.target = put('#unitVerification.internalPublicity');
      }
    }),
    foundBy: 'an extension comes back to where the cut-off found the case',
    needs: ['extend'],
  },
  {
    bug: 'one department pushes for all',
    mutation: misled('pushable', ({ context }) => ({ context: { ...context, level: 3 } })),
    foundBy: 'every department pushes in its turn',
  },
  {
    bug: 'a late receipt counts as missed',
    mutation: edited((text) => {
      at(text, `${stage}.materialIntake.inTime`).after!.intakeCutoff!.target = put('#missedCutoff');
    }),
    foundBy: 'the cut-off leads to missedCutoff before the intake, and only there',
  },
  {
    bug: 'the cut-off closes the unit’s verification alone',
    mutation: edited((text) => {
      const before = at(text, `${stage}.beforeIntake`);
      at(text, `${stage}.beforeIntake.unitVerification`).after = put(before.after);
      delete before.after;
    }),
    foundBy: 'every wait has its clock',
  },
  {
    bug: 'no supplement in time is as good as one',
    mutation: edited((text) => {
      at(text, `${stage}.policyReview.awaitingSupplement`).after!.supplementDue!.target = put('reviewing');
    }),
    foundBy: 'no supplement in time is giving up',
    needs: ['requestSupplement'],
  },
];

/** The year's stop as if only these stages were with the committee. */
const withCommittee = (stages: RegExp) =>
  guardThat('withCommittee', () => (_context, event) => way(stages.test((event.ride as { stands: string }).stands)));

const clocks: readonly Planted[] = [
  {
    bug: 'the rollover ends expert review',
    mutation: withCommittee(/^(resultPublicity|confirmation)/),
    foundBy: ROLLOVER,
  },
  {
    bug: 'the rollover spares policy review',
    mutation: withCommittee(/^(policyReview|expertReview|resultPublicity|confirmation)/),
    foundBy: ROLLOVER,
  },
  {
    bug: 'carrying a case over sends it back to the queue',
    mutation: edited((text) => {
      at(text, 'underway.season.undecided').on!.carryOver!.target = put(['carriedOver', '#expertReview.queued']);
    }),
    foundBy: 'a stage’s event moves exactly one region',
  },
  {
    bug: 'a node moves the case',
    mutation: edited((text) => {
      at(text, 'underway.unitNode.ahead').after!.unitPushDue![1]!.target = put('#missedCutoff');
    }),
    foundBy: 'a node is judged beside the stages and moves nothing',
  },
  {
    bug: 'a timer that does not leave the state that armed it',
    mutation: edited((text) => {
      delete at(text, 'underway.departmentNode.ahead').after!.departmentPushDue![1]!.target;
    }),
    foundBy:
      'application.underway.departmentNode.ahead after departmentPushDue: does not leave the state that armed it',
  },
  {
    bug: 'a deadline that may be refused',
    mutation: edited((text) => {
      at(text, `${stage}.draft.editing`).after!.clickWindowEnd!.guard = put('clear');
    }),
    foundBy: 'application.underway.stage.draft.editing after clickWindowEnd: its last branch has a guard',
  },
];

export const plantedInRoutes: readonly Planted[] = [...routes, ...clocks];
