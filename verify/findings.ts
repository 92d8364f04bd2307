/**
 * What the checker can find, as a closed list: a finding is named, says which case and which event, and shows what was
 * expected and what is there. Findings are kept up to a limit a name and counted beyond it, so that a database broken
 * throughout is reported in constant memory.
 */

export const findingNames = [
  // The chain of events (design D7).
  'sequenceBroken',
  'atFell',
  'recordedFell',
  'receivedAfterRecorded',
  'atNotAsReceived',
  'transactionFell',
  'rowRewritten',
  'rowUnreadable',
  'chainBroken',
  'hashWrong',
  'headHashWrong',
  // The case row against its last event.
  'caseMissing',
  'eventsMissing',
  'versionWrong',
  'caseColumnWrong',
  // Deadlines (design D2, D6).
  'armWithoutRow',
  'rowWithoutArm',
  'rowUnlikeArm',
  'armedTwice',
  'disarmWithoutRow',
  'firedWithoutRow',
  'settledWithoutEvent',
  'namedTwice',
  'firedEarly',
  'firedAtWrongInstant',
  'firedProvisional',
  'firedUnderOldVersion',
  'deadlinePassedOver',
  'liveAfterEnd',
  'overdue',
  // Registers (五(三), 二(二)2).
  'slotMissing',
  'slotUnexplained',
  'slotUnlikeCase',
  'twoLiveCases',
  'reservationMissing',
  'reservationUnexplained',
  'reservationUnlikeCase',
  'overReserved',
  'reservedBeyond',
  // Duties and what their forms fix (一(一)4, 五(五), 五(七)).
  'dutyMissing',
  'dutyUnexplained',
  'dutyUnlikeEvents',
  'owedTwice',
  'vacanciesUnlikeForm',
  'vacanciesUnexplained',
  'overdueUnowned',
  // Titles, what ends them, and what is asked about results (二(三)4, 三(三); 令40 第27条).
  'titleMissing',
  'titleUnexplained',
  'titleUnlikeEvents',
  'revokedTitleStands',
  'titleDatesUnlawful',
  'titleUnquestioned',
  'certificateWithoutApplication',
  'certificateUnlikeApplication',
  'numberIllFormed',
  'numberTwice',
  'barUnlikeEvents',
  'integrityUnlikeEvents',
  'recheckUnlikeEvents',
  'followUpUnlikeEvents',
  'reopenedUnasked',
  // Outbox (design D3).
  'outboxMissing',
  'outboxUnexplained',
  'outboxUnlikeEffect',
  'commandWithoutEvent',
  'commandAppliedTwice',
  'commandUnlikeEvent',
  'refusalNotAccepted',
  'messageMissing',
  'causeWithoutOutbox',
  'inFlight',
  // Keys, texts, people.
  'keyWithoutEvent',
  'textMissing',
  'textUnexplained',
  'textUnlikeHash',
  'samePerson',
  // Votes (domain §2.4).
  'ballotsUnlikeMarks',
  'ballotUnlawful',
  'ballotLeftBehind',
  'countsUnlikeUrn',
  // Sittings (domain §2.4; 令40 第11、19–25条).
  'agendaUnlikeEvents',
  'poolUnlikeFiling',
  'drawUnlikeRecord',
  'rosterUnlikeRoll',
  'decisionWithoutSitting',
  'decisionUnlikeVote',
  // What lies behind a certificate (令40 第16条, 第26条; domain §2.7).
  'certifiedUnpublished',
  'certifiedUnproved',
  'certifiedWhileHeld',
  // What the database itself must still hold.
  'fenceDown',
  // Folding the history with the charts (design D1, D2).
  'rulesUnknown',
  'foldThrew',
  'foldRefused',
  'eventAfterEnd',
  'foldFact',
  'foldArms',
  'foldDisarms',
  'foldEffects',
  'foldState',
  'foldHolder',
  'foldNodes',
  'snapshotWrong',
  'timersWrong',
  // The seal (reliability H53).
  'sealBroken',
  'sealTailCut',
  'sealFileEdited',
] as const;
export type FindingName = (typeof findingNames)[number];

export interface Finding {
  readonly name: FindingName;
  /** `null` for what belongs to no case. */
  readonly case: string | null;
  /** `null` for what belongs to the case as a whole. */
  readonly seq: number | null;
  readonly detail: string;
}

/** Hands a finding in; the case is known to whoever made the function. */
export type Report = (name: FindingName, seq: number | null, detail: string) => void;

const KEPT_PER_NAME = 1_000;

export class Findings {
  readonly kept: Finding[] = [];
  readonly #counts = new Map<FindingName, number>();

  add(finding: Finding): void {
    const count = (this.#counts.get(finding.name) ?? 0) + 1;
    this.#counts.set(finding.name, count);
    if (count <= KEPT_PER_NAME) this.kept.push(finding);
  }

  of(caseId: string | null): Report {
    return (name, seq, detail) => this.add({ name, case: caseId, seq, detail });
  }

  /** How often each name was found, kept or not, in the order of the list. */
  get counts(): ReadonlyMap<FindingName, number> {
    return new Map(findingNames.flatMap((name) => (this.#counts.has(name) ? [[name, this.#counts.get(name)!]] : [])));
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }
}
