import { isNoResponders } from '@business-m/nats';
import { DeadlineExceeded, type ProtocolContract, type ProtocolOf, Unavailable } from '@business-m/protocols';
import { errors } from '@nats-io/transport-node';
import { createClient, refuseTooLarge, type Way } from '../call/client.ts';
import type { NatsLink } from './nats-link.ts';

/** A longer timer overflows. */
const LONGEST_WAIT_MS = 3_600_000;

/** A protocol wherever it is served; `calleeOf` says by which of its callees: a DocType's owner, a domain. */
export function natsClient<Contract extends ProtocolContract>(
  link: NatsLink,
  contract: Contract,
  calleeOf: (request: Parameters<ProtocolOf<Contract>[keyof Contract['methods']]>[0]) => string,
): ProtocolOf<Contract> {
  return createClient(contract, {
    calleeOf: calleeOf as Way['calleeOf'],
    send: (callee, _method, frame, { deadlineMs }) => request(link, link.subjects.call(contract.name, callee), frame, deadlineMs),
  });
}

async function request(link: NatsLink, subject: string, frame: string, deadlineMs: number): Promise<string> {
  const connection = link.connection();
  if (connection.info) refuseTooLarge(frame, connection.info.max_payload);
  const leftMs = deadlineMs - Date.now();
  if (leftMs <= 0) throw new DeadlineExceeded();
  try {
    const answer = await connection.request(subject, frame, { timeout: Math.min(leftMs, LONGEST_WAIT_MS) });
    return answer.string();
  } catch (error) {
    throw asFault(error, subject);
  }
}

function asFault(cause: unknown, subject: string): Error {
  if (cause instanceof errors.TimeoutError) return new DeadlineExceeded();
  if (isNoResponders(cause)) return new Unavailable(`nobody answers at ${subject}`, { cause });
  if (cause instanceof errors.PermissionViolationError) return new Unavailable(`the NATS account may not use ${cause.subject}`, { cause });
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Unavailable(`the call at ${subject} was cut off: ${reason}`, { cause });
}
