import { devices } from '@business-m/contract';

/** No device but those that were granted to remotes of the page, and these for the desk's own document alone. */
export const permissionsPolicy = (granted: readonly string[]): string =>
  [...devices.map((device) => `${device}=(${granted.includes(device) ? 'self' : ''})`), 'payment=()'].join(', ');

/** On every answer, whoever wrote it. A page replaces the policy by its own. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': permissionsPolicy([]),
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};
