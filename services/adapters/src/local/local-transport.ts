import { contractOfTopic, decodeCommand, faultPoint, type MessageServices, type Transport, Unavailable } from '@business-m/protocols';
import type { OnFault } from '../call/callee.ts';
import { runCommand } from '../transport/run-command.ts';
import { createSender } from '../transport/sender.ts';

/** Delivers outbox messages within the process, in the same frames as over NATS, and settles them before `dispatch` resolves. */
export function localTransport(services: MessageServices, { onFault = () => {} }: { onFault?: OnFault } = {}): Transport {
  const sender = createSender();
  return {
    async dispatch(message) {
      if (!services[contractOfTopic(message.topic).name]) throw new Unavailable(`“${message.topic}” is not served in this process`);
      const settle = sender.listenerOf(message.scope);
      if (!settle) throw new Unavailable(`nobody listens for outcomes of ${message.scope}`);
      const ready = sender.prepare(message);
      if ('outcome' in ready) return settle(ready.outcome);
      const answer = await runCommand(services, decodeCommand(ready.frame), message.context.deadlineMs, onFault);
      faultPoint('receiver.answered');
      await settle(sender.readOutcome(answer));
      faultPoint('outbox.settled');
    },
    async listen(scope, settle) {
      const stop = sender.listen(scope, settle);
      return { stop: async () => stop() };
    },
  };
}
