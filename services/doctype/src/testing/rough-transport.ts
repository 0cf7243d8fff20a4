import { type Dispatch, type Outcome, type Transport, Unavailable } from '@business-m/protocols';
import { faultOf, refusalOf, resultOf } from './held-transport.ts';

/**
 * A transport and a receiver at their worst: what is handed over is lost, doubled, delayed and reordered, and so are the outcomes. Only what
 * they promise holds: the receiver does a message once and answers it the same way ever after, and all that goes on being sent arrives.
 */
export interface RoughTransport extends Transport {
  /** Lets something happen on the way: a message arrives, an outcome comes back, either of them again, or is lost. */
  stir(): Promise<void>;
  /** From now on nothing goes wrong any more. */
  calm(): void;
  /** What the receiver did, in order: `a 1`. */
  done: string[];
  /** What it says no to, always: every fifth. */
  refuses(n: number): boolean;
}

export function roughTransport(random: (below: number) => number): RoughTransport {
  const listeners = new Set<(outcome: Outcome) => Promise<void>>();
  const under: Dispatch[] = [];
  const back: Outcome[] = [];
  const inbox = new Set<string>();
  const done: string[] = [];
  let rough = true;
  const happens = (percent: number) => rough && random(100) < percent;
  const refuses = (n: number) => n % 5 === 0;
  /** Anything of the list, gone from it or to come again. */
  const draw = <T>(list: T[]): T | undefined => {
    const at = random(Math.max(1, list.length));
    return happens(25) ? list[at] : list.splice(at, 1)[0];
  };

  async function arrive(message: Dispatch): Promise<void> {
    if (happens(15)) return void back.push(faultOf(message, random(2) === 0));
    const { n } = message.request as { n: number };
    if (!refuses(n) && !inbox.has(message.id)) {
      inbox.add(message.id);
      done.push(`${message.context.trace} ${n}`);
    }
    back.push(refuses(n) ? refusalOf(message) : resultOf(message));
  }

  return {
    done,
    refuses,
    calm() {
      rough = false;
    },
    async dispatch(message) {
      if (happens(10)) throw new Unavailable('no way through');
      if (!happens(10)) under.push(structuredClone(message));
      if (happens(10)) throw new Unavailable('handed over, and not known to be');
      // Now and then it is all over before anybody knows that it has begun.
      if (happens(20)) for (let times = 0; times < 4; times += 1) await this.stir();
    },
    async listen(_scope, settle) {
      listeners.add(settle);
      return {
        async stop() {
          listeners.delete(settle);
        },
      };
    },
    async stir() {
      const message = random(2) === 0 ? draw(under) : undefined;
      if (message && !happens(10)) await arrive(message);
      const outcome = random(2) === 0 ? draw(back) : undefined;
      if (!outcome || happens(10)) return;
      // One of the processes of the domain gets it.
      const settle = [...listeners][random(Math.max(1, listeners.size))];
      if (!settle) return void back.push(outcome);
      await settle(outcome);
    },
  };
}
