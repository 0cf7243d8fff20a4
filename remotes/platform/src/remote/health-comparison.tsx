import { formatCount } from '@business-m/documents';
import type { ReleaseHealth } from '@business-m/sdk/platform';
import { ErrorFigure } from '../fleet/marks.tsx';
import type { RemoteRow, SharedRelease } from '../fleet/release-state.ts';
import { failureWords, versionOf } from '../words/release-words.ts';
import { rateWords, shareWords } from '../words/share-words.ts';
import { type ReleaseFailure, ThrownList } from './thrown-list.tsx';

/** Users and failures of stable and canary side by side. */
export function HealthComparison({ row: { scope, stable, canary } }: { row: RemoteRow }) {
  const sides = [{ name: 'Stable', side: stable }, ...(canary ? [{ name: 'Canary', side: canary }] : [])];
  const kinds = failureKinds(sides.map(({ side }) => side.health));
  return (
    <div className="platform-comparison">
      <table aria-label="Health by version">
        <thead>
          <tr>
            <th scope="col">
              <span className="desk-hidden">What</span>
            </th>
            {sides.map(({ name, side }) => (
              <th key={name} scope="col">
                <span className="platform-side">{name}</span> <span className="platform-figures">{versionOf(side.release)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Figures label="Share" sides={sides} figure={({ shareBps }) => shareWords(shareBps)} />
          <Figures label="Users" sides={sides} figure={({ health }) => (health ? formatCount(health.users) : '–')} />
          <Figures label="Slow for" sides={sides} figure={({ health }) => (health ? partOf(health.slow, health.users) : '–')} />
          <Figures
            label="Failed for"
            sides={sides}
            figure={({ health }) => health && <ErrorFigure health={health}>{partOf(health.failed, health.users)}</ErrorFigure>}
          />
          {kinds.map((failure) => (
            <Figures
              key={`${failure.kind} ${failure.code}`}
              label={failureWords(failure)}
              quiet
              sides={sides}
              figure={({ health }) =>
                formatCount(health?.failures.find((each) => each.kind === failure.kind && each.code === failure.code)?.users ?? 0)
              }
            />
          ))}
        </tbody>
      </table>
      <ThrownList scope={scope} failures={kinds} />
    </div>
  );
}

interface FiguresProps {
  label: string;
  quiet?: boolean;
  sides: readonly { name: string; side: SharedRelease }[];
  figure(side: SharedRelease): React.ReactNode;
}

function Figures({ label, quiet, sides, figure }: FiguresProps) {
  return (
    <tr className={quiet ? 'platform-quiet' : undefined}>
      <th scope="row">{label}</th>
      {sides.map(({ name, side }) => (
        <td key={name}>{figure(side) ?? '–'}</td>
      ))}
    </tr>
  );
}

const partOf = (part: number, whole: number) => `${formatCount(part)} (${rateWords(part, whole)})`;

/** The failures of both sides, the most frequent first; with what was thrown, the release that threw it. */
function failureKinds(sides: readonly (ReleaseHealth | undefined)[]): ReleaseFailure[] {
  const all = new Map<string, ReleaseFailure>();
  for (const failure of sides.flatMap((side) => side?.failures.map((each) => ({ ...each, release: side.release })) ?? [])) {
    const key = `${failure.kind} ${failure.code}`;
    const known = all.get(key);
    const { thrown, release } = failure.thrown ? failure : (known ?? failure);
    all.set(key, { ...failure, ...(thrown && { thrown }), release, users: failure.users + (known?.users ?? 0) });
  }
  return [...all.values()].sort((a, b) => b.users - a.users);
}
