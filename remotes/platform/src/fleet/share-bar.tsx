import { shareWords } from '../words/share-words.ts';

/** A share of users as a small bar with its figure. */
export function ShareBar({ shareBps, tone = 'accent' }: { shareBps: number; tone?: 'accent' | 'quiet' }) {
  return (
    <span className="platform-share">
      <span className="platform-share-bar" aria-hidden="true">
        <span className={`platform-share-part is-${tone}`} style={{ width: `${shareBps / 100}%` }} />
      </span>
      <span className="platform-figures">{shareWords(shareBps)}</span>
    </span>
  );
}
