import type { Programme } from '../programme.ts';
import type { TitleLevel } from '../programme-entries.ts';
import type { Tables } from '../programme-tables.ts';
import type { PlainDate } from '../time.ts';
import type { Dossier } from './dossier.ts';
import type { FactRef, Situation } from './rule.ts';
import { sameField } from './specialties.ts';

/** What certificates of professional qualifications stand for (一(三)1): the title one equals, the level one opens directly. */

export type Qualification = Dossier['qualifications'][number];
type Row = Tables['qualifications']['rows'][number];

/** A certificate of the dossier together with its row of the programme's table. */
export interface Certificate {
  readonly fact: Qualification;
  readonly ref: FactRef;
  readonly row: Row;
}

/** A title that a certificate equals (E16). */
export interface EqualledTitle {
  readonly certificate: string;
  readonly series: string;
  readonly level: TitleLevel;
  /** The day the certificate was issued, from which years count. */
  readonly since: PlainDate;
  readonly ref: FactRef;
}

/** Certificates issued by the cut-off that stand in the table, whatever their registration; by code, then by day of issue. */
export function knownCertificates(dossier: Dossier, { programme, cutoff }: Situation): Certificate[] {
  const { rows } = programme.tables.qualifications;
  return dossier.qualifications
    .flatMap((fact, at) => {
      const row = rows.find(({ certificate }) => certificate === fact.certificate);
      if (row === undefined || fact.issuedOn > cutoff) return [];
      return [{ fact, row, ref: { of: 'qualifications' as const, at, entry: fact.entry, standing: fact.standing } }];
    })
    .sort((a, b) => order(a.fact, b.fact));
}

/** The titles that valid certificates equal (E16), each since the day of issue. */
export function equalledTitles(dossier: Dossier, situation: Situation): EqualledTitle[] {
  return knownCertificates(dossier, situation).flatMap(({ fact, row, ref }) =>
    row.equals === null || fact.registration !== 'VALID'
      ? []
      : [{ certificate: fact.certificate, ...row.equals, since: fact.issuedOn, ref }],
  );
}

/**
 * The certificates of the admission type that stand for a title of the series claimed (E17); those for the level assessed
 * and those that are licences only open nothing.
 */
export function admissionCertificates(dossier: Dossier, situation: Situation): Certificate[] {
  return knownCertificates(dossier, situation).filter(
    ({ row }) => row.kind === 'ADMISSION' && row.equals?.series === dossier.claim.series,
  );
}

/** The level a certificate of the admission type opens directly (E17). */
export function levelOpened({ row }: Certificate, { rules }: Programme): TitleLevel {
  return rules.directByCertificate.value.levels[row.grade];
}

/** Whether a certificate opens what is claimed (E17): its level, in the specialty it is of. */
export function opensClaim(certificate: Certificate, { claim }: Dossier, { programme }: Situation): boolean {
  return (
    levelOpened(certificate, programme) === claim.level &&
    sameField(certificate.fact.specialty, claim.specialty, programme.tables)
  );
}

/**
 * The certificate that the direct way rests on, the earliest issued where several do, so that most achievements are later
 * (E18): a registered one, else one whose registration was revoked, on which a person decides. Null where none opens the claim.
 */
export function certificateOfWay(dossier: Dossier, situation: Situation): Certificate | null {
  const { programme } = situation;
  if (!programme.rules.directByCertificate.value.series.includes(dossier.claim.series)) return null;
  const opening = admissionCertificates(dossier, situation).filter((one) => opensClaim(one, dossier, situation));
  const [first] = opening.toSorted(
    (a, b) =>
      Number(a.fact.registration !== 'VALID') - Number(b.fact.registration !== 'VALID') ||
      compare(a.fact.issuedOn, b.fact.issuedOn),
  );
  return first ?? null;
}

function order(a: Qualification, b: Qualification): number {
  return (
    compare(a.certificate, b.certificate) ||
    compare(a.issuedOn, b.issuedOn) ||
    compare(a.specialty, b.specialty) ||
    compare(a.registration, b.registration)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
