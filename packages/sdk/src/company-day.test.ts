import { afterEach, expect, test } from 'vitest';
import { companyToday, learnTimeZone } from './company-day.ts';
import { createApiClient } from './create-api-client.ts';

const evening = new Date('2026-12-01T01:00:00Z');
afterEach(() => learnTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone));

test.each([
  ['America/Los_Angeles', '2026-11-30'],
  ['Pacific/Auckland', '2026-12-01'],
])('today is the day of a company in %s, as an answer of its services says', async (zone, day) => {
  const api = createApiClient({ fetch: async () => new Response('{}', { headers: { 'Company-Time-Zone': zone } }) });
  await api.get('/api/meta/item');
  expect(companyToday(evening)).toBe(day);
});

test('a refusal says the zone too, and an answer without one changes nothing', async () => {
  const refused = createApiClient({
    fetch: async () => new Response('{}', { status: 404, headers: { 'Company-Time-Zone': 'America/Los_Angeles' } }),
  });
  await expect(refused.get('/api/resource/item/NONE')).rejects.toThrow();
  await createApiClient({ fetch: async () => new Response('{}') }).get('/api/gateway/me');
  expect(companyToday(evening)).toBe('2026-11-30');
});

test('a zone that this browser does not know leaves the day as it was', () => {
  learnTimeZone('America/Los_Angeles');
  learnTimeZone('Mars/Olympus');
  expect(companyToday(evening)).toBe('2026-11-30');
});
