import { type Affairs, type Change, changed } from '../changes.ts';
import { flawOf, type HoursGap, hoursGaps } from '../hours-ledger.ts';
import { type Proposal, type Proposals, subsets } from './proposal.ts';

/** What helps against E25–E27: having verified what was done, and doing what is missing, year by year. */

/** Years whose entries do not all count. */
function flawedYears({ dossier, situation }: Affairs): Set<number> {
  const flawed = dossier.hours.filter((fact) => flawOf(fact, dossier, situation.programme) !== null);
  return new Set(flawed.map(({ year }) => year));
}

const verify = (year: number): Change => ({ kind: 'verifyHours', year });

/**
 * One change for each year that is short: what it has verified, where that is enough, else what is missing. A course that
 * counts for an earlier year once it is verified there no longer counts for the later one (E28), so whatever is verified, what
 * is missing is reckoned again.
 */
const hoursOf =
  (course: HoursGap['course']): Proposal =>
  (_finding, affairs) => {
    const gapsOf = (of: Affairs) => hoursGaps(of.dossier, of.situation).filter((gap) => gap.course === course);
    const flawed = flawedYears(affairs);
    const short = gapsOf(affairs).map(({ year }) => year);
    const fit = short.filter(
      (year) => flawed.has(year) && !gapsOf(changed(affairs, [verify(year)])).some((gap) => gap.year === year),
    );
    const among = subsets(fit.map(verify)).map((verified) => {
      const missing = gapsOf(changed(affairs, verified)).map(
        ({ year, missing: hours }): Change => ({ kind: 'study', year, course: 'PROFESSIONAL', hours }),
      );
      return [...verified, ...missing];
    });
    return { among, otherwise: 'TERM_OVER' };
  };

/** Of the years that are short, all those with entries that do not count. */
const verification: Proposal = (_finding, affairs) => {
  const flawed = flawedYears(affairs);
  const short = hoursGaps(affairs.dossier, affairs.situation).filter(({ course }) => course === undefined);
  const among = [
    short
      .map(({ year }) => year)
      .filter((year) => flawed.has(year))
      .map(verify),
  ];
  return { among, otherwise: 'TERM_OVER' };
};

export const hoursProposals = {
  E25: hoursOf(undefined),
  E26: hoursOf('PROFESSIONAL'),
  E27: verification,
} satisfies Proposals;
