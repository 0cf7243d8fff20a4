import { afterEach, expect, test } from 'vitest';
import { companyOfBooks, forgetCompany } from './company.ts';
import { createApiClient } from './create-api-client.ts';

afterEach(forgetCompany);

const answerWith = (headers: Record<string, string>) =>
  createApiClient({ fetch: async () => new Response('{}', { headers }) }).get('/api/meta/item');

test('the services say whose books these are and in which money; an answer of others changes nothing', async () => {
  expect(companyOfBooks()).toEqual({ name: null, currency: null, digits: 2 });
  await answerWith({ 'Company-Name': encodeURIComponent('東京商店'), 'Company-Currency': 'JPY' });
  await answerWith({});
  expect(companyOfBooks()).toEqual({ name: '東京商店', currency: 'JPY', digits: 0 });
});

test.each([
  ['%E0%A4', 'NOK', 'Ness', 'NOK'],
  ['Halden%20Trading', 'kroner', 'Halden Trading', 'EUR'],
])('of %s and %s it takes what can be read', async (name, currency, knownName, knownCurrency) => {
  await answerWith({ 'Company-Name': 'Ness', 'Company-Currency': 'EUR' });
  await answerWith({ 'Company-Name': name, 'Company-Currency': currency });
  expect(companyOfBooks()).toEqual({ name: knownName, currency: knownCurrency, digits: 2 });
});
