import { type CallContext, isTransient, type Outcome, Refusal, type Transport, Unavailable } from '@business-m/protocols';

/** What is served, by topic: `ledger.post`. */
export type Served = Readonly<Record<string, (request: unknown, call: CallContext) => Promise<unknown>>>;

/** Calls the receivers of a test at once; what goes and comes is copied, as on a wire. */
export function inProcessTransport(served: Served): Transport {
  /** Two relays of one domain may share it: the first one settles. */
  const listeners: { scope: string; settle: (outcome: Outcome) => Promise<void> }[] = [];
  return {
    async dispatch({ id, scope, topic, attempt, request, context }) {
      const serve = served[topic];
      const settle = listeners.find((listener) => listener.scope === scope)?.settle;
      if (!serve || !settle) throw new Unavailable(serve ? `nobody listens for outcomes of ${scope}` : `nobody here serves ${topic}`);
      const copy = structuredClone({ request, context });
      const outcome = await serve(copy.request, copy.context).then(
        (result): Outcome => ({ kind: 'result', id, attempt, result: structuredClone(result) }),
        (error: unknown): Outcome =>
          error instanceof Refusal
            ? { kind: 'refusal', id, attempt, refusal: error.toJSON() }
            : { kind: 'fault', id, attempt, message: String((error as Error).message ?? error), transient: isTransient(error) },
      );
      await settle(outcome);
    },
    async listen(scope, settle) {
      const listener = { scope, settle };
      listeners.push(listener);
      return {
        async stop() {
          listeners.splice(listeners.indexOf(listener), 1);
        },
      };
    },
  };
}
