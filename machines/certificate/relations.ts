import type { FactAsk } from '../facts.ts';
import type { OrganisationId } from '../ids.ts';
import type { CertificateContext } from './context.ts';

/** What a certificate is to people and registers. */

/** Whoever had a part in it; the holder sees his own (design D8). */
export function certificateSeenBy({ route: { unit, organiser, bureau } }: CertificateContext): OrganisationId[] {
  return [unit, organiser, bureau];
}

export function certificateAsks(
  { route }: CertificateContext,
  opening: { readonly person?: string } | null,
): Partial<FactAsk> {
  return { person: opening?.person ?? route.applicant };
}
