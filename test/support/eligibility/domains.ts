import type { Domain } from './domain.ts';
import { acts, bars } from './domains-acts.ts';
import { appointments, certificates, ledger } from './domains-papers.ts';
import { grassrootsDeputies, grassrootsYears, masters, townshipService } from './domains-service.ts';
import { referees, tenure, transfers } from './domains-titles.ts';

/** All of them. */
export const domains: readonly Domain[] = [
  grassrootsYears,
  masters,
  grassrootsDeputies,
  townshipService,
  referees,
  tenure,
  transfers,
  certificates,
  appointments,
  ledger,
  bars,
  acts,
];
