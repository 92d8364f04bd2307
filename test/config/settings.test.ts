import { expect, test } from 'vitest';
import { readSettings, SettingsRefusal } from '../../config/settings.ts';

test('with nothing set everything is embedded', () => {
  expect(readSettings({})).toEqual({
    databaseUrl: null,
    redisUrl: null,
    redisThrowaway: false,
    host: '127.0.0.1',
    port: 8080,
    publicUrl: 'http://127.0.0.1:8080',
    dataDirectory: '.zhicheng',
    databasePool: 10,
    workerConcurrency: 4,
    requestsPerMinute: null,
    lookupsPerMinute: null,
    materials: { fileBytes: 20_000_000, caseFiles: 200, caseBytes: 400_000_000 },
    certificateKeys: '.zhicheng/certificate-keys',
  });
});

test('an empty variable counts as not set', () => {
  expect(readSettings({ REDIS_URL: '', PORT: '' })).toEqual(readSettings({}));
});

test('real servers are named by their addresses', () => {
  const settings = readSettings({
    DATABASE_URL: 'postgres://app:secret@db.example:5432/zhicheng',
    REDIS_URL: 'redis://queue.example:6379',
    REDIS_THROWAWAY: 'true',
    PORT: '80',
  });
  expect(settings.databaseUrl).toBe('postgres://app:secret@db.example:5432/zhicheng');
  expect(settings.redisUrl).toBe('redis://queue.example:6379');
  expect(settings.redisThrowaway).toBe(true);
  expect(settings.port).toBe(80);
});

test('what cannot be used is refused, every variable by its name', () => {
  const wrong = { DATABASE_URL: 'mysql://db', REDIS_URL: 'queue:6379', PORT: '65536', WORKER_CONCURRENCY: '0.5' };
  const refusal = (() => {
    try {
      return readSettings(wrong);
    } catch (error) {
      return error;
    }
  })();
  expect(refusal).toBeInstanceOf(SettingsRefusal);
  const named = (refusal as SettingsRefusal).problems.map((problem) => problem.split(':')[0]);
  expect(named.sort()).toEqual(Object.keys(wrong).sort());
});
