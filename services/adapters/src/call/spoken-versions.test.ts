import { ledgerContract, referenceContract } from '@business-m/protocols';
import { expect, test, vi } from 'vitest';
import { createSpokenVersions } from './spoken-versions.ts';

test('speaks the older version for a minute, then tries the newest again', () => {
  vi.useFakeTimers();
  const versions = createSpokenVersions();
  expect(versions.of(ledgerContract)).toBe(2);
  versions.learn(ledgerContract, 1);
  expect(versions.of(ledgerContract)).toBe(1);
  expect(versions.of(referenceContract)).toBe(1);
  vi.advanceTimersByTime(61_000);
  expect(versions.of(ledgerContract)).toBe(2);
  versions.learn(ledgerContract, 1);
  versions.learn(ledgerContract, null);
  expect(versions.of(ledgerContract)).toBe(2);
  vi.useRealTimers();
});
