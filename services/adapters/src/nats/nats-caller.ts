import { isNoResponders } from '@business-m/nats';
import { DeadlineExceeded, Unavailable } from '@business-m/protocols';
import { errors } from '@nats-io/transport-node';
import { refuseTooLarge } from '../call/frame-size.ts';
import type { NatsLink } from './nats-link.ts';

/** Beyond this a timer overflows; nobody waits that long. */
const LONGEST_WAIT_MS = 3_600_000;

/** Sends one frame and answers the one that comes back, within the deadline. */
export async function request(link: NatsLink, subject: string, frame: string, deadlineMs: number): Promise<string> {
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

/** What went wrong on the way, as callers know it. */
export function asFault(error: unknown, subject: string): Error {
  if (error instanceof errors.TimeoutError) return new DeadlineExceeded();
  if (isNoResponders(error)) return new Unavailable(`nobody answers at ${subject}`, { cause: error });
  if (error instanceof errors.PermissionViolationError) {
    return new Unavailable(`the NATS account may not use ${error.subject}`, { cause: error });
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new Unavailable(`the call at ${subject} was cut off: ${reason}`, { cause: error });
}
