import { formatCount } from '@business-m/documents';
import type { Evidence } from '@business-m/sdk/platform';
import { Text } from '@business-m/ui';
import { ThrownList } from '../remote/thrown-list.tsx';
import { failureWords, versionOf } from '../words/release-words.ts';
import { rateWords } from '../words/share-words.ts';

/** The evidence for a halt: both error rates as bars on one scale, the failures, and the rule. */
export function EvidenceView({ scope, evidence: { canary, stable, failures, rule } }: { scope: string; evidence: Evidence }) {
  const rate = ({ users, failed }: { users: number; failed: number }) => (users === 0 ? 0 : failed / users);
  const longest = Math.max(rate(canary), rate(stable), 0.01);
  return (
    <section className="platform-evidence" aria-label="Evidence">
      <table>
        <tbody>
          {[
            { name: 'Canary', side: canary, tone: 'bad' },
            { name: 'Stable', side: stable, tone: 'quiet' },
          ].map(({ name, side, tone }) => (
            <tr key={name}>
              <th scope="row">
                {name} <span className="platform-figures">{versionOf(side.release)}</span>
              </th>
              <td className="platform-evidence-bar">
                <span className={`platform-evidence-part is-${tone}`} style={{ width: `${(rate(side) / longest) * 100}%` }} />
              </td>
              <td className="platform-figures">{rateWords(side.failed, side.users)}</td>
              <td className="platform-figures platform-muted">
                {formatCount(side.failed)} of {formatCount(side.users)} users
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {failures.length > 0 && (
        <Text size="small" tone="muted">
          {failures.map((failure) => `${failureWords(failure)} (${formatCount(failure.users)})`).join(', ')}
        </Text>
      )}
      <ThrownList scope={scope} failures={failures.map((failure) => ({ ...failure, release: canary.release }))} />
      <Text size="small" tone="muted">
        {rule}
      </Text>
    </section>
  );
}
