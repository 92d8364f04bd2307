import type { FactName } from '../../machines/facts.ts';
import type { CaseId } from '../../machines/ids.ts';
import { currentLifecycle } from '../../machines/registry.ts';
import type { Answer, Command, SentCommand } from '../command.ts';
import type { Tx } from '../db.ts';
import type { ProgrammeVersion, Rulebook } from '../programmes.ts';
import { type CaseFile, newFile, openFile } from './case-file.ts';
import { askOf, type Desk, pinnedKey, pinnedVersion, type Rules } from './desk.ts';
import { type FactRequest, openFactBook } from './fact-book.ts';
import { openLedger } from './ledger.ts';
import { type Locked, lockCases, type Reading, readAfterLock } from './lock.ts';
import { proceed } from './proceed.ts';
import { writeUrns } from './sitting-book.ts';
import { writeBatch } from './write.ts';

/** One transaction of the door, from locks to writes (design D3). The caller begins and commits. */

export interface BatchDependencies {
  readonly rulebook: Rulebook;
  /** The process's monotonic clock, ms. */
  readonly monotonic: () => number;
}

/** `'held'`: the case is in other hands; the command goes into the next batch. */
export type BatchAnswer = Answer | 'held';

/** What a batch locks and reads before anything else. */
export interface Asked {
  readonly locked: Map<CaseId, Locked>;
  readonly reading: Reading;
  readonly openings: readonly CaseId[];
}

export async function askFor(tx: Tx, commands: readonly Command[]): Promise<Asked> {
  const asked = casesOf(commands);
  const opening = asked.filter(({ opens }) => opens).map((one) => one.case);
  const [locked, reading] = await Promise.all([
    lockCases(tx, asked),
    readAfterLock(tx, { cases: asked.map((one) => one.case), keys: commands.filter(isKeyed), openings: opening }),
  ]);
  const absent = opening.filter((id) => locked.get(id)?.is === 'absent');
  for (const id of absent) if (reading.appeared.has(id)) locked.set(id, { is: 'held' });
  return { locked, reading, openings: absent.filter((id) => !reading.appeared.has(id)) };
}

export async function runBatch(
  tx: Tx,
  commands: readonly Command[],
  { locked, reading, openings }: Asked,
  { rulebook, monotonic }: BatchDependencies,
): Promise<BatchAnswer[]> {
  const answeredAt = monotonic();
  const files = filesOf({ commands, locked, reading, openings });
  const rules = await rulesOf(tx, { files: files.values(), reading, rulebook });
  for (const file of files.values()) if (!file.stored) file.number = numberOf(file, rules);
  const facts = await openFactBook(
    tx,
    commands.flatMap((command) => requestsOf(command, { commands, files, rules })),
    { lock: true },
  );
  const pinned = await pinnedOf(tx, { files: files.values(), rules, rulebook });
  const desk: Desk = { reading, answeredAt, rules, pinned, facts, ledger: openLedger(), keys: new Map() };
  const answers = commands.map((command) => answerTo(command, { desk, locked, files }));
  const registers = facts.changes();
  await writeBatch(tx, { ledger: desk.ledger, registers, raw: reading.clock.raw });
  await writeUrns(tx, registers.sittings.urns);
  return answers;
}

function casesOf(commands: readonly Command[]): { case: CaseId; opens: boolean }[] {
  const opens = new Map<CaseId, boolean>();
  for (const command of commands) opens.set(command.case, (opens.get(command.case) ?? false) || isOpening(command));
  return [...opens].map(([id, opening]) => ({ case: id, opens: opening }));
}

function isOpening(command: Command): command is SentCommand {
  return command.kind === 'sent' && command.type === 'open';
}

function isKeyed(command: Command): command is SentCommand & { key: string } {
  return command.kind === 'sent' && command.key !== null;
}

function filesOf(of: {
  commands: readonly Command[];
  locked: ReadonlyMap<CaseId, Locked>;
  reading: Reading;
  openings: readonly CaseId[];
}): Map<CaseId, CaseFile> {
  const { commands, locked, reading, openings } = of;
  const files = new Map<CaseId, CaseFile>();
  for (const [id, found] of locked) {
    if (found.is === 'locked') files.set(id, openFile(found.row, reading.live.get(id) ?? []));
  }
  for (const [index, id] of openings.entries()) {
    const command = commands.filter(isOpening).find((one) => one.case === id && isKnown(one, reading));
    if (!command?.programme) continue;
    const lifecycle = currentLifecycle(command.lifecycle);
    const number = String(reading.numbers[index]);
    files.set(id, newFile({ id, number, lifecycle, programme: command.programme }));
  }
  return files;
}

function isKnown({ programme }: SentCommand, { programmeVersions }: Reading): boolean {
  return programme !== null && programmeVersions.has(programme);
}

async function rulesOf(
  tx: Tx,
  of: { files: Iterable<CaseFile>; reading: Reading; rulebook: Rulebook },
): Promise<Map<string, Rules>> {
  const { reading, rulebook } = of;
  const rules = new Map<string, Rules>();
  for (const { programme: id } of of.files) {
    if (rules.has(id)) continue;
    const version = reading.programmeVersions.get(id);
    if (version === undefined) throw new Error(`the programme ${id} of a case is gone`);
    const programme = await rulebook.programme(tx, id, version);
    const calendar = await rulebook.calendar(tx, programme.body.calendar.region, reading.calendarVersion);
    rules.set(id, { programme, calendar });
  }
  return rules;
}

/** Versions of programmes that cases are under and that are in force no more. */
async function pinnedOf(
  tx: Tx,
  of: { files: Iterable<CaseFile>; rules: ReadonlyMap<string, Rules>; rulebook: Rulebook },
): Promise<Map<string, ProgrammeVersion>> {
  const pinned = new Map<string, ProgrammeVersion>();
  for (const file of of.files) {
    const version = pinnedVersion(file);
    if (version === null || version === of.rules.get(file.programme)?.programme.version) continue;
    pinned.set(pinnedKey(file), await of.rulebook.programme(tx, file.programme, version));
  }
  return pinned;
}

/** What a command needs to know. A case this batch opens is asked about in the words of the command that opens it. */
function requestsOf(
  command: Command,
  among: { commands: readonly Command[]; files: ReadonlyMap<CaseId, CaseFile>; rules: ReadonlyMap<string, Rules> },
): FactRequest[] {
  const file = among.files.get(command.case);
  if (command.kind !== 'sent' || !file) return [];
  const names: readonly FactName[] = file.lifecycle.events[command.type]?.facts ?? [];
  if (names.length === 0) return [];
  const openings = () => among.commands.filter(isOpening).filter((one) => one.case === file.id);
  const asking = file.stored || isOpening(command) ? [command] : openings();
  return asking.map((one) => ({ names, ask: askOf(file, one, among.rules) }));
}

/** `KL23-000187`: for people and for search, never in an event (design §4). */
function numberOf({ programme, number }: CaseFile, rules: ReadonlyMap<string, Rules>): string {
  const body = rules.get(programme)?.programme.body;
  if (!body) throw new Error(`no rules for the programme ${programme}`);
  return `${body.numberPrefix}${String(body.cycleYear % 100).padStart(2, '0')}-${number.padStart(6, '0')}`;
}

function answerTo(
  command: Command,
  at: { desk: Desk; locked: ReadonlyMap<CaseId, Locked>; files: ReadonlyMap<CaseId, CaseFile> },
): BatchAnswer {
  const found = at.locked.get(command.case);
  if (!found || found.is === 'held') return 'held';
  const file = at.files.get(command.case);
  if (file && opensUnderAnother(file, command) && isKnown(command, at.desk.reading)) return 'held';
  if (file && !opensUnderAnother(file, command)) return proceed(at.desk, file, command);
  return command.kind === 'sent' ? { outcome: 'notFound' } : { outcome: 'nothingDue' };
}

/** The file was prepared for an opening that names another programme; this one waits for what becomes of that. */
function opensUnderAnother(file: CaseFile, command: Command): command is SentCommand {
  if (file.version > 0 || !isOpening(command)) return false;
  return command.programme !== file.programme || command.lifecycle !== file.lifecycle.name;
}
