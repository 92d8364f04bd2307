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
      at(text, `${stage}.resultPublicity.open`).entry = put([
        'show',
        { type: 'ranWhole', params: { which: 'result' } },
      ]);
      const meta = { by: ['filingOfficer'], clause: '二(二)1' };
      publicity.on = put({ ...publicity.on, confirm: { target: '#confirmation', meta } });
    }),
    foundBy: 'no stage begins before the publicity that comes first has run whole',
  },
  {
    bug: 'the result’s publicity ends in confirmation, open matters or not',
    mutation: edited((text) => {
      const { after } = at(text, `${stage}.resultPublicity.open`);
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
    foundBy: SHOWN,
    needs: ['return'],
  },
  {
    bug: 'policy review passes on without its publicity',
    mutation: misled('policyPassable', ({ params }) => ({ params: { publish: !params.publish } })),
    foundBy: 'no stage begins before the publicity that comes first has run whole',
  },
];

const matters: readonly Planted[] = [
  {
    bug: 'a closed matter stays open',
    mutation: forgetting('closeMatter'),
    foundBy: 'what is open is what was opened and not closed',
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

export const plantedInMatters: readonly Planted[] = [...publicities, ...matters];
