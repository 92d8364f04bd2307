import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startEmbedded } from '../../cli/embedded/postgres.ts';
import { type Starter, startElsewhere } from '../support/embedded.ts';
import { makeHome, processesUnder } from '../support/home.ts';
import { onDatabase } from '../support/sql.ts';

const isRoot = process.getuid?.() === 0;
const onLinux = process.platform === 'linux';

describe.runIf(onLinux)('the embedded PostgreSQL', { timeout: 60_000 }, () => {
  let home: string;
  let dataDir: string;
  let starters: Starter[];

  const start = (options = {}) => startEmbedded(dataDir, { throwaway: true, ...options });
  const elsewhere = async () => {
    const starter = await startElsewhere(dataDir);
    starters.push(starter);
    return starter;
  };
  const gone = () => vi.waitFor(() => expect(processesUnder(dataDir)).toEqual([]), { timeout: 20_000 });

  beforeEach(() => {
    home = makeHome();
    dataDir = join(home, 'data');
    starters = [];
  });

  afterEach(async () => {
    await Promise.all(starters.map((starter) => starter.kill()));
    for (const pid of processesUnder(dataDir)) process.kill(pid, 'SIGKILL');
    await gone();
    rmSync(home, { recursive: true });
  });

  /** Leaves one committed note, so that a later start can tell whether it is on the same data. */
  const writeNote = (url: string) =>
    onDatabase(url, (client) => client.query(`create table notes as select '职称' as text`));
  const readNote = (url: string) =>
    onDatabase(url, async (client) => (await client.query<{ text: string }>('select text from notes')).rows[0]?.text);

  test('keeps what it acknowledges: settings of the first start', async () => {
    const server = await start({ throwaway: false });
    const settings = await onDatabase(server.url, async (client) => {
      const { rows } = await client.query<{ name: string; setting: string }>(
        `select name, current_setting(name) as setting from pg_settings where name = any($1)`,
        [['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'listen_addresses', 'max_connections']],
      );
      return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
    });
    expect(settings).toEqual({
      ...{ fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', data_checksums: 'on' },
      ...{ listen_addresses: '127.0.0.1', max_connections: '200' },
    });
    expect(await server.stop()).toBe(true);
  });

  test('sorts and folds alike on every system, and sorts names the Chinese way when asked', async () => {
    const { url } = await start();
    const { rows } = await onDatabase(url, (client) =>
      client.query(
        `select datlocprovider as provider, datlocale as locale, upper('é') as upper,
                (select array_agg(name order by name collate "zh-x-icu")
                 from unnest(array['张三', '李四', '阿明']) as name) as names
         from pg_database where datname = current_database()`,
      ),
    );
    expect(rows).toEqual([{ provider: 'b', locale: 'C.UTF-8', upper: 'É', names: ['阿明', '李四', '张三'] }]);
  });

  test('comes up again on the same data and at the same address, and stops without leaving a process', async () => {
    const first = await start();
    await writeNote(first.url);
    expect(await first.stop()).toBe(true);
    expect(processesUnder(dataDir)).toEqual([]);
    await first.ended;
    const second = await start();
    expect(second).toMatchObject({ adopted: false, url: first.url });
    expect(await readNote(second.url)).toBe('职称');
  });

  test('is adopted when the process that started it was killed', async () => {
    const starter = await elsewhere();
    await writeNote(starter.server.url);
    await starter.kill();
    const server = await start();
    expect(server).toMatchObject({ adopted: true, pid: starter.server.pid, url: starter.server.url });
    expect(await readNote(server.url)).toBe('职称');
    expect(await server.stop()).toBe(true);
    expect(processesUnder(dataDir)).toEqual([]);
  });

  test('recovers what was committed when it was killed itself, and tells its starter that it is gone', async () => {
    const first = await start();
    await writeNote(first.url);
    process.kill(first.pid, 'SIGKILL');
    await first.ended;
    const second = await start();
    expect(second).toMatchObject({ adopted: false, url: first.url });
    expect(await readNote(second.url)).toBe('职称');
  });

  test('recovers when it and its starter were killed at once', async () => {
    const starter = await elsewhere();
    await writeNote(starter.server.url);
    process.kill(starter.server.pid, 'SIGKILL');
    await starter.kill();
    const server = await start();
    expect(server.adopted).toBe(false);
    expect(await readNote(server.url)).toBe('职称');
  });

  test('is one server when three processes start it for the first time at once', async () => {
    const [first, ...others] = await Promise.all([elsewhere(), elsewhere(), elsewhere()]);
    for (const { server } of others) expect(server).toMatchObject({ pid: first.server.pid, url: first.server.url });
    expect([first, ...others].filter(({ server }) => !server.adopted)).toHaveLength(1);
    expect(readdirSync(home).sort()).toEqual(['data', 'data.log']);
  });

  test('starts over when a first start was killed half-way', async () => {
    const abandoned = spawn('true');
    await new Promise((resolve) => abandoned.once('exit', resolve));
    mkdirSync(join(`${dataDir}.init-${abandoned.pid}`, 'data'), { recursive: true });
    await start();
    expect(readdirSync(home).sort()).toEqual(['data', 'data.log']);
  });

  test('starts although its lock file names a process that is a stranger by now, and leaves that file to itself', async () => {
    const first = await start();
    await writeNote(first.url);
    process.kill(first.pid, 'SIGKILL');
    await gone();
    const stranger = spawn('sleep', ['60']);
    const lockFile = join(dataDir, 'postmaster.pid');
    writeFileSync(lockFile, readFileSync(lockFile, 'utf8').replace(String(first.pid), String(stranger.pid)));
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await readNote(second.url)).toBe('职称');
    expect(stranger.exitCode).toBe(null);
    stranger.kill();
  });

  test('is not stopped under somebody who is connected', async () => {
    const server = await start();
    await onDatabase(server.url, async (client) => {
      expect(await server.stop()).toBe(false);
      await client.query('select 1');
    });
    expect(await server.stop()).toBe(true);
    expect(await server.stop()).toBe(true);
  });

  test('survives the interrupt that a terminal sends to everything started from it', async () => {
    const server = await start();
    const session = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[3];
    expect(session).toBe(String(server.pid));
  });

  test.runIf(isRoot)('runs for root without user namespaces too, and on the same data either way', async () => {
    const first = await start({ namespaces: false });
    expect(statSync(`/proc/${first.pid}`).uid).not.toBe(0);
    await writeNote(first.url);
    expect(await first.stop()).toBe(true);
    const second = await start();
    expect(await readNote(second.url)).toBe('职称');
    expect(await second.stop()).toBe(true);
    const third = await start({ namespaces: false });
    expect(await readNote(third.url)).toBe('职称');
  });
});
