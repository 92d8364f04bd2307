import { caseFiles } from './case-files.ts';
import { type Finding, type FindingName, Findings } from './findings.ts';
import { Rulebook } from './fold/rulebook.ts';
import { checkStored } from './fold/stored.ts';
import { checkAcross } from './record/across.ts';
import { ballotFindings } from './record/ballots.ts';
import { checkCaseRow } from './record/case-row.ts';
import { checkChain } from './record/chain.ts';
import { checkDeadlines } from './record/deadlines.ts';
import { checkDuties } from './record/duties.ts';
import { checkFence } from './record/fence.ts';
import { checkOutbox } from './record/outbox.ts';
import { checkPeople } from './record/people.ts';
import { Pools } from './record/pools.ts';
import { checkDeciders, checkRechecks } from './record/rechecks.ts';
import { checkRegisters } from './record/registers.ts';
import { checkSittings } from './record/sittings.ts';
import { checkTexts } from './record/texts.ts';
import { checkTitles } from './record/titles.ts';
import { checkUnderWay, readClock, type UnderWay } from './record/under-way.ts';
import { checkVacancies } from './record/vacancies.ts';
import type { CaseFile } from './rows.ts';
import { appendRun, compareSeal } from './seal.ts';
import type { SealedRun } from './seal-file.ts';
import { type Db, onSnapshot } from './snapshot.ts';

export interface VerifyOptions {
  /** Address of the database. */
  readonly database: string;
  /** A file outside the database: compared with, then appended to. */
  readonly seal?: string | undefined;
  /** Everything should have settled: what is under way counts as a violation. */
  readonly settled?: boolean | undefined;
}

export interface Verification {
  readonly findings: readonly Finding[];
  /** How often each name was found; `findings` holds the first thousand of each. */
  readonly counts: Readonly<Partial<Record<FindingName, number>>>;
  readonly violations: number;
  readonly underWay: UnderWay;
  readonly cases: number;
  readonly events: number;
  /** The run this verification appended to the seal; `null` without one. */
  readonly sealed: SealedRun | null;
}

/**
 * Checks the whole record in one look at the database (and votes in one before it), without writing to it: the rows against each other, the histories
 * against the charts, and everything against the seal. Memory does not grow with the database.
 * @throws what the connection throws, and SealBusy where another run is sealing.
 */
export async function verify({ database, seal, settled = false }: VerifyOptions): Promise<Verification> {
  const votes = await ballotFindings(database);
  return onSnapshot(database, async (db) => {
    const findings = new Findings();
    const found = (finding: Finding) => findings.add(finding);
    votes.forEach(found);
    const clock = await readClock(db);
    const seen = await checkCases(db, { findings, grace: clock.grace });
    await checkAcross(db, found);
    await checkDeciders(db, (id) => findings.of(id));
    await checkVacancies(db, found);
    await checkFence(db, findings.of(null));
    const underWay = await checkUnderWay(db, { clock, settled, found });
    const sealed = seal === undefined ? null : await compareAndSeal(db, seal, findings);
    return {
      findings: findings.kept,
      counts: Object.fromEntries(findings.counts),
      violations: findings.total,
      underWay,
      ...seen,
      sealed,
    };
  });
}

async function checkCases(
  db: Db,
  { findings, grace }: { findings: Findings; grace: number },
): Promise<{ cases: number; events: number }> {
  const rulebook = await Rulebook.load(db);
  const pools = await Pools.load(db);
  let cases = 0;
  let events = 0;
  for await (const file of caseFiles(db)) {
    checkCase(file, { findings, grace, rulebook, pools });
    cases += file.row === null ? 0 : 1;
    events += file.events.length;
  }
  return { cases, events };
}

interface Tools {
  readonly findings: Findings;
  readonly grace: number;
  readonly rulebook: Rulebook;
  readonly pools: Pools;
}

function checkCase(file: CaseFile, tools: Tools): void {
  const report = tools.findings.of(file.id);
  checkChain(file, report);
  checkCaseRow(file, report);
  checkDeadlines(file, { grace: tools.grace, report });
  checkRegisters(file, report);
  checkDuties(file, report);
  checkTitles(file, report);
  checkRechecks(file, report);
  checkSittings(file, tools, report);
  checkOutbox(file, report);
  checkPeople(file, report);
  checkTexts(file, report);
  checkStored(file, tools.rulebook, report);
}

async function compareAndSeal(db: Db, path: string, findings: Findings): Promise<SealedRun> {
  const end = await compareSeal(db, path, (finding) => findings.add(finding));
  return appendRun(db, path, { end, violations: findings.total });
}
