import type { ReleaseHealth } from '@business-m/contract/admin';
import type { Editor } from '@business-m/manifest/edit';
import type { ManifestStore } from '@business-m/manifest/store';
import type { Logger } from 'pino';
import type { DocTypeOwners } from '../discovery/doctype-owners.ts';
import type { ShellFiles } from '../static/shell-files.ts';

/** What the admin API is built from. */
export interface AdminParts {
  manifest: ManifestStore;
  /** Name of the environment this gateway serves. */
  environment: string;
  /** One for the whole process: the automatic halt writes through it too. */
  editor: Editor;
  owners: Pick<DocTypeOwners, 'health'>;
  shell: Pick<ShellFiles, 'build' | 'json'>;
  health: ReleaseHealthReader;
  /** SERVICE_SECRET: signs the tokens of the `desk` command. */
  serviceSecret: string;
  log: Pick<Logger, 'info' | 'warn'>;
  now?: () => Date;
}

/** How releases did lately. */
export interface ReleaseHealthReader {
  /** Over which it counts. */
  readonly windowMinutes: number;
  read(scope: string): Promise<readonly ReleaseHealth[]> | readonly ReleaseHealth[];
}
