// Runs before `npm start` and `npm test`, on whatever Node the machine has (20 or later) and before anything is
// installed: brings node_modules to package-lock.json and, with --for-tests, the system to what the tests want.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isCommand, missingPackages } from './system.mjs';

const STAMP = 'node_modules/.installed-from';
const LOCK = '.zhicheng/installing';
const OWN_NODE = 'node_modules/.bin/node';
const OLDEST_NODE = 26;

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
if (!isInstalled()) alone(install);
checkRuntime();
if (process.argv.includes('--for-tests')) ensureSystem();

/** What node_modules must have been installed from: this lock file, for this kind of machine. */
function wanted() {
  const lock = readFileSync('package-lock.json');
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
}

function isInstalled() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted();
}

function install() {
  if (isInstalled()) return; // by another process, while we waited for it
  console.log('Installing the packages of package-lock.json (the first time takes a minute or two) …');
  // No install script is needed by anything we use; what the database's package would link, its launcher links.
  const options = ['--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const [command, ...args] = [...npm(), 'ci', ...options, '--loglevel=error'];
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) fail(`npm ci did not succeed${error ? `: ${error.message}` : ''}.`);
  writeFileSync(STAMP, wanted());
}

/**
 * npm itself, run by the Node that runs it already: ours is about to be replaced.
 * @returns {[string, ...string[]]}
 */
function npm() {
  const { npm_execpath: script, npm_node_execpath: node = process.execPath } = process.env;
  return script === undefined ? ['npm'] : [node, script];
}

/**
 * Two commands in a fresh clone at once must not install over each other.
 * @param {() => void} work
 */
function alone(work) {
  mkdirSync(dirname(LOCK), { recursive: true });
  while (!takeLock()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  try {
    work();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function takeLock() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  if (!isRunning(Number(readIfThere(LOCK)))) rmSync(LOCK, { force: true });
  return false;
}

/** @param {number} pid 0 while the holder is still writing its number */
function isRunning(pid) {
  try {
    return pid === 0 || process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** The project runs on its own Node where there is one for the machine; npm puts it first in the PATH of scripts. */
function checkRuntime() {
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) return;
  const { status } = spawnSync(OWN_NODE, ['--version'], { stdio: 'ignore' });
  if (status === 0) return;
  const machine = `${process.platform} on ${process.arch}`;
  fail(`There is no Node ${OLDEST_NODE} among the packages for ${machine}: install Node ${OLDEST_NODE} or later.`);
}

function ensureSystem() {
  if (missingPackages().length > 0 && canInstall()) installSystem(missingPackages().map(({ name }) => name));
  const missing = missingPackages();
  if (missing.length === 0) return;
  for (const { name, skipped } of missing) console.log(`Not installed: ${name}. Skipped without it: ${skipped}.`);
  console.log(`To run them too, as root: apt-get install ${missing.map(({ name }) => name).join(' ')}`);
}

function canInstall() {
  return existsSync('/etc/debian_version') && isCommand('apt-get') && process.getuid?.() === 0;
}

/** @param {string[]} names */
function installSystem(names) {
  console.log(`Installing ${names.join(', ')} through apt, for the tests …`);
  // Another apt may be at work; it is waited for. A failure is no end: what is missing is skipped, aloud.
  const wait = ['-o', 'DPkg::Lock::Timeout=300', '-qq'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...names]]) {
    const { status, stdout, stderr } = spawnSync('apt-get', [...wait, ...args], { env, encoding: 'utf8' });
    if (status !== 0) console.log(`apt-get ${args[0]} failed:\n${stdout}${stderr}`);
  }
}

/** @param {string} path */
function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}
