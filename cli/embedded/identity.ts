import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';

/** PostgreSQL looks its user up by number; 65534 (nobody) is there on every system. */
const NOBODY = 65534;

const NAMESPACE = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--'];

// The capability lets nobody walk through directories that only root may enter, such as a clone below /root; the
// security bit makes access(2), by which PostgreSQL looks for its own programs, count it.
const DROPPED = [
  ...['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'],
  ...['--securebits=+no_setuid_fixup', '--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override', '--'],
];

/** As whom the programs of PostgreSQL run: what to put before their command, and who must own their files. */
export interface Identity {
  prefix: readonly string[];
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root. Root therefore runs it in a user namespace that shows root as nobody: no system
 * user is created and the files stay root's. Where namespaces are forbidden (many containers) it runs as nobody, who
 * then owns the files. A user without an entry in the password file, whom initdb refuses, gets the namespace too.
 * `namespaces: false` takes the second way at once. Throws when no way is open.
 */
export function unprivilegedIdentity(namespaces = true): Identity {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  if (uid !== 0 && hasName()) return { prefix: [], uid, gid };
  if (namespaces && works(NAMESPACE)) return { prefix: NAMESPACE, uid, gid };
  if (uid === 0 && works(DROPPED)) return { prefix: DROPPED, uid: NOBODY, gid: NOBODY };
  throw new Error(
    `PostgreSQL cannot be started as user ${uid} here: neither unshare nor setpriv (util-linux) may be used. ` +
      'Run as an ordinary user, or set DATABASE_URL to a PostgreSQL 18.',
  );
}

function works(prefix: readonly string[]): boolean {
  const [command = '', ...args] = prefix;
  return spawnSync(command, [...args, 'true']).status === 0;
}

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false; // userInfo throws exactly when the user has no entry
  }
}
