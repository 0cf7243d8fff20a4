import type { Override, RemoteAssets } from '@business-m/contract';
import type { User } from '@business-m/sdk';

/** Written into the page by the gateway; a page from a file server has none. */
export interface Boot {
  /** null: nobody is signed in; undefined: the page does not say. */
  user: User | null | undefined;
  /** Scopes that the page's own import map covers. */
  covered: readonly string[];
  /** `remote.json` of the first screen's release, by its `baseUrl`. */
  assets: Readonly<Record<string, RemoteAssets>>;
  /** Build of the shell; empty when the page does not say. */
  shell: string;
  overrides: readonly Override[];
  /** What this page may do beyond what every page may; undefined when the page does not say. */
  granted: readonly string[] | undefined;
  /** For style elements of remotes. */
  styleNonce?: string;
  nonce: string;
}

const silent = { user: undefined, covered: [], assets: {}, shell: '', overrides: [], granted: undefined };

/** Not validated: it comes with the code that reads it. */
export function readBoot(document: Document): Boot {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
  const text = document.getElementById('desk-boot')?.textContent;
  return { ...silent, ...(text ? (JSON.parse(text) as Partial<Boot>) : {}), nonce };
}
