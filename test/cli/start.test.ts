import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { rotateKeys } from '../../cli/certificate-keys.ts';
import { freePort } from '../../cli/embedded/port.ts';
import { type Embedded, startEmbedded } from '../../cli/embedded/postgres.ts';
import { holderOf } from '../../cli/launcher/port-holder.ts';
import { makeHome } from '../support/home.ts';
import { isListening, processesOf, readRunning, type Started, startLauncher } from '../support/launcher.ts';
import { commandOf, runCurl } from '../support/readme.ts';
import { onDatabase } from '../support/sql.ts';

const onLinux = process.platform === 'linux';
const soon = { timeout: 20_000, interval: 50 };

const listed = z.object({ cases: z.array(z.object({ id: z.string(), state: z.string() })) });
const clockView = z.object({ now: z.string(), settled: z.boolean() });

/** How many cases there are, and how many events. */
function counts(url: string) {
  return onDatabase(url, async (client) => {
    const { rows } = await client.query<{ cases: number; events: number }>(
      'select (select count(*)::int from cases) as cases, (select count(*)::int from events) as events',
    );
    return rows[0]!;
  });
}

describe.runIf(onLinux)('npm start in an empty directory', { timeout: 60_000 }, () => {
  const home = makeHome();
  let port: number;
  let launcher: Started;

  const running = () => readRunning(home);
  const address = () => `http://127.0.0.1:${port}`;
  const start = () => startLauncher({ home, port, args: ['--cases', '40'] });
  const isUp = () => vi.waitFor(async () => expect((await fetch(`${address()}/readyz`)).status).toBe(200), soon);
  /** Waits until the process that was killed has a successor. */
  const succeeded = (part: 'api' | 'workers' | 'postgres', killed: number) =>
    vi.waitFor(() => expect(running()[part]).not.toBe(killed), soon);
  const killed = (part: 'api' | 'workers' | 'postgres' | 'launcher') => {
    const pid = running()[part] ?? 0;
    process.kill(pid, 'SIGKILL');
    return pid;
  };

  beforeAll(async () => {
    port = await freePort(undefined);
    // The very first start is killed while it makes the demonstration; the next makes a whole one.
    launcher = start();
    await launcher.says('Playing June to August 2023', 60_000);
    launcher.kill();
    await launcher.ended;
    launcher = start();
    await launcher.says('Ctrl+C stops everything', 90_000);
  }, 160_000);

  afterAll(() => {
    for (const pid of processesOf(home)) process.kill(pid, 'SIGKILL');
    rmSync(home, { recursive: true, force: true, maxRetries: 10 });
  });

  test('says where it is, who one can be, and what to try: the commands of the README', () => {
    const said = launcher.said();
    expect(said).toContain('The demonstration was interrupted while it was being made.');
    expect(said).toContain(address());
    for (const token of ['demo-bureau', 'demo-unit-admin', 'demo-applicant']) expect(said).toContain(token);
    for (const name of ['first-curl', 'third-curl'] as const) {
      expect(said).toContain(commandOf('README.md', name).replace('http://127.0.0.1:8080', address()));
    }
  });

  test('answers a browser with a page that says what runs, from this machine alone', async () => {
    const page = await (await fetch(address())).text();
    expect(page).toContain('2023-08-07T09:0');
    expect(page).toContain('单位内部公示');
    expect((await fetch(`${address()}/docs`)).status).toBe(200);
  });

  test('begins with the forms its bureaus have opened: still owed, handed in, under review', async () => {
    const url = `${address()}/v1/cases?lifecycle=duty&limit=100`;
    const { cases } = listed.parse(
      await (await fetch(url, { headers: { Authorization: 'Bearer demo-bureau' } })).json(),
    );
    expect(cases.map(({ state }) => state)).toEqual(
      expect.arrayContaining(['owed', 'submitted.inTime', 'underReview.inTime']),
    );
  });

  test('answers the commands of the README, with which time passes and deadlines fire', async () => {
    const first = await runCurl(commandOf('README.md', 'first-curl'), address());
    expect(first.status).toBe(200);
    const { cases } = listed.parse(first.body);
    expect(cases.length).toBeGreaterThan(0);
    const second = commandOf('README.md', 'second-curl').replace('/ID', `/${cases[0]!.id}`);
    const before = await runCurl(second, address());
    expect(before).toMatchObject({ status: 200, body: { id: cases[0]!.id } });
    const third = await runCurl(commandOf('README.md', 'third-curl'), address());
    expect(third).toMatchObject({ status: 200 });
    await vi.waitFor(async () => {
      const after = listed.parse((await runCurl(commandOf('README.md', 'first-curl'), address())).body);
      expect(after.cases).not.toEqual(cases);
    }, soon);
  });

  test('starts again what is killed with -9, on the same data: the API, the workers, PostgreSQL', async () => {
    const before = await counts(running().databaseUrl);
    const api = killed('api');
    await succeeded('api', api);
    await isUp();
    const workers = killed('workers');
    await succeeded('workers', workers);
    const postgres = killed('postgres');
    await launcher.says('PostgreSQL is up again');
    await vi.waitFor(() => expect(running().postgres).not.toBe(postgres), soon);
    await isUp();
    expect(await counts(running().databaseUrl)).toEqual(before);
    expect(launcher.said()).toMatch(/the API ended \(SIGKILL\); starting it again in 0\.5 s/);
    expect(launcher.said()).toMatch(/the workers ended \(SIGKILL\); starting it again/);
    // And they all work: what falls due fires.
    const token = { Authorization: 'Bearer demo-bureau' };
    const body = JSON.stringify({ to: '2023-08-20T00:00:05+08:00' });
    const headers = { ...token, 'Content-Type': 'application/json' };
    await fetch(`${address()}/v1/clock`, { method: 'POST', headers, body });
    await vi.waitFor(async () => {
      const clock = clockView.parse(await (await fetch(`${address()}/v1/clock`, { headers: token })).json());
      expect(clock).toMatchObject({ settled: true });
    }, soon);
    expect((await counts(running().databaseUrl)).events).toBeGreaterThan(before.events);
  });

  test('leaves nobody on the port when it is killed itself, and the next start is on the same data', async () => {
    const before = await counts(running().databaseUrl);
    const { api, workers, postgres } = running();
    killed('launcher');
    await launcher.ended;
    launcher = start();
    await launcher.says('Ctrl+C stops everything', 30_000);
    expect(launcher.said()).toContain('It was still running, and is taken over.');
    expect(running()).toMatchObject({ address: address(), postgres });
    expect(await counts(running().databaseUrl)).toEqual(before);
    const left = processesOf(home);
    await vi.waitFor(() => expect(left.filter((pid) => pid === api || pid === workers)).toEqual([]), soon);
  });

  test('ends everything at Ctrl+C, and frees the port', async () => {
    // Twice: the terminal's, and the one npm hands on.
    launcher.interrupt();
    launcher.interrupt();
    expect(await launcher.ended).toBe(0);
    expect(processesOf(home)).toEqual([]);
    expect(await isListening(port)).toBe(false);
    expect(() => readRunning(home)).toThrow('ENOENT');
  });
});

describe.runIf(onLinux)('npm start with DATABASE_URL', { timeout: 60_000 }, () => {
  const home = makeHome();
  const url = () => server.url;
  let server: Embedded;
  let launcher: Started | undefined;

  // A production does not start on the server the tests share, which may forget.
  beforeAll(async () => {
    server = await startEmbedded(join(makeHome(), 'data'));
  });
  afterAll(async () => {
    launcher?.kill();
    await vi.waitFor(() => expect(processesOf(home)).toEqual([]), soon);
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  });

  test('makes an empty database a production: a real clock, no tokens, no server of its own, on the next free port', async () => {
    const taken = await freePort(undefined);
    const other = createServer().listen(taken, '127.0.0.1');
    await vi.waitFor(() => expect(holderOf(taken)?.pid).toBe(process.pid), soon);
    const certificateKeys = join(home, 'keys');
    const unsigned = startLauncher({ home, port: taken, databaseUrl: url(), certificateKeys });
    await unsigned.says('There is no key to sign certificates with');
    expect(await unsigned.ended).toBe(1);
    rotateKeys(certificateKeys);
    launcher = startLauncher({ home, port: taken, databaseUrl: url(), certificateKeys });
    await launcher.says('Ctrl+C stops everything', 30_000);
    other.close();
    const said = launcher.said();
    expect(said).toMatch(new RegExp(`port ${taken} is taken by .*\\(process ${process.pid}\\); using`));
    expect(said).not.toContain('demo-');
    const { address, postgres } = readRunning(home);
    expect(postgres).toBe(null);
    expect(await (await fetch(address)).text()).toContain('正式库');
    const me = await fetch(`${address}/v1/me`, { headers: { Authorization: 'Bearer demo-bureau' } });
    expect([401, 403]).toContain(me.status);
    launcher.interrupt();
    expect(await launcher.ended).toBe(0);
    expect(await counts(url())).toEqual({ cases: 0, events: 0 });
  });
});
