import { type CallContext, type ReferenceProtocol, type ReferenceRequest, Unavailable } from '@business-m/protocols';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDomainService, type DomainService } from '../domain-service.ts';
import { inProcessTransport } from '../testing/in-process-transport.ts';
import { libraryDomain } from '../testing/sample-domain.ts';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { ReferenceHabits } from './reference-habits.ts';
import { ReferenceMemory, ReferencesNeeded } from './reference-memory.ts';

const call: CallContext = { tenant: 'demo', user: 'test', roles: ['keeper'], deadlineMs: Date.now() + 60_000, trace: 'test' };
const documents: Record<string, Record<string, Record<string, unknown>>> = {
  item: { BOLT: { uom: 'Nos', disabled: false }, WIRE: { uom: 'Kg', disabled: false } },
  uom: { Nos: { decimals: 0 }, Kg: { decimals: 3 } },
};

/** Another domain that writes down what it is asked. */
function answering(asked: ReferenceRequest[]): ReferenceProtocol {
  return {
    async resolve(request) {
      asked.push(request);
      return request.ids.flatMap((id) => {
        const found = documents[request.doctype]?.[id];
        if (!found) return [];
        return [
          { id, title: id, status: 'saved', values: Object.fromEntries((request.fields ?? []).map((field) => [field, found[field]])) },
        ];
      });
    },
  };
}

/** What a transaction asks: links first, then what the domain's rules want to know of them. */
async function transaction(memory: ReferenceMemory): Promise<unknown> {
  await memory.resolve({ doctype: 'item', ids: ['BOLT', 'WIRE'], fields: ['disabled'] });
  const items = await memory.resolve({ doctype: 'item', ids: ['BOLT', 'WIRE'], fields: ['uom'] });
  return memory.resolve({ doctype: 'uom', ids: items.map(({ values }) => String(values.uom)), fields: ['decimals'] });
}

async function attempts(memory: ReferenceMemory, references: ReferenceProtocol): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await transaction(memory);
      return attempt;
    } catch (error) {
      if (!(error instanceof ReferencesNeeded)) throw error;
      await memory.learn(references, call);
    }
  }
}

test('the first write learns question by question, the next asks for all of it at once', async () => {
  const habits = new ReferenceHabits();
  expect(await attempts(new ReferenceMemory(habits), answering([]))).toBe(4);
  const asked: ReferenceRequest[] = [];
  expect(await attempts(new ReferenceMemory(habits), answering(asked))).toBe(2);
  expect(asked).toEqual([
    { doctype: 'item', ids: ['BOLT', 'WIRE'], fields: ['disabled', 'uom'] },
    { doctype: 'uom', ids: ['Nos', 'Kg'], fields: ['decimals'] },
  ]);
  const memory = new ReferenceMemory(habits);
  await memory.foresee(answering([]), call, [{ doctype: 'item', ids: ['BOLT', 'WIRE'] }]);
  expect(await attempts(memory, answering([]))).toBe(1);
});

let database: TestDatabase;
let library: DomainService['documents'];
let down = false;
beforeAll(async () => {
  database = await openTestDatabase();
  const references: ReferenceProtocol = {
    async resolve({ ids }) {
      if (down) throw new Unavailable('Nobody answers.');
      return ids.map((id) => ({ id, title: id, status: 'saved', values: { blocked: false, name: 'Ada' } }));
    },
  };
  const service = createDomainService(libraryDomain(), { db: database.db, references, transport: inProcessTransport({}) });
  await service.migrate();
  library = service.documents;
  await library.create('shelf', { code: 'A' }, call);
});
afterAll(() => database.close());

test('what looking ahead could not fetch is asked for as before, or not needed at all', async () => {
  const lent = { lent_on: '2026-01-05', kind: 'outside', borrower: 'ada', lines: [{ shelf: 'A', deposit: '1' }] };
  const first = await library.create('loan', lent, { ...call, idempotencyKey: 'k' });
  down = true;
  expect(await library.create('loan', lent, { ...call, idempotencyKey: 'k' })).toEqual(first);
  await expect(library.create('loan', lent, call)).rejects.toThrow('Nobody answers.');
  await expect(library.create('loan', { lines: 'nonsense', borrower: 7 }, call)).rejects.toMatchObject({ name: 'Refusal' });
});
