import { Refused } from '../problem/refused.ts';

export class GaveUp extends Error {
  readonly code: 'BODY_TOO_LARGE' | 'NO_HEAD_IN_TIME';
  constructor(code: GaveUp['code']) {
    super(code);
    this.code = code;
  }
}

const unreachable = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ERR_TLS_CERT_ALTNAME_INVALID)$/;

/** The service cannot have seen anything, and may be back in a moment. */
export const isUnreachable = ({ code = '' }: Error & { code?: string }): boolean => unreachable.test(code);

/** What the caller is told of an error on the way to a service. Names neither the service nor the error. */
export function refusalOf(error: Error & { code?: string }, limitBytes: number): Refused {
  const { code = '' } = error;
  if (code === 'BODY_TOO_LARGE') return bodyTooLarge(limitBytes);
  if (code === 'NO_HEAD_IN_TIME' || code === 'ETIMEDOUT')
    return new Refused('upstream-timeout', 'The service did not answer in time. What it was asked to do may have happened all the same.');
  if (unreachable.test(code)) return new Refused('upstream-down', 'The service cannot be reached at the moment.', { retryAfterSeconds: 2 });
  return new Refused('bad-upstream-answer', 'The service broke off, or answered something that is not HTTP.');
}

export function bodyTooLarge(limitBytes: number): Refused {
  return new Refused('body-too-large', `The body has more than ${limitBytes} bytes.`, { headers: { connection: 'close' } });
}
