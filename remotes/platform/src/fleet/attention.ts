import type { BadgeProps } from '@business-m/ui';
import { versionOf } from '../words/release-words.ts';
import { shareWords } from '../words/share-words.ts';
import { type RemoteRow, rateTone } from './release-state.ts';

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
