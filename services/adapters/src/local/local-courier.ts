import { type Courier, decodeCommand, encodeCommand, faultPoint, type Outcome, Unavailable } from '@business-m/protocols';
import type { OnFault } from '../call/callee.ts';
import { refuseTooLarge } from '../call/caller.ts';
import { createSpokenVersions } from '../call/spoken-versions.ts';
import { readOutcome } from '../courier/read-outcome.ts';
import { runCommand } from '../courier/run-command.ts';
import { contractOfTopic, type ServedProtocols, serviceOf } from '../courier/served-protocols.ts';

/**
 * Carries outbox messages to protocols of the same process: through the same frames as over NATS, and settled before `dispatch` resolves.
 * Where settling fails `dispatch` does, so the outbox dispatches again.
 */
export function localCourier(served: ServedProtocols, { onFault = () => {} }: { onFault?: OnFault } = {}): Courier {
  const listeners = new Map<string, (outcome: Outcome) => Promise<void>>();
  const versions = createSpokenVersions();
  return {
    async dispatch(message) {
      const contract = contractOfTopic(message.topic);
      if (!serviceOf(served, contract.name)) throw new Unavailable(`“${message.topic}” is not served in this process`);
      const settle = listeners.get(message.scope);
      if (!settle) throw new Unavailable(`nobody listens to outcomes of ${message.scope}`);
      const frame = encodeCommand(contract, versions.of(contract), message);
      refuseTooLarge(frame);
      const outcome = readOutcome(await runCommand(served, decodeCommand(frame), onFault), versions);
      faultPoint('receiver.answered');
      await settle(outcome);
      faultPoint('outbox.settled');
    },
    async listen(scope, settle) {
      listeners.set(scope, settle);
      return {
        async stop() {
          if (listeners.get(scope) === settle) listeners.delete(scope);
        },
      };
    },
  };
}
