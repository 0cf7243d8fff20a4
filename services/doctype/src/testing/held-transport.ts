import type { Dispatch, Outcome, Transport } from '@business-m/protocols';

/** Takes everything and does nothing: the test says what becomes of it. */
export interface HeldTransport extends Transport {
  taken: Dispatch[];
  /** Tells every listener how it ended. */
  tell(outcome: Outcome): Promise<void>;
}

export function heldTransport(): HeldTransport {
  const listeners = new Set<(outcome: Outcome) => Promise<void>>();
  const taken: Dispatch[] = [];
  return {
    taken,
    async dispatch(message) {
      taken.push(structuredClone(message));
    },
    async listen(_scope, settle) {
      listeners.add(settle);
      return {
        async stop() {
          listeners.delete(settle);
        },
      };
    },
    async tell(outcome) {
      for (const settle of listeners) await settle(outcome);
    },
  };
}

export const resultOf = ({ id, attempt }: Dispatch): Outcome => ({ kind: 'result', id, attempt, result: null });
export const refusalOf = ({ id, attempt }: Dispatch): Outcome => ({
  kind: 'refusal',
  id,
  attempt,
  refusal: { code: 'no', message: 'No.' },
});
export const faultOf = ({ id, attempt }: Dispatch, transient = false): Outcome => ({
  kind: 'fault',
  id,
  attempt,
  message: 'broken',
  transient,
});
