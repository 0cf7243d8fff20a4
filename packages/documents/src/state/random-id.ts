/**
 * 128 random bits, for keys that nobody else may have. `crypto.randomUUID` is there on secure pages alone, and a desk on a plain-http intranet
 * saves documents too.
 */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
