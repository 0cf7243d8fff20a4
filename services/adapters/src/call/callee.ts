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
export async function answerCall(contract: ProtocolContract, service: Service, method: string, frame: string, onFault: OnFault) {
  const where = { call: `${contract.name}.${method}`, trace: '' };
  let version = contract.version;
  try {
    const call = decodeCall(contract, method, frame);
    version = call.version;
    where.trace = call.context.trace;
    const result = await withDeadline(call.context.deadlineMs, () => invoke(contract, service, method, call.request, call.context));
    return encodeAnswer(contract, method, version, { result });
  } catch (error) {
    return encodeThrown(error, where, onFault, (thrown) => encodeAnswer(contract, method, version, { thrown }));
  }
}

/** Encodes a refusal as it is and a fault without its particulars, which `onFault` gets; a refusal that cannot be encoded is a fault. */
export function encodeThrown(error: unknown, where: { call: string; trace: string }, onFault: OnFault, encode: (thrown: Error) => string) {
  if (!(error instanceof Refusal)) onFault(error, where);
  try {
    return encode(error instanceof Refusal ? error : hideFault(error, where.call, where.trace));
  } catch (unspeakable) {
    onFault(unspeakable, where);
    return encode(new RemoteFault(`${where.call} refused in a way that cannot be sent`));
  }
}

/** Calls the service with a request already in the newest version. */
export function invoke(contract: ProtocolContract, service: Service, method: string, request: unknown, context: CallContext) {
  methodOf(contract, method);
  const implementation = service[method];
  if (!implementation) throw new TypeError(`${contract.name}.${method} is not implemented`);
  return implementation.call(service, request as never, context);
}
