import { z } from 'zod/mini';

/** Features of a browser that a page may use only when its Permissions-Policy lets it. */
export const devices = ['camera', 'microphone', 'geolocation', 'display-capture', 'usb', 'serial', 'hid', 'midi'] as const;
/** What may come from another host: `connect https://tiles.example.com`. */
export const sourceKinds = ['connect', 'images', 'media', 'fonts', 'frames'] as const;
/** What the page makes or runs by itself. */
export const pageAbilities = ['workers', 'wasm', 'blobs', 'data', 'blob-frames', 'style-nonce', 'style-attributes'] as const;

const words = new Set<string>([...devices, ...pageAbilities]);
const loopback = /^(?:localhost|127\.0\.0\.1)$/;

/**
 * What the screens of a remote need beyond code, styles, images and calls of desk and CDN; ops consent to it by remote (`policy.consent`).
 *
 * `workers`: of the remote's own files · `wasm` · `blobs`: images, media and fonts made in the page · `data`: media and fonts in `data:` URLs ·
 * `blob-frames` · `style-nonce`: style elements with text (`useStyleNonce` of the sdk) · `style-attributes` of markup (`innerHTML`) · a device · `connect`, `images`, `media`, `fonts` or
 * `frames` and the origin of one other host: https or wss, and http or ws on this machine.
 */
export const needSchema = z.string().check(
  z.maxLength(240),
  z.refine(
    (need) => words.has(need) || isSource(need),
    `a need is one of ${[...words].join(', ')}, or ${sourceKinds.join(', ')} and the https origin of one host: “connect https://tiles.example.com”`,
  ),
);
export const needsSchema = z.array(needSchema).check(
  z.maxLength(40),
  z.refine((needs) => new Set(needs).size === needs.length, 'a need is listed once'),
);

/** Of the strings that pass, none can end a directive of a policy, and none means more than one host. */
function isSource(need: string): boolean {
  const [kind = '', origin = '', ...more] = need.split(' ');
  const [, scheme = '', host = ''] = /^(https?|wss?):\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)*)(?::[1-9]\d{0,4})?$/.exec(origin) ?? [];
  if (more.length > 0 || host === '' || !sourceKinds.some((each) => each === kind)) return false;
  if (scheme.startsWith('ws') && kind !== 'connect') return false;
  if (!/^(?:https|wss)$/.test(scheme) && !loopback.test(host)) return false;
  // In no other spelling than a browser's: `https://2130706433` is a way to write 127.0.0.1.
  return URL.canParse(origin) && new URL(origin).href === `${origin}/`;
}

/** The needs to which there is consent, and the others. */
export function judgeNeeds(needs: readonly string[] = [], consent: readonly string[] = []): { granted: string[]; blocked: string[] } {
  const isGranted = (need: string) => consent.includes(need);
  return { granted: needs.filter(isGranted), blocked: needs.filter((need) => !isGranted(need)) };
}
