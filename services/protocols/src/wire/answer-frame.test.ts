import { expect, test } from 'vitest';
import { DeadlineExceeded, RemoteFault, Unavailable } from '../faults.ts';
import { referenceContract } from '../reference.ts';
import { Refusal } from '../refusal.ts';
import { decodeAnswer, encodeAnswer } from './answer-frame.ts';

const { version } = referenceContract;
const cross = (thrown: unknown): unknown => {
  const frame = encodeAnswer(referenceContract, 'resolve', version, { thrown });
  try {
    return decodeAnswer(referenceContract, 'resolve', frame);
  } catch (error) {
    return error;
  }
};

test('copies a result', () => {
  const result = [{ id: 'A', title: 'a', status: 'saved', values: { n: 1 } }];
  const frame = encodeAnswer(referenceContract, 'resolve', version, { result });
  expect(decodeAnswer(referenceContract, 'resolve', frame)).toEqual(result);
});

test('passes a refusal with all its details', () => {
  const refusal = new Refusal('unbalanced', 'No.', {
    field: 'lines',
    errors: [{ field: 'lines.1', code: 'x', message: 'y' }],
    current: { a: 1 },
  });
  const arrived = cross(refusal) as Refusal;
  expect(arrived).toBeInstanceOf(Refusal);
  expect(arrived.toJSON()).toEqual(refusal.toJSON());
});

test.each([
  new Unavailable('the database is away'),
  new Unavailable('too many', { code: 'overloaded' }),
  new DeadlineExceeded(),
  new RemoteFault('it failed'),
  new RemoteFault('too much', { code: 'too-large' }),
])('passes a fault with its class, code and sentence: %s', (fault) => {
  const arrived = cross(fault) as typeof fault;
  expect(arrived).toBeInstanceOf(fault.constructor);
  expect(arrived).toMatchObject({ code: fault.code, message: fault.message });
});

test('passes no detail of an unexpected error', () => {
  const arrived = cross(new TypeError('password is hunter2')) as Error;
  expect(arrived).toBeInstanceOf(RemoteFault);
  expect(arrived.message).not.toContain('hunter2');
});

test('refuses to send or accept an invalid result', () => {
  expect(() => encodeAnswer(referenceContract, 'resolve', version, { result: [{ id: 1 }] })).toThrow();
  const frame = JSON.stringify({ version, answer: { kind: 'result', result: [{ id: 1 }] } });
  expect(() => decodeAnswer(referenceContract, 'resolve', frame)).toThrow(expect.objectContaining({ code: 'malformed' }));
});
