import type { OfficeScript } from './office.ts';

/** Every office of the season, in the order in which they act where they have something in common. */
export function officesOf(): OfficeScript[] {
  return [];
}
