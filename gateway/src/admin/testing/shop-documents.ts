import type { Releases } from './admin-gateway.ts';

/** Of the shop's releases in these tests. */
export interface ShopIds {
  old: string;
  now: string;
  next: string;
}

export function publishShop(releases: Releases): ShopIds {
  const [old, now, next] = ['1.0.0', '1.1.0', '1.2.0'].map((version) => releases.publish('shop', version)) as [string, string, string];
  return { old, now, next };
}

/** `prod` and `staging` over `base`: the shop's backend for all, its releases for each. */
export function shopDocuments(releases: Releases, policy: Record<string, unknown> = {}): Record<string, unknown> {
  const { old, now } = publishShop(releases);
  const shop = (stable: string) => ({ shop: { title: 'Shop', team: 'Shop UI', enabled: true, releases: { stable } } });
  return {
    base: {
      schemaVersion: 1,
      // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how a document names a variable.
      cdn: '${CDN_ORIGIN}',
      backend: { mode: 'indie', monolith: 'http://services.test', scopes: { shop: {} } },
    },
    prod: { extends: 'base', environment: 'prod', ...(Object.keys(policy).length > 0 && { policy }), remotes: shop(old) },
    staging: { extends: 'base', environment: 'staging', remotes: shop(now) },
  };
}
