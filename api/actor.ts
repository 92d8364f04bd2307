import { createHash } from 'node:crypto';
import { type Role, roles } from '../machines/roles.ts';
import { findToken } from '../store/sign-in-read.ts';
import type { Reader } from '../store/visible.ts';
import type { Who } from './operation.ts';
import { Problem } from './problems.ts';

/**
 * Who is asking: the person, role and organisation a demonstration token names. A token has one role, so what somebody does
 * in another role takes another token. Real accounts come later; everything behind this file stays as it is.
 */

/** Senders that are not people: no token speaks for them. */
const notPeople: readonly Role[] = ['clock', 'system'];

/** @throws Problem UNAUTHENTICATED; SIGN_IN_REFUSED in a database that is neither demonstration nor simulation. */
export async function whoAsks(db: Reader, authorization: string | undefined): Promise<Who> {
  const token = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw unauthenticated();
  const found = await findToken(db, createHash('sha256').update(token).digest());
  // A database that was never installed is none of a demonstration either.
  if (found === null || found.kind === 'production') throw new Problem('SIGN_IN_REFUSED', { headers: challenge });
  const role = roles.find((one) => one === found.role);
  if (found.person === null || role === undefined || notPeople.includes(role)) throw unauthenticated();
  return { actor: { role, person: found.person, organisation: found.organisation, onBehalfOf: null } };
}

const challenge = { 'WWW-Authenticate': 'Bearer realm="zhicheng"' };

function unauthenticated(): Problem {
  return new Problem('UNAUTHENTICATED', { headers: challenge });
}
