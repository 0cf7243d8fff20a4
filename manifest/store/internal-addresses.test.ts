import { expect, test } from 'vitest';
import { refuseInternalAddresses } from './internal-addresses.ts';

const at = {
  cdn: (address: string) => ({ cdn: address }),
  'backend.monolith': (address: string) => ({ backend: { monolith: address } }),
  'backend.scopes.shop.upstream': (address: string) => ({ backend: { scopes: { shop: { upstream: address } } } }),
  'backend.scopes.shop.tenants.acme.upstream': (address: string) => ({
    backend: { scopes: { shop: { tenants: { acme: { upstream: address } } } } },
  }),
};

test.each(Object.entries(at))('an address inside is refused at %s, and named', (path, document) => {
  for (const address of [
    'http://127.0.0.1:8082',
    'http://localhost',
    'http://10.0.0.7/x',
    'http://[::1]:80',
    'http://3232235777',
    'http://[fd00::1]',
  ]) {
    expect(() => refuseInternalAddresses(document(address))).toThrow(expect.objectContaining({ name: 'DocumentRefusal', path }));
  }
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how a document names a variable.
  for (const address of ['https://finance.example', 'http://finance:8084', '${FINANCE_ORIGIN}', 'nonsense']) {
    expect(() => refuseInternalAddresses(document(address))).not.toThrow();
  }
});

test('leaves an invalid document to the schema', () => {
  for (const document of [{}, { backend: {} }, { backend: { scopes: { shop: {} } } }, { backend: null }]) {
    expect(() => refuseInternalAddresses(document)).not.toThrow();
  }
});
