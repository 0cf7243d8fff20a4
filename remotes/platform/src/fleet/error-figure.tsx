import type { ReleaseHealth } from '@business-m/sdk/platform';
import { rateWords } from '../words/share-words.ts';
import { rateTone } from './error-rate.ts';

const classes = { good: undefined, doubtful: 'platform-is-doubtful', bad: 'platform-is-bad' };

/** The share of users for whom a release failed, coloured when there are enough of them to say something. */
export function ErrorFigure({ health }: { health: ReleaseHealth | undefined }) {
  if (!health) return <span className="platform-faint">–</span>;
  return (
    <span className={classes[rateTone(health)]} title={`${health.failed} of ${health.users} users`}>
      {rateWords(health.failed, health.users)}
    </span>
  );
}
