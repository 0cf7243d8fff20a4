import type { Change } from '@business-m/sdk/platform';
import { audienceWords, versionOf } from './release-words.ts';
import { shareWords } from './share-words.ts';

/** `[done, wished, the rest]`: "Ana **released** finance 1.9.0 to 5%", "**Release** finance 1.9.0 to 5%". */
type Sentence = readonly [done: string, wished: string, rest: string];
type Sentences = { [Kind in Change['kind']]: (change: Extract<Change, { kind: Kind }>) => Sentence };

const sentences: Sentences = {
  add: ({ scope, title, release }) => ['added', 'add', `${title} (${scope}) with ${versionOf(release)}`],
  remove: ({ scope }) => ['removed', 'remove', scope],
  release: ({ scope, release, shareBps }) => [
    'released',
    'release',
    `${scope} ${versionOf(release)} to ${shareBps === 10_000 ? 'everybody' : shareWords(shareBps)}`,
  ],
  rollback: ({ scope, to }) => ['rolled', 'roll', `${scope} back${to ? ` to ${versionOf(to)}` : ''}`],
  halt: ({ scope, release }) => ['halted', 'halt', `${scope} ${versionOf(release)}`],
  bind: ({ scope, match, release }) => ['bound', 'bind', `${audienceWords(match)} to ${scope} ${versionOf(release)}`],
  unbind: ({ scope, match }) => ['ended', 'end', `the binding of ${audienceWords(match)} to ${scope}`],
  enable: ({ scope }) => ['switched', 'switch', `${scope} on`],
  disable: ({ scope, message }) => ['switched', 'switch', `${scope} off${message ? `, saying “${message}”` : ''}`],
  backend: ({ scope, tenant, upstream }) => {
    const calls = `the calls of ${scope}${tenant ? ` for tenant ${tenant}` : ''}`;
    return upstream === null ? ['took', 'take', `away the address for ${calls}`] : ['sent', 'send', `${calls} to ${upstream}`];
  },
  consent: ({ scope, needs, withdraw }) =>
    withdraw
      ? ['withdrew', 'withdraw', `the consent to ${listed(needs)} of ${scope}`]
      : ['let', 'let', `the screens of ${scope} use ${listed(needs)}`],
  budget: ({ scope = 'all remotes', screenKb, releaseKb }) => {
    const sizes = [screenKb && `${screenKb} kB a screen`, releaseKb && `${releaseKb} kB a release`].filter(
      (size) => typeof size === 'string',
    );
    return sizes.length > 0
      ? ['let', 'let', `releases of ${scope} have ${listed(sizes)}`]
      : ['took', 'take', `away the size limits of ${scope}`];
  },
  mode: ({ mode, monolith }) => ['changed', 'change', `the backend to ${mode}${monolith ? ` with ${monolith}` : ''}`],
  promote: ({ from, scopes }) => ['promoted', 'promote', `${scopes ? listed(scopes) : 'all stable releases'} from ${from}`],
  lock: ({ reason }) => ['locked', 'lock', `the environment: ${reason}`],
  unlock: () => ['unlocked', 'unlock', 'the environment'],
};

const NAMED_AT_MOST = 5;
const SENTENCES_AT_MOST = 3;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMED_AT_MOST).join(', ');
  return names.length > NAMED_AT_MOST ? `${shown} and ${names.length - NAMED_AT_MOST} more` : shown;
}

function sentenceOf(change: Change): Sentence {
  return (sentences[change.kind] as (change: Change) => Sentence)(change);
}

/** Several changes, to follow a name. An edit of the whole document names none. */
export function doneWords(changes: readonly Change[] | undefined): string {
  if (!changes || changes.length === 0) return 'edited the document';
  return breath(changes.map((change) => joined(sentenceOf(change), 0)));
}

/** The same before it is done: "Release finance 1.9.0 to 5%". */
export function wishedWords(changes: readonly Change[] | undefined): string {
  if (!changes || changes.length === 0) return 'Edit the document';
  return capital(breath(changes.map((change) => joined(sentenceOf(change), 1))));
}

const joined = (sentence: Sentence, form: 0 | 1): string => `${sentence[form]} ${sentence[2]}`;

function breath(all: readonly string[]): string {
  const shown = all.slice(0, SENTENCES_AT_MOST).join('; ');
  return all.length > SENTENCES_AT_MOST ? `${shown}; and ${all.length - SENTENCES_AT_MOST} more` : shown;
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
