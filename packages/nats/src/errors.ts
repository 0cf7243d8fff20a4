import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';
import { errors } from '@nats-io/nats-core';

const untrusted = 'its certificate is signed by a CA that is not trusted here';
const reasonsByCode: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name cannot be looked up now',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no way to it',
  ECONNRESET: 'it hung up',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed, and not by the CA given',
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name',
};

/** Why NATS cannot be used, for people: no stack, no password. */
export function natsReason(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof errors.UserAuthenticationExpiredError) return 'the credentials have expired';
    if (at instanceof errors.AuthorizationError) return 'wrong user, password, token or credentials';
    if (at instanceof errors.PermissionViolationError) return `no permission for ${at.operation} of “${at.subject}”`;
    if (at instanceof errors.TimeoutError) return 'it does not answer';
    const known = 'code' in at && typeof at.code === 'string' ? reasonsByCode[at.code] : undefined;
    if (known) return known;
  }
  const message = error instanceof Error ? error.message : String(error ?? '');
  // The client's own error has these words and no code.
  if (message === 'connection refused') return 'nothing listens there';
  return message || 'the connection was closed';
}

/** For `catch`: `null` for a stream or consumer that the server does not have; anything else is thrown again. */
export function absentAsNull(error: unknown): null {
  if (hasApiCode(error, JetStreamApiCodes.StreamNotFound, JetStreamApiCodes.ConsumerNotFound)) return null;
  throw error;
}

export function isWrongSequence(error: unknown): boolean {
  return hasApiCode(error, JetStreamApiCodes.StreamWrongLastSequence, JetStreamApiCodes.StreamWrongLastSequenceUnknown);
}

/** Whether nobody subscribes to the subject of a request, or no stream stores it. */
export function isNoResponders(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof errors.NoRespondersError || (at instanceof errors.RequestError && at.isNoResponders())) return true;
  }
  return false;
}

function hasApiCode(error: unknown, ...codes: number[]): boolean {
  return error instanceof JetStreamApiError && codes.includes(error.code);
}
