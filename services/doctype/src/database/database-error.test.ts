import { Refusal, Unavailable } from '@business-m/protocols';
import { expect, test } from 'vitest';
import { isTransactionLost, translateDriverError } from './database-error.ts';

const name = { host: 'db.example', port: 5432, database: 'wms', user: 'desk' };
const failure = (code: string, message = 'the driver’s words') => Object.assign(new Error(message), { code });

test.each<[string, string, 'unavailable' | 'overloaded']>([
  ['53100', 'has no disk space left', 'unavailable'],
  ['53300', 'has no connection left', 'overloaded'],
  ['53400', 'is out of resources', 'unavailable'],
  ['57P01', 'is shutting down', 'unavailable'],
  ['57P02', 'has crashed and is recovering', 'unavailable'],
  ['57P03', 'is starting up', 'unavailable'],
  ['57014', 'took too long', 'overloaded'],
  ['08006', 'lost the connection', 'unavailable'],
  ['28P01', 'does not let the user “desk” in', 'unavailable'],
  ['28000', 'does not let the user “desk” in', 'unavailable'],
  ['3D000', 'does not exist', 'unavailable'],
  ['25006', 'takes no changes now', 'unavailable'],
  ['ECONNREFUSED', 'does not answer', 'unavailable'],
  ['ECONNRESET', 'lost the connection', 'unavailable'],
])('reports %s: the database %s', (code, sentence, kind) => {
  const translated = translateDriverError(failure(code), name);
  expect(translated).toBeInstanceOf(Unavailable);
  expect(translated).toMatchObject({ code: kind, message: expect.stringContaining(sentence) });
  expect((translated as Error).message).toMatch(/^The database “wms” at db\.example:5432 .*\.$/);
});

test('leaves errors about the data, and errors of other code, unchanged', () => {
  for (const error of [failure('23505'), failure('22P02'), failure('42P01'), new Refusal('x', 'y'), 'text', new Error('a bug')]) {
    expect(translateDriverError(error, name)).toBe(error);
  }
});

test('retries only transactions that lost against another one', () => {
  const again = [failure('40001'), failure('40P01'), failure('0A000', 'cached plan must not change result type')];
  expect(again.map(isTransactionLost)).toEqual([true, true, true]);
  const never = [failure('0A000', 'not supported'), failure('08006'), failure('57P01'), new Unavailable('lost the connection'), null];
  expect(never.map(isTransactionLost)).toEqual([false, false, false, false, false]);
});
