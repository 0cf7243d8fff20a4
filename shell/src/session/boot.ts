import type { Override, RemoteAssets } from '@business-m/contract';
import type { User } from '@business-m/sdk';

/** What the gateway wrote into the page; a page served by nothing cleverer than a file server has none. */
export interface Boot {
  /** null: nobody is signed in; undefined: the page does not say. */
  user: User | null | undefined;
  /** Scopes whose files' hashes stand in the page's own import map. */
  covered: readonly string[];
  /** Of the first screen's release, by its `baseUrl`: what its `remote.json` says. */
  assets: Readonly<Record<string, RemoteAssets>>;
  /** Build of the shell that this page is of; empty when the page does not say. */
  shell: string;
  /** Remotes that this browser takes from a developer's machine. */
  overrides: readonly Override[];
  nonce: string;
}

const silent = { user: undefined, covered: [], assets: {}, shell: '', overrides: [] };

/** Believed as it stands: it came with the code that reads it. */
export function readBoot(document: Document): Boot {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
  const text = document.getElementById('desk-boot')?.textContent;
  return { ...silent, ...(text ? (JSON.parse(text) as Partial<Boot>) : {}), nonce };
}
