import { LoadProblem, type LoadTrouble } from '@business-m/documents';
import { EmptyState, Page } from '@business-m/ui';

/** Why a screen of the platform has nothing to show; having no right to it is no fault that trying again would mend. */
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
