import type { FleetRemote } from '@business-m/sdk/platform';

const words = { up: 'Up', down: 'Down', unknown: 'Unknown' };

/** Whether the service behind a remote answers, as a dot and a word. */
export function UpstreamMark({ upstream }: { upstream: FleetRemote['upstream'] | undefined }) {
  if (!upstream || (upstream.url === null && upstream.status === 'unknown')) return <span className="platform-faint">–</span>;
  return (
    <span className={`platform-upstream is-${upstream.status}`} title={upstream.message ?? upstream.url ?? undefined}>
      {words[upstream.status]}
    </span>
  );
}
