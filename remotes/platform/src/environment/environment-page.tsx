import { LoadProblem, type LoadTrouble, useLoadTrouble, useSearchState } from '@business-m/documents';
import { Link } from '@business-m/sdk';
import { EmptyState, Field, Page, PageHeader, SelectInput, Skeleton, YStack } from '@business-m/ui';
import type { ReactNode } from 'react';
import { staleSince } from '../api/stale-since.ts';
import { useEnvironments } from '../api/use-admin.ts';
import { EnvironmentBanners } from './environment-banners.tsx';
import { type EnvironmentChoice, inEnvironment, useEnvironmentChoice } from './use-environment-choice.ts';
import './environment.css';

export interface EnvironmentPageProps {
  title: string;
  subtitle?: ReactNode;
  badge?: ReactNode;
  /** The screen above, in the same environment. */
  back?: { path: string; label: string };
  actions?(choice: EnvironmentChoice): ReactNode;
  /** Of the screen's own queries. */
  trouble?: LoadTrouble | null;
  /** Null while the screen's data is fresh. */
  staleSince?: number | null;
  /** Whether the screen shows the proposals itself. */
  hidePending?: boolean;
  children(choice: EnvironmentChoice): ReactNode;
}

/** The frame of a screen about one environment: header, choice of environment, banners. */
export function EnvironmentPage(props: EnvironmentPageProps) {
  const { title, subtitle, badge, back, actions, children, trouble = null, hidePending = false } = props;
  const environments = useEnvironments();
  const ownTrouble = useLoadTrouble(environments);
  const choice = useEnvironmentChoice(environments.data);
  const first = ownTrouble ?? trouble;
  if (first) return <Trouble trouble={first} />;
  const stale = props.staleSince ?? staleSince(environments);
  return (
    <Page>
      <PageHeader
        title={title}
        subtitle={subtitle}
        badge={badge}
        {...(back && choice ? { back: { href: inEnvironment(back.path, choice), label: back.label } } : {})}
        actions={
          choice ? (
            <>
              <EnvironmentSwitcher choice={choice} />
              {actions?.(choice)}
            </>
          ) : undefined
        }
      />
      {choice ? (
        <YStack gap="$4">
          <EnvironmentBanners choice={choice} staleSince={stale} hidePending={hidePending} />
          {children(choice)}
        </YStack>
      ) : environments.data ? (
        <EmptyState
          icon="search"
          title="There is no such environment"
          action={<Link to="/platform">The remotes of {environments.data.serving}</Link>}
        />
      ) : (
        <YStack gap="$3" aria-busy>
          <Skeleton width={320} height={16} />
          <Skeleton height={240} />
        </YStack>
      )}
    </Page>
  );
}

/** A query's fault in place of the screen. A missing role is told apart: trying again would not help. */
export function Trouble({ trouble }: { trouble: LoadTrouble }) {
  if (trouble.problem.status !== 403) return <LoadProblem trouble={trouble} back={{ href: '/platform', label: 'All remotes' }} />;
  return (
    <Page>
      <div role="alert">
        <EmptyState icon="lock" title="These screens are for the role ops" detail={trouble.problem.detail} />
      </div>
    </Page>
  );
}

/** Chooses the environment; the served one is marked. */
function EnvironmentSwitcher({ choice: { list, environment } }: { choice: EnvironmentChoice }) {
  const search = useSearchState();
  return (
    <div className="platform-switcher">
      <Field label="Environment" hideLabel>
        {(aria) => (
          <SelectInput
            {...aria}
            value={environment.name}
            onChange={(name) => search.set({ env: name === list.serving ? '' : name, page: '' })}
            options={list.environments.map(({ name }) => ({ value: name, label: name === list.serving ? `${name} · here` : name }))}
          />
        )}
      </Field>
    </div>
  );
}
