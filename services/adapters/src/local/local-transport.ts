import { contractOfTopic, decodeCommand, faultPoint, type MessageServices, type Transport, Unavailable } from '@business-m/protocols';
import type { OnFault } from '../call/callee.ts';
import { createSpokenVersions } from '../call/spoken-versions.ts';
import { createListeners } from '../transport/listeners.ts';
import { prepare } from '../transport/prepare.ts';
import { readOutcome } from '../transport/read-outcome.ts';
import { runCommand } from '../transport/run-command.ts';

/** Delivers outbox messages within the process, in the same frames as over NATS, and settles them before `dispatch` resolves. */
export function localTransport(services: MessageServices, { onFault = () => {} }: { onFault?: OnFault } = {}): Transport {
  const listeners = createListeners();
  const versions = createSpokenVersions();
  return {
    async dispatch(message) {
      const contract = contractOfTopic(message.topic);
      if (!services[contract.name]) throw new Unavailable(`“${message.topic}” is not served in this process`);
      const settle = listeners.of(message.scope);
      if (!settle) throw new Unavailable(`nobody listens for outcomes of ${message.scope}`);
      const ready = prepare(contract, versions.of(contract), message);
      if ('outcome' in ready) return settle(ready.outcome);
      const answer = await runCommand(services, decodeCommand(ready.frame), message.context.deadlineMs, onFault);
      faultPoint('receiver.answered');
      await settle(readOutcome(answer, versions));
      faultPoint('outbox.settled');
    },
    async listen(scope, settle) {
      const remove = listeners.add(scope, settle);
      return { stop: async () => remove() };
    },
  };
}
