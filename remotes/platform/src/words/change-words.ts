import type { Change } from '@business-m/sdk/platform';
import { audienceWords, versionOf } from './release-words.ts';
import { shareWords } from './share-words.ts';

type Sentences = { [Kind in Change['kind']]: (change: Extract<Change, { kind: Kind }>) => string };

/** What was done, to be said after a name: "Ana released finance 1.9.0 to 5%". */
const sentences: Sentences = {
  add: ({ scope, title, release }) => `added ${title} (${scope}) with ${versionOf(release)}`,
  remove: ({ scope }) => `removed ${scope}`,
  release: ({ scope, release, shareBps }) =>
    `released ${scope} ${versionOf(release)} to ${shareBps === 10_000 ? 'everybody' : shareWords(shareBps)}`,
  rollback: ({ scope, to }) => `rolled ${scope} back${to ? ` to ${versionOf(to)}` : ''}`,
  halt: ({ scope, release }) => `halted ${scope} ${versionOf(release)}`,
  bind: ({ scope, match, release }) => `bound ${audienceWords(match)} to ${scope} ${versionOf(release)}`,
  unbind: ({ scope, match }) => `ended the binding of ${audienceWords(match)} to ${scope}`,
  enable: ({ scope }) => `switched ${scope} on`,
  disable: ({ scope, message }) => `switched ${scope} off${message ? `, saying “${message}”` : ''}`,
  backend: ({ scope, tenant, upstream }) => {
    const calls = `the calls of ${scope}${tenant ? ` for tenant ${tenant}` : ''}`;
    return upstream === null ? `took away the address for ${calls}` : `sent ${calls} to ${upstream}`;
  },
  mode: ({ mode, monolith }) => `changed the backend to ${mode}${monolith ? ` with ${monolith}` : ''}`,
  promote: ({ from, scopes }) => `promoted ${scopes ? listed(scopes) : 'all stable releases'} from ${from}`,
  lock: ({ reason }) => `locked the environment: ${reason}`,
  unlock: () => 'unlocked the environment',
};

const NAMED_AT_MOST = 5;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMED_AT_MOST).join(', ');
  return names.length > NAMED_AT_MOST ? `${shown} and ${names.length - NAMED_AT_MOST} more` : shown;
}

export function changeWords(change: Change): string {
  return (sentences[change.kind] as (change: Change) => string)(change);
}

/** Several changes in one breath; an edit of the whole document has no changes to name. */
export function changesWords(changes: readonly Change[] | undefined): string {
  if (!changes || changes.length === 0) return 'edited the document';
  const shown = changes.slice(0, 3).map(changeWords).join('; ');
  return changes.length > 3 ? `${shown}; and ${changes.length - 3} more` : shown;
}

/** As a sentence of its own. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
