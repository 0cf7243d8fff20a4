import type { ReleaseChange, ScreenChanges } from './release-changes.ts';

/** Changes named in the bar; the list names all. */
const NAMED_MAX = 2;

type Sentences = { [Kind in ReleaseChange['kind']]: (change: Extract<ReleaseChange, { kind: Kind }>) => string };

const sentences: Sentences = {
  added: ({ title }) => `${title} is new`,
  removed: ({ title }) => `${title} is no longer part of your desk`,
  'switched-on': ({ title }) => `${title} is back`,
  'switched-off': ({ title }) => `${title} has been switched off`,
  updated: ({ title, from, to }) => `${title} ${from} → ${to}`,
  'rolled-back': ({ title, from, to }) => `${title} ${from} → ${to}, taken back`,
  rebuilt: ({ title, version }) => `${title} ${version}, built anew`,
  screens: ({ title }) => `${title} has other screens for you`,
  renamed: ({ title, from }) => `${from} is now called ${title}`,
};

/** `Shop 1.8.0 → 1.9.0` */
export function changeInWords(change: ReleaseChange): string {
  return (sentences[change.kind] as (change: ReleaseChange) => string)(change);
}

/** What the list says besides: screens that come and go, why a remote is off. */
export function changeDetails(change: ReleaseChange): string[] {
  if (change.kind === 'switched-off') return [change.message];
  return 'screens' in change ? screensInWords(change.screens) : [];
}

function screensInWords({ added, removed }: ScreenChanges): string[] {
  return [
    ...(added.length > 0 ? [`New screens: ${added.join(', ')}`] : []),
    ...(removed.length > 0 ? [`Screens that go: ${removed.join(', ')}`] : []),
  ];
}

export function offerInWords(changes: readonly ReleaseChange[]): string {
  const [first] = changes;
  if (!first) return 'A new version of the desk is ready';
  if (changes.length === 1 && first.kind === 'switched-off') return `${changeInWords(first)}: ${first.message}`;
  const named = changes.slice(0, NAMED_MAX).map(changeInWords).join('; ');
  const others = changes.length - NAMED_MAX;
  const what = others > 0 ? `${named} and ${others} more` : named;
  return changes.every(({ kind }) => kind === 'switched-off') ? what : `A new version is ready: ${what}`;
}
