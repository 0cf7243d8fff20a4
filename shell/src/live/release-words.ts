import type { ReleaseChange, ScreenChanges } from './release-changes.ts';

/** Changes named in the bar; the list names all. */
const NAMED_MAX = 2;

/** `Shop 1.8.0 → 1.9.0` */
export function changeInWords(change: ReleaseChange): string {
  const { title } = change;
  switch (change.kind) {
    case 'added':
      return `${title} is new`;
    case 'removed':
      return `${title} is no longer part of your desk`;
    case 'switched-on':
      return `${title} is back`;
    case 'switched-off':
      return `${title} has been switched off`;
    case 'updated':
      return `${title} ${change.from} → ${change.to}`;
    case 'rolled-back':
      return `${title} ${change.from} → ${change.to}, taken back`;
    case 'rebuilt':
      return `${title} ${change.version}, built anew`;
    case 'screens':
      return `${title} has other screens for you`;
    case 'renamed':
      return `${change.from} is now called ${title}`;
  }
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
