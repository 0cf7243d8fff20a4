import type { ReleaseHealth } from '@business-m/sdk/platform';
import type { BadgeProps } from '@business-m/ui';
import { versionOf } from '../words/release-words.ts';
import { shareWords } from '../words/share-words.ts';
import type { RemoteRow } from './release-state.ts';

export type RateTone = 'good' | 'doubtful' | 'bad';

/** A rate of fewer users means nothing. */
const USERS_MIN = 20;
const DOUBTFUL = 0.01;
const BAD = 0.05;

/** Colours a rate of failing users. Halting a canary is the gateway's decision, by its own rule. */
export function rateTone(health: ReleaseHealth | undefined): RateTone {
  if (!health || health.users < USERS_MIN) return 'good';
  const rate = health.failed / health.users;
  return rate >= BAD ? 'bad' : rate >= DOUBTFUL ? 'doubtful' : 'good';
}

/** The state of a remote; the lowest rank needs somebody most. */
export interface Attention {
  rank: number;
  kind: 'down' | 'failing' | 'halted' | 'doubtful' | 'disabled' | 'canary' | 'well';
  tone: NonNullable<BadgeProps['tone']>;
  words: string;
}

export function attentionOf({ remote, stable, canary, fleet }: RemoteRow): Attention {
  const { enabled, releases } = remote;
  if (enabled && fleet?.upstream.status === 'down') return { rank: 0, kind: 'down', tone: 'danger', words: 'Upstream down' };
  if (enabled && rateTone(stable.health) === 'bad') return { rank: 1, kind: 'failing', tone: 'danger', words: 'Stable fails' };
  if (enabled && rateTone(canary?.health) === 'bad') return { rank: 2, kind: 'failing', tone: 'danger', words: 'Canary fails' };
  if (releases.halted) return { rank: 3, kind: 'halted', tone: 'warning', words: `${versionOf(releases.halted.release)} halted` };
  if (!enabled) return { rank: 5, kind: 'disabled', tone: 'neutral', words: 'Switched off' };
  if (rateTone(stable.health) === 'doubtful' || rateTone(canary?.health) === 'doubtful')
    return { rank: 4, kind: 'doubtful', tone: 'warning', words: 'Some errors' };
  if (canary) return { rank: 6, kind: 'canary', tone: 'accent', words: `Canary ${shareWords(canary.shareBps)}` };
  return { rank: 7, kind: 'well', tone: 'neutral', words: fleet ? 'Well' : '' };
}

export const needsAttention = ({ rank }: Attention): boolean => rank <= 4;
