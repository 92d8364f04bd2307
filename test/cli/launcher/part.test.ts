import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isRunning } from '../../../cli/embedded/postmaster.ts';
import { Part } from '../../../cli/launcher/part.ts';
import { makeHome } from '../../support/home.ts';

describe('a part of the launcher', () => {
  let home: string;
  let said: string[];
  let parts: Part[];

  beforeEach(() => {
    home = makeHome();
    mkdirSync(home, { recursive: true });
    said = [];
    parts = [];
  });
  afterEach(async () => {
    await Promise.all(parts.map((part) => part.stop()));
    rmSync(home, { recursive: true, force: true });
  });

  const partOf = (text: string, variables: Record<string, string> = {}) => {
    const script = join(home, 'main.ts');
    writeFileSync(script, text);
    const part = new Part({
      title: { zh: '部件', en: 'the part' },
      script,
      log: join(home, 'part.log'),
      variables: () => variables,
      say: ({ en }) => said.push(en),
      onStarted: () => undefined,
    });
    parts.push(part);
    return part;
  };
  const ready = `process.send({ kind: 'working' }); process.once('disconnect', () => process.exit());`;

  test('is given up where it never gets ready, with the end of its log', async () => {
    const entry = JSON.stringify({ level: 60, msg: 'ends', message: 'no such database', stack: 'at …' });
    const part = partOf(`console.error('${entry}'); process.exit(3);`);
    await expect(part.start()).rejects.toThrow(/the part did not start\. The end of .*:\nends: no such database$/);
    expect(said).toEqual([
      expect.stringContaining('the part ended (3); starting it again in 0.5 s'),
      expect.stringContaining('the part ended (3); starting it again in 1 s'),
    ]);
  });

  test('is told what has changed when it is started anew', async () => {
    const variables = { NOTE: 'one' };
    const part = partOf(`console.log(process.env.NOTE); ${ready}`, variables);
    await part.start();
    const { pid } = part;
    variables.NOTE = 'two';
    await part.restart();
    expect(part.pid).not.toBe(pid);
    await vi.waitFor(() => expect(readFileSync(join(home, 'part.log'), 'utf8')).toBe('one\ntwo\n'), 10_000);
    expect(said).toEqual([]);
  });

  test('is gone when it was stopped, and not started again', async () => {
    const part = partOf(ready);
    await part.start();
    const pid = part.pid ?? 0;
    await part.stop();
    expect(isRunning(pid)).toBe(false);
    expect(said).toEqual([]);
  });

  test('is stopped also while it waits to be started again', async () => {
    const part = partOf('process.exit(1);');
    const started = part.start();
    await vi.waitFor(() => expect(said).toHaveLength(1), 10_000);
    await part.stop();
    await expect(started).rejects.toThrow('stopped before it was ready');
  });
});
