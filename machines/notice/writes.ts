import type { Publicity } from '../application/context.ts';
import type { CaseId } from '../ids.ts';
import type { Instant } from '../time.ts';

/** The cases a notice lists: drafted, on show from an instant on, one taken off, and all free for another notice. */
export type ListingWrite =
  | { readonly kind: 'write'; readonly register: 'listing'; readonly op: 'list'; readonly of: Publicity }
  | { readonly kind: 'write'; readonly register: 'listing'; readonly op: 'show'; readonly at: Instant }
  | { readonly kind: 'write'; readonly register: 'listing'; readonly op: 'drop'; readonly case: CaseId }
  | { readonly kind: 'write'; readonly register: 'listing'; readonly op: 'free' };
