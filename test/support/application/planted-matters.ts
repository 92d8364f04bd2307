/** Bugs planted into publicities and into objections and complaints. */
import { at, edited, forgetting, guardThat, ignoring, misled } from './mutants.ts';
import { type Planted, put, stage } from './planted-bug.ts';

const LEFT = 'a publicity is left for the next stage only when it ran whole and nothing is open';
const SHOWN = 'the unit recommends only what its publicity showed for the whole length, with nothing open';
const HELD = 'what is open holds the case';
const resolutions = ['resolveObjection', 'resolveComplaint'] as const;

const publicities: readonly Planted[] = [
  {
    bug: 'a publicity’s end always counts as clear',
    mutation: guardThat('clear', () => () => []),
    foundBy: LEFT,
  },
  {
    bug: 'the last matter’s check is dropped: any dismissal leads on',
    mutation: edited((text) => {
      const { on } = at(text, `${stage}.policyReview.objectionCheck`);
      for (const type of resolutions) on![type]![0]!.target = put('#expertReview.queued');
    }),
    foundBy: LEFT,
    needs: ['complain', 'resolveComplaint'],
  },
  {
    bug: 'a publicity counts as run when it begins',
    mutation: edited((text) => {
      const publicity = at(text, `${stage}.resultPublicity`);
      at(text, `${stage}.resultPublicity.open`).entry = put({ type: 'ranWhole', params: { which: 'result' } });
      const meta = { by: ['filingOfficer'], clause: '二(二)1' };
      publicity.on = put({ ...publicity.on, confirm: { target: '#confirmation', meta } });
    }),
    foundBy: 'no stage begins before the publicity that comes first has run whole',
  },
  {
    bug: 'the result’s publicity ends in confirmation, open matters or not',
    mutation: edited((text) => {
      const { after } = at(text, `${stage}.resultPublicity.open.shown`);
      after!.resultPublicityEnd![1]!.target = put('#confirmation');
    }),
    foundBy: LEFT,
  },
  {
    bug: 'whatever was once published counts for any content',
    mutation: misled('verified', ({ context }) => {
      const ran = context.ran as { internal: string | null };
      return { context: { ...context, ran: { ...ran, internal: ran.internal === null ? null : context.content } } };
    }),
    foundBy: SHOWN,
    needs: ['return'],
  },
  {
    bug: 'corrected content is forgotten',
    mutation: forgetting('rememberContent'),
    foundBy: 'a notice shows what was handed in last',
    needs: ['return'],
  },
  {
    bug: 'policy review passes on without its publicity',
    mutation: misled('policyPassable', ({ params }) => ({ params: { publish: !params.publish } })),
    foundBy: 'no stage begins before the publicity that comes first has run whole',
  },
];

const around: readonly Planted[] = [
  {
    bug: 'a publicity runs before its notice is posted',
    mutation: edited((text) => {
      const publicity = at(text, `${stage}.policyReview.publicity`);
      at(text, `${stage}.policyReview.publicity.awaitingNotice`).after = put(publicity.states!.shown!.after);
    }),
    foundBy: 'the days of a publicity begin with its notice, and with nothing else',
  },
  {
    bug: 'a notice that is late counts for what was corrected since',
    mutation: ignoring('showsContent', 'NOTICE_DIFFERS'),
    foundBy: 'a notice shows what was handed in last',
  },
  {
    bug: 'a gap is heard of and forgotten',
    mutation: forgetting('prolong'),
    foundBy: 'a gap makes a publicity longer',
    needs: ['prolong'],
  },
  {
    bug: 'what is returned stays on the list',
    mutation: edited((text) => {
      at(text, `${stage}.beforeIntake.unitVerification.internalPublicity`).on!.return!.actions = put('leaveNotice');
    }),
    foundBy: 'whoever leaves a publicity before its end leaves its notice',
    needs: ['return'],
  },
  {
    bug: 'any notice may take a case down',
    mutation: ignoring('shownBy', 'NOTICE_DIFFERS'),
    foundBy: 'only the notice that shows a case says how long',
    needs: ['unpublish'],
  },
  {
    bug: 'a certificate without the proof of a publicity',
    mutation: ignoring('confirmable', 'PUBLICITY_UNPROVED'),
    foundBy: 'nothing is certified before its notices have proved that they showed it',
  },
  {
    bug: 'another sitting decides',
    mutation: ignoring('decided', 'MEETING_DIFFERS'),
    foundBy: 'only the sitting that has a case under review says what became of it',
  },
  {
    bug: 'a matter is closed and nobody is told',
    mutation: edited((text) => {
      const { on } = at(text, `${stage}.expertReview`);
      for (const type of resolutions) on![type]!.actions = put('closeMatter');
    }),
    foundBy: 'a matter that is opened becomes a case, and is answered when it is closed',
  },
  {
    bug: 'whoever it is about closes a matter',
    mutation: ignoring('dismissible', 'SAME_PERSON'),
    foundBy: 'who checks, recommends, reviews and confirms is not who must not',
  },
];

const matters: readonly Planted[] = [
  {
    bug: 'a closed matter stays open',
    mutation: forgetting('closeMatter'),
    foundBy: 'a matter that is opened becomes a case, and is answered when it is closed',
  },
  {
    bug: 'an objection is not remembered',
    mutation: forgetting('openMatter'),
    foundBy: 'what is open is what was opened and not closed',
  },
  {
    bug: 'a matter that nobody opened is dismissed',
    mutation: ignoring('dismissible', 'MATTER_UNKNOWN'),
    foundBy: 'only a matter that is open is resolved',
  },
  {
    bug: 'an upheld objection leaves the case where it is',
    mutation: edited((text) => {
      const { on } = at(text, `${stage}.policyReview.publicity`);
      for (const type of resolutions) delete on![type]![1]!.target;
    }),
    foundBy: 'an upheld matter has its consequence',
  },
  {
    bug: 'withdrawing despite fraud',
    mutation: guardThat('withdrawable', () => () => []),
    foundBy: 'fraud is not escaped by withdrawing',
  },
  { bug: 'the hold is ignored at the push', mutation: ignoring('pushable', 'CASE_HELD'), foundBy: HELD },
  { bug: 'the hold is ignored at the meeting', mutation: ignoring('convenable', 'CASE_HELD'), foundBy: HELD },
  { bug: 'the hold is ignored at the filing', mutation: ignoring('confirmable', 'CASE_HELD'), foundBy: HELD },
  {
    bug: 'nobody closes matters once the cut-off has passed',
    mutation: edited((text) => {
      const { on } = at(text, `${stage}.missedCutoff`);
      for (const type of resolutions) delete on![type];
    }),
    foundBy: 'matters are stuck in missedCutoff',
  },
];

export const plantedInMatters: readonly Planted[] = [...publicities, ...around, ...matters];
