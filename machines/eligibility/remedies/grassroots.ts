import type { Affairs, Change } from '../changes.ts';
import { educationLevels } from '../dossier.ts';
import { postsOn } from '../specialties.ts';
import { isGrassrootsInstitution, levelBelow } from '../tenure.ts';
import { crossed, type Hopeless, none, type Proposal, type Proposals, subsets } from './proposal.ts';

/** What helps against E01–E07b: service in a township, an education, the forms of the unit. */

/** A diploma of each level, in the specialty worked in at the cut-off, else in that claimed. */
export function diplomas({ dossier, situation }: Affairs): Change[][] {
  const [post] = postsOn(dossier, situation.cutoff);
  const specialty = post?.specialty ?? dossier.claim.specialty;
  return educationLevels.map((level) => [{ kind: 'graduate', level, specialty }]);
}

/** The title of the level below, in the series claimed; none below junior. */
export function titleBelow({ dossier: { claim } }: Affairs): Change[] {
  const level = levelBelow(claim.level);
  return level === null ? [] : [{ kind: 'obtainTitle', series: claim.series, level }];
}

const attach = (item: string): Change => ({ kind: 'attach', item });
const isOfAnotherLevel = ({ reason }: Parameters<Proposal>[0]) => reason === 'LEVEL_NOT_OF_ROUTE';

const grassrootsYears: Proposal = (finding, affairs) =>
  isOfAnotherLevel(finding)
    ? none('ANOTHER_CLAIM')
    : { among: [[], ...diplomas(affairs)], lasting: 'serve', otherwise: 'ANOTHER_CLAIM' };

const masterAtGrassroots: Proposal = (finding) =>
  isOfAnotherLevel(finding)
    ? none('ANOTHER_CLAIM')
    : { among: [[{ kind: 'takePost', township: true }]], otherwise: 'ANOTHER_CLAIM' };

const directByDegree: Proposal = (_finding, affairs) => ({
  among: crossed([[], ...diplomas(affairs)], subsets([attach('direct-decision')])),
  otherwise: 'ANOTHER_CLAIM',
});

const grassrootsDeputy: Proposal = (_finding, affairs) => {
  const { claim, grassrootsPosts } = affairs.dossier;
  const scope = claim.scope === 'ORDINARY' ? 'GRASSROOTS_PROVINCE' : 'ORDINARY';
  // A form that was accepted is not handed in again for want of a post.
  const posts: Change[] = grassrootsPosts === null ? [{ kind: 'filePosts' }] : [];
  const among = subsets([{ kind: 'claimScope', scope }, ...posts, ...titleBelow(affairs)]).slice(1);
  return { among, otherwise: whyNoGrassrootsDeputy(affairs) };
};

function whyNoGrassrootsDeputy({ dossier, situation: { on, programme } }: Affairs): Hopeless {
  if (dossier.claim.level !== 'DEPUTY_SENIOR') return 'ANOTHER_CLAIM';
  if (!isGrassrootsInstitution(dossier)) return 'EMPLOYER';
  const filedOn = dossier.grassrootsPosts?.filedOn ?? on;
  return filedOn > programme.duties['1-7'].due.toDate ? 'TERM_OVER' : 'NO_VACANCY';
}

const townshipYear: Proposal = () => ({
  among: subsets([attach('form-1-5')]),
  lasting: 'serve',
  otherwise: 'ANOTHER_CLAIM',
});

const countyYear: Proposal = () => ({ among: [[]], lasting: 'serve', otherwise: 'ANOTHER_CLAIM' });

export const grassrootsProposals = {
  E01: grassrootsYears,
  E02: masterAtGrassroots,
  E03: directByDegree,
  E06: grassrootsDeputy,
  E07: townshipYear,
  E07b: countyYear,
} satisfies Proposals;
