import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refused } from '../problem/refused.ts';

const WINDOW_S = 15 * 60;

export type SignInLimits = ReturnType<typeof createSignInLimits>;

/** Failed attempts in 15 minutes: few for an account from one address, since anybody could lock the account itself; more for either alone. */
export function createSignInLimits({ perPair = 10, perAccount = 100, perAddress = 100 } = {}) {
  const pairs = new RateLimiterMemory({ points: perPair, duration: WINDOW_S });
  const accounts = new RateLimiterMemory({ points: perAccount, duration: WINDOW_S });
  const addresses = new RateLimiterMemory({ points: perAddress, duration: WINDOW_S });
  return {
    /** Counts an attempt; throws `too-many-attempts` when there were too many. */
    async attempt(email: string, address: string): Promise<void> {
      try {
        // The address first: it bounds how many accounts one attacker can make us remember.
        await addresses.consume(address);
        await pairs.consume(pair(email, address));
        await accounts.consume(email);
      } catch (error) {
        throw tooManyAttempts(error, 'Too many attempts to sign in. Wait a few minutes, then try again.');
      }
    },
    /** The attempt was a right one after all, and is not counted. */
    async succeeded(email: string, address: string): Promise<void> {
      // Not the account's whole count: its owner at work must not give an attacker elsewhere a new start.
      await Promise.all([pairs.delete(pair(email, address)), accounts.reward(email), addresses.reward(address)]);
    },
  };
}

/** The refusal that a limiter's rejection becomes; anything else stays the fault that it is. */
export function tooManyAttempts(error: unknown, sentence: string): unknown {
  if (!(error instanceof RateLimiterRes)) return error;
  return new Refused('too-many-attempts', sentence, { retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1_000)) });
}

const pair = (email: string, address: string) => `${address} ${email}`;
