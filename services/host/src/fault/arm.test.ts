import { armFaultPoints, faultPoint } from '@business-m/protocols';
import { pino } from 'pino';
import { afterEach, expect, test, vi } from 'vitest';
import { armFaults, seeded } from './arm.ts';

afterEach(() => armFaultPoints(null));

/** At which of a hundred passes the process would have killed itself. */
function strikes(seed: number, chance: number): number[] {
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  armFaults({ probabilities: new Map([['outbox.committed', chance]]), seed }, pino({ level: 'silent' }));
  const struck: number[] = [];
  for (let pass = 0; pass < 100; pass += 1) {
    kill.mockClear();
    faultPoint('receiver.committed');
    expect(kill).not.toHaveBeenCalled();
    faultPoint('outbox.committed');
    if (kill.mock.calls.length > 0) struck.push(pass);
  }
  return struck;
}

test('fires at the same passes for a seed, and only at named points', () => {
  const first = strikes(7, 0.1);
  expect(first.length).toBeGreaterThan(2);
  expect(first.length).toBeLessThan(30);
  expect(strikes(7, 0.1)).toEqual(first);
  expect(strikes(8, 0.1)).not.toEqual(first);
  expect(strikes(7, 0)).toEqual([]);
});

test('kills the process', () => {
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  armFaults({ probabilities: new Map([['outbox.settled', 1]]), seed: 1 }, pino({ level: 'silent' }));
  faultPoint('outbox.settled');
  expect(kill).toHaveBeenCalledExactlyOnceWith(process.pid, 'SIGKILL');
});

test('draws uniformly', () => {
  const next = seeded(42);
  const draws = Array.from({ length: 10_000 }, next);
  expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...draws)).toBeLessThan(1);
  expect(draws.reduce((sum, draw) => sum + draw, 0) / draws.length).toBeCloseTo(0.5, 1);
});
