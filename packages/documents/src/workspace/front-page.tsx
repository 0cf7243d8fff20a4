import { Link } from '@business-m/sdk';
import { Card, Icon, type IconName, Page, PageHeader, Skeleton, Text, View, XStack, YStack } from '@business-m/ui';
import type { ReactNode } from 'react';
import { type Read, useLoadTrouble } from '../api/trouble.ts';
import { LoadProblem } from '../page/load-problem.tsx';

export interface FrontPageProps {
  title: string;
  /** Links beside the title. */
  shortcuts: readonly { to: string; label: string; icon: IconName }[];
  /** The queries that the page draws: while one has nothing to show, the page says why. */
  reads: readonly Read[];
  children: ReactNode;
}

/** The front page of a workspace: its figures, its latest documents, and links to what is done most. */
export function FrontPage({ title, shortcuts, reads, children }: FrontPageProps) {
  const trouble = useLoadTrouble(...reads);
  if (trouble) return <LoadProblem trouble={trouble} />;
  const links = (
    <nav aria-label="Go to" className="desk-ways">
      {shortcuts.map(({ to, label, icon }) => (
        <Link key={to} to={to}>
          <Icon name={icon} size={14} />
          {label}
        </Link>
      ))}
    </nav>
  );
  return (
    <Page>
      <PageHeader title={title} actions={links} />
      <YStack gap="$5">{children}</YStack>
    </Page>
  );
}

export interface Figure {
  label: string;
  /** Formatted; undefined while it is on its way. */
  value: string | undefined;
  hint?: ReactNode;
  /** What the figure is in: a currency. */
  unit?: string | null;
  tone?: 'default' | 'warning' | 'danger';
  to?: string;
}

function FigureCard({ label, value, hint, unit, tone = 'default', to }: Figure) {
  return (
    <View flexGrow={1} flexShrink={1} flexBasis={150} minWidth={0}>
      <Card>
        <YStack gap="$1" role="group" aria-label={label}>
          <Text tone="muted" size="small" weight="medium">
            {to ? <Link to={to}>{label}</Link> : label}
          </Text>
          <View height={28} justifyContent="center">
            {value === undefined ? (
              <Skeleton width={96} height={18} />
            ) : (
              <Text size="title" weight="strong" numeric tone={tone}>
                {value}
                {unit && (
                  <Text tone="muted" size="small" weight="regular">
                    {` ${unit}`}
                  </Text>
                )}
              </Text>
            )}
          </View>
          {hint && (
            <Text tone="muted" size="small">
              {hint}
            </Text>
          )}
        </YStack>
      </Card>
    </View>
  );
}

export function FigureRow({ figures }: { figures: readonly Figure[] }) {
  return (
    <XStack flexWrap="wrap" gap="$3">
      {figures.map((figure) => (
        <FigureCard key={figure.label} {...figure} />
      ))}
    </XStack>
  );
}
