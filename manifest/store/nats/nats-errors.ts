import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';

/** `null` for a stream that the server does not have; anything else it says is thrown. */
export function absentAsNull(error: unknown): null {
  if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound) return null;
  throw error;
}

/** Whether a conditional write came too late. */
export function isWrongSequence(error: unknown): boolean {
  const codes: number[] = [JetStreamApiCodes.StreamWrongLastSequence, JetStreamApiCodes.StreamWrongLastSequenceUnknown];
  return error instanceof JetStreamApiError && codes.includes(error.code);
}

/** Why NATS cannot be used, for people: no stack, no password. */
export function natsReason(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && at.code === 'ECONNREFUSED') return 'nothing listens there';
    if (at.name === 'AuthorizationError') return 'wrong user, password, token or credentials';
    if (at.name === 'TimeoutError') return 'it does not answer';
  }
  return error instanceof Error && error.message ? error.message : 'the connection was closed';
}
