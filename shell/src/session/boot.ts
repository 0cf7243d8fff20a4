import type { User } from '@business-m/sdk';

/** What the gateway wrote into the page; a page served by nothing cleverer than a file server has none. */
export interface Boot {
  /** null: nobody is signed in; undefined: the page does not say. */
  user: User | null | undefined;
  /** Scopes whose files' hashes stand in the page's own import map. */
  covered: readonly string[];
  nonce: string;
}

export function readBoot(document: Document): Boot {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
  const text = document.getElementById('desk-boot')?.textContent;
  if (!text) return { user: undefined, covered: [], nonce };
  const { user, covered = [] } = JSON.parse(text) as { user: User | null; covered?: string[] };
  return { user, covered, nonce };
}
