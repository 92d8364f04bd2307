// What the tests want of the system beside Node: known to the installer, to the tests, and to the closing report.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @typedef {object} SystemPackage
 * @property {string} name the Debian package
 * @property {string} [command] found on the PATH when it is installed
 * @property {string} [file] there when it is installed
 * @property {string} skipped what is not tested without it
 */

/** @type {readonly SystemPackage[]} */
export const SYSTEM_PACKAGES = [
  { name: 'redis-server', command: 'redis-server', skipped: 'the tests of the queue on Redis' },
  { name: 'chromium', command: 'chromium', skipped: 'the tests of the pages in a browser' },
  {
    name: 'fonts-noto-cjk',
    file: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
    skipped: 'the tests that look at Chinese text in a browser',
  },
];

/** @returns {SystemPackage[]} those that are not installed now */
export function missingPackages() {
  return SYSTEM_PACKAGES.filter(
    ({ command, file }) => !(command === undefined ? existsSync(file ?? '') : isCommand(command)),
  );
}

/**
 * Whether a program can be run by its name.
 * @param {string} name
 */
export function isCommand(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => isExecutable(join(folder, name)));
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
