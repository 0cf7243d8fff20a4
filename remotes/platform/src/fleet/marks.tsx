import type { FleetRemote, ReleaseHealth } from '@business-m/sdk/platform';
import { Badge } from '@business-m/ui';
import type { ReactNode } from 'react';
import { hashOf, versionOf } from '../words/release-words.ts';
import { rateWords, shareWords } from '../words/share-words.ts';
import type { Attention } from './attention.ts';
import { rateTone } from './release-state.ts';

export const Nothing = () => <span className="platform-faint">–</span>;

export function ReleaseName({ id }: { id: string }) {
  return (
    <>
      <span className="platform-figures">{versionOf(id)}</span> <span className="platform-mono platform-faint">{hashOf(id)}</span>
    </>
  );
}

/** The state of a remote. A healthy one has no badge: a page of green says nothing. */
export function AttentionMark({ attention: { kind, tone, words } }: { attention: Attention }) {
  if (words === '') return <Nothing />;
  return kind === 'well' ? <span className="platform-muted">{words}</span> : <Badge tone={tone}>{words}</Badge>;
}

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

const upstreamWords = { up: 'Up', down: 'Down', unknown: 'Unknown' };

export function UpstreamMark({ upstream }: { upstream: FleetRemote['upstream'] | undefined }) {
  if (!upstream || (upstream.url === null && upstream.status === 'unknown')) return <Nothing />;
  return (
    <span className={`platform-upstream is-${upstream.status}`} title={upstream.message ?? upstream.url ?? undefined}>
      {upstreamWords[upstream.status]}
    </span>
  );
}

const rateClasses = { good: undefined, doubtful: 'platform-is-doubtful', bad: 'platform-is-bad' };

/** The rate of users for whom a release failed (or `children`), coloured when there are enough users. */
export function ErrorFigure({ health, children }: { health: ReleaseHealth | undefined; children?: ReactNode }) {
  if (!health) return <Nothing />;
  return (
    <span className={rateClasses[rateTone(health)]} title={`${health.failed} of ${health.users} users`}>
      {children ?? rateWords(health.failed, health.users)}
    </span>
  );
}
