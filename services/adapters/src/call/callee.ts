import {
  type CallContext,
  decodeCall,
  encodeAnswer,
  hideFault,
  methodOf,
  type ProtocolContract,
  Refusal,
  RemoteFault,
  type Service,
  withDeadline,
} from '@business-m/protocols';

/** Told of each fault before it is hidden from the caller. */
export type OnFault = (error: unknown, where: { call: string; trace: string }) => void;

/** Answers one frame with one frame; never throws. */
export async function answerCall(
  contract: ProtocolContract,
  service: Service,
  method: string,
  frame: string,
  onFault: OnFault,
): Promise<string> {
  const where = `${contract.name}.${method}`;
  let version = contract.version;
  let trace = '';
  try {
    const call = decodeCall(contract, method, frame);
    version = call.version;
    trace = call.context.trace;
    const result = await withDeadline(call.context.deadlineMs, () => invoke(contract, service, method, call.request, call.context));
    return encodeAnswer(contract, method, version, { result });
  } catch (error) {
    if (!(error instanceof Refusal)) onFault(error, { call: where, trace });
    const thrown = error instanceof Refusal ? error : hideFault(error, where, trace);
    try {
      return encodeAnswer(contract, method, version, { thrown });
    } catch (unspeakable) {
      onFault(unspeakable, { call: where, trace });
      return encodeAnswer(contract, method, version, { thrown: new RemoteFault(`${where} refused in a way that cannot be sent`) });
    }
  }
}

/** Calls the service with a request already in the newest version. */
export function invoke(contract: ProtocolContract, service: Service, method: string, request: unknown, context: CallContext) {
  methodOf(contract, method);
  const implementation = service[method];
  if (!implementation) throw new TypeError(`${contract.name}.${method} is not implemented`);
  return implementation.call(service, request as never, context);
}
