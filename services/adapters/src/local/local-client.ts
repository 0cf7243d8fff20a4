import { decodeAnswer, type ProtocolContract, type ProtocolOf, RemoteFault, type Service } from '@business-m/protocols';
import { answerCall } from '../call/callee.ts';
import { createClient } from '../call/client.ts';

/** A client in the same process that behaves as over NATS: frames are copied and checked, faults hidden, deadlines kept. */
export function localClient<Contract extends ProtocolContract>(contract: Contract, service: ProtocolOf<Contract>): ProtocolOf<Contract> {
  return createClient(contract, {
    calleeOf: () => '',
    async send(_callee, method, frame) {
      let hidden: unknown;
      const answer = await answerCall(contract, service as Service, method, frame, (error) => {
        hidden = error;
      });
      if (hidden === undefined) return answer;
      try {
        decodeAnswer(contract, method, answer);
      } catch (error) {
        // Within one process the caller's log is the only one, so the fault is attached for it.
        if (error instanceof RemoteFault) error.cause = hidden;
        throw error;
      }
      return answer;
    },
  });
}
