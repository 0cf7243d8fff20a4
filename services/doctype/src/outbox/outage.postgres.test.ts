import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openDatabase } from '../database/open-database.ts';
import { createDomainService, type DomainService } from '../domain-service.ts';
import { type CutLine, layLine } from '../testing/cut-line.ts';
import { inProcessTransport } from '../testing/in-process-transport.ts';
import { heardOf, probeDomain, probesOf, sendProbes } from '../testing/probe-domain.ts';
import { openTestPostgres } from '../testing/test-database.ts';

let direct: Awaited<ReturnType<typeof openTestPostgres>>;
let line: CutLine;
let behindLine: Awaited<ReturnType<typeof openDatabase>>;
let service: DomainService;
let hold: Promise<void> = Promise.resolve();
const errors: unknown[] = [];
const references = { resolve: async () => [] };

beforeAll(async () => {
  direct = await openTestPostgres();
  const transport = inProcessTransport({ probe: () => hold });
  await createDomainService(probeDomain(), { db: direct.db, references, transport }).migrate();
  line = await layLine(direct.config);
  behindLine = await openDatabase({ ...direct.config, host: '127.0.0.1', port: line.port });
  const tuning = { leaseMs: 1_000, longestSleepMs: 200 };
  service = createDomainService(probeDomain(), { db: behindLine, references, transport, tuning, onError: (error) => errors.push(error) });
});
afterAll(async () => {
  await service.relay.stop(1_000);
  await behindLine.destroy();
  await line.cut();
  await direct.close();
});

const settled = (...lines: string[]) => vi.waitFor(async () => expect(await probesOf(direct.db)).toEqual(lines), { timeout: 15_000 });

test('reports a lost database once and goes on when it is back', async () => {
  service.relay.start();
  await sendProbes(direct.db, [['a', 1]], new Date());
  await settled('a 1 delivered');

  for (const n of [2, 3]) {
    // Under way while the line is cut: what was done is not known here.
    const held = Promise.withResolvers<void>();
    hold = held.promise;
    await sendProbes(direct.db, [['a', n]], new Date());
    await vi.waitFor(async () => {
      const { attempts } = await direct.db
        .selectFrom('probe.doctype_outbox')
        .select('attempts')
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow();
      expect(attempts).toBe(1);
    });
    await line.cut();
    held.resolve();
    await vi.waitFor(() => expect(errors).toHaveLength(n - 1), { timeout: 15_000 });
    await sendProbes(direct.db, [['b', n]], new Date());
    await line.mend();
    await vi.waitFor(async () => expect((await probesOf(direct.db)).every((words) => words.endsWith('delivered'))).toBe(true), {
      timeout: 15_000,
    });
    expect(errors).toHaveLength(n - 1);
  }
  expect((await heardOf(direct.db)).toSorted()).toEqual(['a 1', 'a 2', 'a 3', 'b 2', 'b 3'].map((words) => `${words} delivered`));
}, 180_000);
