import type { Deadline } from '../../machines/deadlines.ts';
import type { CaseId } from '../../machines/ids.ts';
import type { BaseContext, Lifecycle } from '../../machines/lifecycle.ts';
import { lifecycleOf } from '../../machines/registry.ts';
import { type LiveState, restore, type Stored, unopenedSnapshot } from '../../machines/restore.ts';
import { standsOf } from '../../machines/structure.ts';
import { organisationsSeeing } from '../../machines/visibility.ts';
import type { CaseVersion } from '../command.ts';
import { NO_HASH } from '../hashing.ts';
import type { CaseRow, LiveDeadline } from './lock.ts';

/** A case in the hands of one batch: its row as it was locked, and what the batch's commands have made of it. */
export interface CaseFile {
  readonly id: CaseId;
  number: string;
  readonly lifecycle: Lifecycle;
  readonly programme: string;
  /** Whether the row is already there. */
  readonly stored: boolean;
  snapshot: LiveState;
  /** Sequence number of the last event; 0 before `open`. */
  version: number;
  lastAt: number;
  lastRecorded: number;
  head: Buffer;
  readonly live: Map<Deadline, LiveDeadline>;
  shown: boolean;
  visibleTo: readonly string[];
  confirmer: string | null;
  /** Whether the deadlines have been compared with the versions in force. */
  upToDate: boolean;
}

/** @throws UnfitSnapshot where the row does not fit its chart. */
export function openFile(row: CaseRow, live: readonly LiveDeadline[]): CaseFile {
  const lifecycle = lifecycleOf(row.lifecycle, row.lifecycle_version);
  return {
    id: row.id,
    number: row.number,
    lifecycle,
    programme: row.programme,
    stored: true,
    snapshot: restore(lifecycle, JSON.parse(row.snapshot) as Stored),
    version: row.version,
    lastAt: row.last_at,
    lastRecorded: row.last_recorded,
    head: row.head_hash,
    live: new Map(live.map((deadline) => [deadline.name, deadline])),
    shown: row.shown,
    visibleTo: row.visible_to,
    confirmer: null,
    upToDate: false,
  };
}

export function newFile(of: { id: CaseId; number: string; lifecycle: Lifecycle; programme: string }): CaseFile {
  return {
    ...of,
    stored: false,
    snapshot: unopenedSnapshot(of.lifecycle),
    version: 0,
    lastAt: 0,
    lastRecorded: 0,
    head: NO_HASH,
    live: new Map(),
    shown: false,
    visibleTo: [],
    confirmer: null,
    upToDate: true,
  };
}

export function contextOf({ snapshot }: Pick<CaseFile, 'snapshot'>): BaseContext {
  return snapshot.context as BaseContext;
}

export function outcomeOf({ snapshot, lifecycle }: CaseFile): string | null {
  return snapshot.status === 'done' ? standsOf(lifecycle, snapshot.value) : null;
}

export function versionOf(file: CaseFile): CaseVersion {
  return {
    case: file.id,
    number: file.number,
    version: file.version,
    state: standsOf(file.lifecycle, file.snapshot.value),
    ended: outcomeOf(file),
  };
}

/** Takes over a new snapshot with all that is a function of it. */
export function takeSnapshot(file: CaseFile, snapshot: LiveState): void {
  file.snapshot = snapshot;
  const context = snapshot.context as BaseContext & { readonly shown?: boolean };
  file.shown = context.shown ?? false;
  file.visibleTo = organisationsSeeing(file.lifecycle, context);
}
