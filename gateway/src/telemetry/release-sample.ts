import type { TelemetryEvent, Thrown } from '@business-m/contract';

/** What became of a release with one user: when last, in seconds since 1970; 0 is never. */
export interface UserRecord {
  seenS: number;
  failedS: number;
  slowS: number;
  /** `<kind> <code>` → when last. */
  failures: Map<string, number>;
}

/** Of one release, of which the oldest goes first: who throws another error at each click must not fill the memory. */
const THROWN_LIMIT = 20;
/** Different failures of one user; more say nothing more. */
const FAILURES_LIMIT = 5;
/** How exactly it is noted that a user is still there. Failures are noted to the second. */
const SEEN_STEP_S = 5;

/** The users of a release with the smallest hashes of their ids, at most `limit`: a random sample, and the same one at every gateway. */
export class ReleaseSample {
  readonly users = new Map<string, UserRecord>();
  /** `<kind> <code>` → what was thrown, as it was first reported. */
  readonly thrown = new Map<string, Thrown>();
  #limit: number;
  /** Greater hashes are not let in while the sample is full. */
  #ceiling: string | null = null;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether anything is known now that was not. */
  record(user: string, { kind, code = kind, thrown }: Pick<TelemetryEvent, 'kind' | 'code' | 'thrown'>, nowS: number): boolean {
    const failed = kind === 'load-failed' || kind === 'crashed' || kind === 'uncaught';
    const record = { seenS: nowS, failedS: failed ? nowS : 0, slowS: kind === 'slow' ? nowS : 0, failures: new Map<string, number>() };
    if (kind !== 'ready') record.failures.set(`${kind} ${code}`, nowS);
    const known = this.users.get(user);
    if (known && kind === 'ready' && nowS - known.seenS < SEEN_STEP_S) return false;
    const isNews = this.merge(user, record);
    if (isNews && thrown) this.describe(`${kind} ${code}`, thrown);
    return isNews;
  }

  /** Keeps what was thrown with a failure, once. */
  describe(failure: string, thrown: Thrown): void {
    if (this.thrown.has(failure)) return;
    const [oldest] = this.thrown.keys();
    if (this.thrown.size >= THROWN_LIMIT && oldest !== undefined) this.thrown.delete(oldest);
    this.thrown.set(failure, thrown);
  }

  /** The later of both counts, so that it does not matter in which order, and how often, samples are merged. */
  merge(user: string, record: UserRecord): boolean {
    const known = this.users.get(user);
    if (!known) {
      if (this.#ceiling !== null && user >= this.#ceiling) return false;
      this.users.set(user, { ...record, failures: new Map([...record.failures].slice(0, FAILURES_LIMIT)) });
      if (this.users.size > this.#limit) this.#dropGreatest();
      return this.users.has(user);
    }
    known.seenS = Math.max(known.seenS, record.seenS);
    known.failedS = Math.max(known.failedS, record.failedS);
    known.slowS = Math.max(known.slowS, record.slowS);
    for (const [failure, atS] of record.failures) {
      if (known.failures.has(failure) || known.failures.size < FAILURES_LIMIT)
        known.failures.set(failure, Math.max(known.failures.get(failure) ?? 0, atS));
    }
    return true;
  }

  /** Forgets who was not seen since. */
  prune(sinceS: number): void {
    for (const [user, { seenS }] of this.users) if (seenS < sinceS) this.users.delete(user);
    if (this.users.size < this.#limit) this.#ceiling = null;
  }

  /** Keeps the half with the smaller hashes, and lets no more in. */
  halve(): void {
    const hashes = [...this.users.keys()].sort();
    this.#limit = Math.max(1, Math.ceil(hashes.length / 2));
    for (const hash of hashes.slice(this.#limit)) this.users.delete(hash);
    this.#ceiling = hashes[this.#limit] ?? null;
  }

  #dropGreatest(): void {
    let greatest = '';
    for (const hash of this.users.keys()) if (hash > greatest) greatest = hash;
    this.users.delete(greatest);
    this.#ceiling = greatest;
  }
}
