import { createRandom, oneOf, wholeBetween } from './random.ts';

/** What is struck. `network` is every connection to NATS at once. */
export const targets = ['wms', 'finance', 'masters', 'gateway', 'nats', 'postgres', 'network'] as const;
export type Target = (typeof targets)[number];

export interface Strike {
  /** After the first request. */
  atMs: number;
  target: Target;
  /** How long it stays down. A network that is down for no time is cut and can be connected to again at once. */
  downMs: number;
}

export interface ScheduleOptions {
  seed: number;
  /** How long strikes go on. */
  durationMs: number;
  /** On average, between two strikes. */
  everyMs: number;
}

const DOWN_MS_MIN = 200;
const DOWN_MS_MAX = 6_000;
/** Nothing is struck before the first requests have left something behind. */
const FIRST_MS = 1_500;

/**
 * When what is killed, and for how long: a pure function of the options. Every target is struck at least once, in an order of the seed's; a
 * longer run strikes more often. Strikes at different targets overlap, two at the same one do not.
 */
export function planStrikes({ seed, durationMs, everyMs }: ScheduleOptions): Strike[] {
  const random = createRandom(`${seed} strikes`);
  const count = Math.max(targets.length, Math.round(durationMs / everyMs));
  const slotMs = (durationMs - FIRST_MS) / count;
  const freeAt = new Map<Target, number>();
  let round: Target[] = [];
  return Array.from({ length: count }, (_, index): Strike => {
    // Round after round all of them, so that none is spared; a round's order is random.
    if (round.length === 0) round = shuffled(random, targets);
    const target = round.pop() as Target;
    const downMs = target === 'network' && random() < 0.5 ? 0 : wholeBetween(random, DOWN_MS_MIN, DOWN_MS_MAX);
    const wanted = FIRST_MS + Math.floor((index + random()) * slotMs);
    const atMs = Math.max(wanted, freeAt.get(target) ?? 0);
    freeAt.set(target, atMs + downMs + DOWN_MS_MAX);
    return { atMs, target, downMs };
  }).toSorted((left, right) => left.atMs - right.atMs);
}

/** What a services process is told (`M_FAULT_POINTS`): at which of its own moments it kills itself, and how likely that is each time. */
export function faultPointsOf(seed: number, likelihood: number): string {
  const random = createRandom(`${seed} fault points`);
  const points = ['outbox.committed', 'outbox.dispatched', 'receiver.committed', 'receiver.answered', 'outbox.settled'];
  return `${points.map((point) => `${point}:${(likelihood * (0.5 + random())).toFixed(5)}`).join(',')};seed=${seed}`;
}

/** A seed for a run that was given none. */
export function freshSeed(): number {
  return oneOf(
    Math.random,
    Array.from({ length: 900_000 }, (_, index) => 100_000 + index),
  );
}

function shuffled<T>(random: () => number, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, weight: random() }))
    .toSorted((left, right) => left.weight - right.weight)
    .map(({ item }) => item);
}
