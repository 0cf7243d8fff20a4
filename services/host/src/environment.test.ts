import { expect, test } from 'vitest';
import { readEnvironment } from './environment.ts';

const secret = 'x'.repeat(32);

test('only the secret has to be set', () => {
  expect(readEnvironment({ SERVICE_SECRET: secret })).toEqual({
    SERVICES_PORT: 8082,
    HOST: '127.0.0.1',
    DESK_DATA: '.data',
    SERVICE_SECRET: secret,
    DESK_TENANT: 'demo',
    DESK_SEED: '',
    LOG_LEVEL: 'info',
  });
});

test('each variable that is wrong gets one sentence with its name', () => {
  const wrong = () => readEnvironment({ SERVICE_SECRET: 'short', SERVICES_PORT: 'http', DESK_SEED: 'all', LOG_LEVEL: 'loud' });
  expect(wrong).toThrow(
    [
      'SERVICES_PORT is a port number from 0 to 65535.',
      'SERVICE_SECRET is too short: the secret shared with the gateway has at least 32 characters.',
      'DESK_SEED is “demo” or not set.',
      'LOG_LEVEL is a log level such as “info”.',
    ].join('\n'),
  );
  expect(() => readEnvironment({})).toThrow('SERVICE_SECRET is missing');
  expect(() => readEnvironment({ SERVICE_SECRET: secret, SERVICES_PORT: '70000' })).toThrow(
    'SERVICES_PORT is a port number from 0 to 65535.',
  );
});
