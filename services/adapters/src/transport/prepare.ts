import { type Dispatch, encodeCommand, type Outcome, type ProtocolContract, Refusal } from '@business-m/protocols';
import { refuseTooLarge } from '../call/frame-size.ts';

/** A message ready to go; or, when no try could ever carry it, how it ends already. @throws when it is not what its protocol says. */
export function prepare(
  contract: ProtocolContract,
  version: number,
  message: Dispatch,
  maxBytes?: number,
): { frame: string } | { outcome: Outcome } {
  const frame = encodeCommand(contract, version, message);
  try {
    refuseTooLarge(frame, maxBytes);
    return { frame };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { outcome: { kind: 'refusal', id: message.id, attempt: message.attempt, refusal: error.toJSON() } };
  }
}
