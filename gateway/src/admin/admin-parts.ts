import type { Editor } from '@business-m/manifest/edit';
import type { ManifestStore } from '@business-m/manifest/store';
import type { Logger } from 'pino';
import type { DocTypeOwners } from '../discovery/doctype-owners.ts';
import type { StackMapper } from '../source-maps/stack-mapper.ts';
import type { ShellFiles } from '../static/shell-files.ts';
import type { HealthCounts } from '../telemetry/health-counts.ts';

/** What the admin API is built from. */
export interface AdminParts {
  manifest: ManifestStore;
  /** Name of the environment this gateway serves. */
  environment: string;
  /** One for the whole process: the automatic halt writes through it too. */
  editor: Editor;
  owners: Pick<DocTypeOwners, 'health'>;
  shell: Pick<ShellFiles, 'build' | 'json'>;
  health: Pick<HealthCounts, 'windowMinutes' | 'read'>;
  stacks: StackMapper;
  /** SERVICE_SECRET: signs the tokens of the `desk` command. */
  serviceSecret: string;
  log: Pick<Logger, 'info' | 'warn'>;
  now?: () => Date;
}
