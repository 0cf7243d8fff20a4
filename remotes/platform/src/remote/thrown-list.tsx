import type { Failure } from '@business-m/sdk/platform';
import { Button, Disclosure, Text } from '@business-m/ui';
import { useState } from 'react';
import { useMappedStack } from '../api/use-mapped-stack.ts';
import { failureWords } from '../words/release-words.ts';

export type ReleaseFailure = Failure & { release: string };

interface ThrownListProps {
  scope: string;
  failures: readonly ReleaseFailure[];
}

/** What was thrown, each with its stack folded away; nothing where nothing was. */
export function ThrownList({ scope, failures }: ThrownListProps) {
  const thrown = failures.filter(({ thrown: what }) => what);
  if (thrown.length === 0) return null;
  return (
    <ul className="platform-thrown" aria-label="What was thrown">
      {thrown.map((failure) => (
        <ThrownItem key={`${failure.kind} ${failure.code}`} scope={scope} failure={failure} />
      ))}
    </ul>
  );
}

/** The stack by the team's own files, once it is opened; as it was reported where no source maps lead there, and when asked for. */
function ThrownItem({ scope, failure }: { scope: string; failure: ReleaseFailure }) {
  const [isOpen, setOpen] = useState(false);
  const [asReported, setAsReported] = useState(false);
  const { message, stack = '' } = failure.thrown ?? {};
  const { data: mapped } = useMappedStack({ scope, release: failure.release, stack }, isOpen && stack !== '');
  const found = mapped?.stack ?? null;
  return (
    <li>
      <Disclosure label={failureWords(failure)} onOpen={() => setOpen(true)}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key */}
        <pre tabIndex={0}>{[message, asReported ? stack : (found ?? stack)].filter(Boolean).join('\n')}</pre>
        {found !== null && found !== stack && (
          <Button size="small" variant="quiet" aria-pressed={asReported} onPress={() => setAsReported(!asReported)}>
            As reported
          </Button>
        )}
        {mapped?.reason && (
          <Text size="small" tone="muted">
            {mapped.reason}
          </Text>
        )}
      </Disclosure>
    </li>
  );
}
