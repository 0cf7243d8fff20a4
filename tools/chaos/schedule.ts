import { scopes } from '@business-m/domains';
import { createRandom, type Random, wholeBetween } from './random.ts';

/**
 * What is struck: processes by kill -9, `backend` is one connection's process of PostgreSQL (whereupon the server recovers from a crash),
 * `network` every connection to NATS at once.
 */
export const targets = [...scopes.toReversed(), 'gateway', 'nats', 'postgres', 'backend', 'network'] as const;
export type Target = (typeof targets)[number];

export interface Strike {
  /** After the first request. */
  atMs: number;
  target: Target;
  /** How long it stays down before it is started again; zero for what comes back by itself. */
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
    const comesBack = target === 'backend' || (target === 'network' && random() < 0.5);
    const downMs = comesBack ? 0 : wholeBetween(random, DOWN_MS_MIN, DOWN_MS_MAX);
    const wanted = FIRST_MS + Math.floor((index + random()) * slotMs);
    const atMs = Math.max(wanted, freeAt.get(target) ?? 0);
    freeAt.set(target, atMs + downMs + DOWN_MS_MAX);
    return { atMs, target, downMs };
  }).toSorted((left, right) => left.atMs - right.atMs);
}

const pointsOf: Partial<Record<string, readonly string[]>> = {
  wms: ['outbox.committed', 'outbox.dispatched', 'outbox.settled'],
  finance: ['receiver.committed', 'receiver.answered'],
};

/**
 * What a services process is told (`M_FAULT_POINTS`): at which of its own moments it kills itself, and how likely that is each time. Each life
 * of a process has draws of its own, or it would die at the same message again and again.
 */
export function faultPointsOf(seed: number, process: string, life: number, likelihood: number): string | null {
  const points = pointsOf[process];
  if (!points) return null;
  const random = createRandom(`${seed} fault points of ${process}`);
  const likelihoods = points.map((point) => `${point}:${(likelihood * (0.5 + random())).toFixed(5)}`);
  return `${likelihoods.join(',')};seed=${wholeBetween(createRandom(`${seed} ${process} ${life}`), 1, 999_999_999)}`;
}

function shuffled<T>(random: Random, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, weight: random() }))
    .toSorted((left, right) => left.weight - right.weight)
    .map(({ item }) => item);
}
