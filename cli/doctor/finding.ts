/** The result of one check. */
export interface Finding {
  state: 'ok' | 'warn' | 'fail';
  /** What kind of check: `cdn`, `hashes`, … */
  check: string;
  /** What of: a release, a URL, a remote; absent when it is the desk itself. */
  subject?: string;
  message: string;
  /** What to do about it; always there unless it is ok. */
  remedy?: string;
}

type Described = [check: string, message: string, remedy: string, subject?: string];

export const ok = (check: string, message: string, subject?: string): Finding => ({
  state: 'ok',
  check,
  ...(subject && { subject }),
  message,
});
export const warn = (...[check, message, remedy, subject]: Described): Finding => ({
  ...ok(check, message, subject),
  state: 'warn',
  remedy,
});
export const fail = (...described: Described): Finding => ({ ...warn(...described), state: 'fail' });
