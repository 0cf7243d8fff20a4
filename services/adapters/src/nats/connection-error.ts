import { errors } from '@nats-io/nats-core';

const words: Record<string, string> = {
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name cannot be looked up now',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no way to it',
  ECONNRESET: 'it hung up',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed, and not by the CA given',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by a CA that is not trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is signed by a CA that is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is signed by a CA that is not trusted here',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name',
};

/** Why NATS cannot be reached, for people: no stack, no password. */
export function connectionReason(error: unknown): string {
  if (error instanceof errors.UserAuthenticationExpiredError) return 'the credentials have expired';
  if (error instanceof errors.AuthorizationError) return 'wrong user, password, token or credentials';
  if (error instanceof errors.PermissionViolationError) return `no permission for ${error.operation} of “${error.subject}”`;
  if (error instanceof errors.TimeoutError) return 'it does not answer';
  const code = codeOf(error);
  if (code === 'ECONNREFUSED') return 'nothing listens there';
  if (code && words[code]) return words[code];
  const message = error instanceof Error ? error.message : String(error ?? '');
  if (message === 'connection refused') return 'nothing listens there';
  return message || 'the connection was closed';
}

function codeOf(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return undefined;
}
