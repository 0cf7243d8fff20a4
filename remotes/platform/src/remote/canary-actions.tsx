import { Button, Text } from '@business-m/ui';
import { type RemoteRow, rateTone, type SharedRelease } from '../fleet/release-state.ts';
import { versionOf } from '../words/release-words.ts';
import { rateWords } from '../words/share-words.ts';
import type { SectionProps } from './remote-actions.ts';

/** Actions on a canary, the likely one first: a bad canary is halted, a good one released to all. */
export function CanaryActions({ row, canary, locked, onAct }: SectionProps & { canary: SharedRelease }) {
  const bad = rateTone(canary.health) === 'bad';
  const { release, shareBps } = canary;
  const promote = (
    <Button
      key="promote"
      variant={bad ? 'default' : 'primary'}
      disabled={locked}
      onPress={() => onAct({ kind: 'release', release, shareBps: 10_000, fixed: true })}
    >
      Release {versionOf(release)} to everybody
    </Button>
  );
  const share = (
    <Button key="share" disabled={locked} onPress={() => onAct({ kind: 'release', release, shareBps, fixed: true })}>
      Change its share
    </Button>
  );
  const halt = (
    <Button key="halt" variant={bad ? 'danger' : 'default'} icon="ban" onPress={() => onAct({ kind: 'halt' })}>
      Halt {versionOf(release)}
    </Button>
  );
  return (
    <div className="platform-canary-actions">
      <Text tone={bad ? 'danger' : 'muted'}>{verdict(row, canary)}</Text>
      {bad ? [halt, share, promote] : [promote, share, halt]}
    </div>
  );
}

function verdict({ stable }: RemoteRow, { health }: SharedRelease): string {
  if (!health) return 'Nobody who has it has reported anything yet.';
  const canary = `${rateWords(health.failed, health.users)} of its ${health.users.toLocaleString()} users saw it fail`;
  return stable.health ? `${canary}; of stable’s, ${rateWords(stable.health.failed, stable.health.users)}.` : `${canary}.`;
}
