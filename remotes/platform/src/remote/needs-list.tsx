import { Badge, Card, Section } from '@business-m/ui';
import type { SectionProps } from './remote-actions.ts';

/** What the releases of a remote ask of the page: what widens the policy of everybody who has the remote, and what nobody consented to. */
export function NeedsList({ row: { scope, fleet } }: Pick<SectionProps, 'row'>) {
  const needs = fleet?.needs;
  if (!needs) return null;
  const all = [...needs.granted.map((need) => ({ need, isGranted: true })), ...needs.blocked.map((need) => ({ need, isGranted: false }))];
  return (
    <Section title="What its screens need of the page">
      <Card>
        <dl className="platform-facts">
          {all.map(({ need, isGranted }) => (
            <div key={need}>
              <dt className="platform-mono">{need}</dt>
              <dd>
                {isGranted ? (
                  <Badge tone="accent">Granted: widens the page’s policy</Badge>
                ) : (
                  <Badge tone="warning">Asked for, not granted</Badge>
                )}
              </dd>
            </div>
          ))}
        </dl>
        {needs.blocked.length > 0 && (
          <p className="platform-muted">
            Pages refuse it until somebody consents: <code className="platform-mono">{consentCommand(scope, needs.blocked)}</code>
          </p>
        )}
      </Card>
    </Section>
  );
}

const consentCommand = (scope: string, needs: readonly string[]) =>
  `npx desk consent ${scope} ${needs.map((need) => (need.includes(' ') ? `"${need}"` : need)).join(' ')} --reason "…"`;
