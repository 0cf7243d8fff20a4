import { scopes } from '@business-m/domains';
import { createRandom, type Random, wholeBetween } from './random.ts';

/** `backend` is one connection's process of PostgreSQL, whose death makes the server recover; `network` is every connection to NATS. */
export const targets = [...scopes.toReversed(), 'gateway', 'nats', 'postgres', 'backend', 'network'] as const;
export type Target = (typeof targets)[number];

export interface ScheduledFault {
  /** After the first request. */
  atMs: number;
  target: Target;
  /** How long it stays down before it is started again; zero for what comes back by itself. */
  downMs: number;
}

/** `everyMs`: on average, between two faults. */
type ScheduleOptions = { seed: number; durationMs: number; everyMs: number };

const DOWN_MS_MIN = 200;
const DOWN_MS_MAX = 6_000;
/** The first requests have left documents behind by then. */
const FIRST_MS = 1_500;

/** When each target fails and how long: a pure function. Every target fails at least once; two faults of one target never overlap. */
export function scheduleFaults({ seed, durationMs, everyMs }: ScheduleOptions): ScheduledFault[] {
  const random = createRandom(`${seed} strikes`);
  const count = Math.max(targets.length, Math.round(durationMs / everyMs));
  const slotMs = (durationMs - FIRST_MS) / count;
  const freeAt = new Map<Target, number>();
  let round: Target[] = [];
  return Array.from({ length: count }, (_, index): ScheduledFault => {
    // Each round has every target, in a random order.
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

/** `M_FAULT_POINTS` of a process: where it kills itself, and how likely. Draws differ a life, or it would die at one message for ever. */
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

export const printFault = ({ atMs, target, downMs }: ScheduledFault): string =>
  `${(atMs / 1_000).toFixed(1)} s ${target}${downMs > 0 ? ` (${(downMs / 1_000).toFixed(1)} s)` : ''}`;
