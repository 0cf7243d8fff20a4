import type { Failure } from '@business-m/sdk/platform';
import { Disclosure } from '@business-m/ui';
import { failureWords } from '../words/release-words.ts';

/** What was thrown, each with its stack folded away; nothing where nothing was. */
export function ThrownList({ failures }: { failures: readonly Failure[] }) {
  const thrown = failures.filter(({ thrown: what }) => what);
  if (thrown.length === 0) return null;
  return (
    <ul className="platform-thrown" aria-label="What was thrown">
      {thrown.map((failure) => (
        <li key={`${failure.kind} ${failure.code}`}>
          <Disclosure label={failureWords(failure)} code>
            {[failure.thrown?.message, failure.thrown?.stack].filter(Boolean).join('\n')}
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}
