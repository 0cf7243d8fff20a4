import { Button, Card, Section } from '@business-m/ui';
import type { EnvironmentDocument } from '../api/use-admin.ts';
import { UpstreamMark } from '../fleet/marks.tsx';
import type { SectionProps } from './remote-actions.ts';

/** Upstreams of a remote, for everybody and for single tenants, with their status. */
export function UpstreamList({
  row: { scope, fleet },
  document,
  locked,
  onAct,
}: SectionProps & { document: EnvironmentDocument | undefined }) {
  const own = document?.backend?.scopes?.[scope];
  // From the serving gateway; otherwise from the document.
  const address = fleet ? fleet.upstream.url : (own?.upstream ?? (own && document?.backend?.monolith));
  const tenants = Object.entries(own?.tenants ?? {});
  return (
    <Section
      title="Upstreams"
      actions={
        <Button size="small" disabled={locked} onPress={() => onAct({ kind: 'upstream' })}>
          Change
        </Button>
      }
    >
      <Card>
        <dl className="platform-facts">
          <dt>{tenants.length > 0 ? 'Everybody else' : 'Everybody'}</dt>
          <dd>
            <span className="platform-mono" style={{ marginInlineEnd: 8 }}>
              {address ?? 'No calls of its own'}
            </span>{' '}
            <UpstreamMark upstream={fleet?.upstream} />
            {fleet?.upstream.message && <div className="platform-muted">{fleet.upstream.message}</div>}
          </dd>
          {tenants.map(([tenant, { upstream }]) => (
            <div key={tenant}>
              <dt>Tenant {tenant}</dt>
              <dd>
                <span className="platform-mono">{upstream}</span>
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    </Section>
  );
}
