import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDomainService } from '../domain-service.ts';
import { heardOf, probeDomain, probesOf, sendProbes } from '../testing/probe-domain.ts';
import { type RoughTransport, roughTransport } from '../testing/rough-transport.ts';
import { seeded } from '../testing/seeded.ts';
import { openTestDesk, type TestDesk } from '../testing/test-desk.ts';

const KEYS = ['a', 'b', 'c', 'd'];
const MESSAGES = 24;
/** Four seeds; in the full matrix forty, from a seed that the run prints. */
const FIRST_SEED = Number(process.env.DESK_TEST_SEED ?? 1);
const SEEDS = process.env.DESK_TEST_WHOLE ? 40 : 4;
let desk: TestDesk;
let clock = Date.parse('2026-01-01T00:00:00Z');
let transport: RoughTransport;
const now = () => new Date(clock);

beforeAll(async () => {
  desk = await openTestDesk({ domains: () => [probeDomain()], now, roles: ['ops'] });
});
afterAll(() => desk.close());

test.each(Array.from({ length: SEEDS }, (_, index) => FIRST_SEED + index))(
  'ends each message once and in order per key despite losses and duplicates: seed %i',
  async (seed) => {
    await desk.empty();
    const random = seeded(seed);
    transport = roughTransport(random);
    const options = { db: desk.db, references: { resolve: async () => [] }, transport, now, tuning: { maxFaults: 4 } };
    const relays = [createDomainService(probeDomain(), options), createDomainService(probeDomain(), options)];
    const sent: [string, number][] = Array.from({ length: MESSAGES }, (_, index) => [KEYS[random(KEYS.length)] as string, index + 1]);
    const waiting = [...sent];

    let steps = 0;
    const ended = async () => (await probesOf(desk.db)).every((line) => /delivered|refused/.test(line));
    while (waiting.length > 0 || !(await ended())) {
      steps += 1;
      if (steps > 400) transport.calm();
      expect(steps, `seed ${seed} does not come to an end`).toBeLessThan(900);
      const few = waiting.splice(0, random(4));
      if (few.length > 0) await sendProbes(desk.db, few, now());
      await Promise.all(relays.filter(() => random(3) > 0).map(({ relay }) => relay.drain(0)));
      for (let times = random(5); times > 0; times -= 1) await transport.stir();
      clock += random(20_000);
      if (random(20) === 0) await relays[0]?.messages.retryAll('dead', desk.call());
    }
    await Promise.all(relays.map(({ relay }) => relay.stop(1_000)));

    const expected = sent.map(([key, n]) => `${key} ${n} ${transport.refuses(n) ? 'refused' : 'delivered'}`);
    expect(await probesOf(desk.db)).toEqual(expected);
    const heard = (await heardOf(desk.db)).filter((line) => /delivered|refused/.test(line));
    expect(heard.toSorted()).toEqual(expected.toSorted());
    const numbersOf = (lines: string[], key: string) =>
      lines.filter((line) => line.startsWith(`${key} `)).map((line) => Number(line.split(' ')[1]));
    for (const key of KEYS) {
      const inOrder = sent.filter(([sentKey]) => sentKey === key).map(([, n]) => n);
      expect(numbersOf(heard, key)).toEqual(inOrder);
    }
    const doneOf = new Map(sent.map(([key, n]) => [n, key]));
    const done = transport.done.map((line) => Number(line.split(' ')[1]));
    expect(done.toSorted((a, b) => a - b)).toEqual(sent.map(([, n]) => n).filter((n) => !transport.refuses(n)));
    for (const key of KEYS) {
      const effects = done.filter((n) => doneOf.get(n) === key);
      expect(effects).toEqual(effects.toSorted((a, b) => a - b));
    }
  },
  180_000,
);
