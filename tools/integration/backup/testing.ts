import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { BackupPlan } from '../../../cli/backup/run-backup.ts';
import { runBackup } from '../../../cli/backup/run-backup.ts';
import type { RestorePlan } from '../../../cli/backup/run-restore.ts';
import { servicesEnd } from '../../../cli/backup/services-end.ts';
import { serveApp } from '../../../services/host/src/testing/serve-app.ts';
import { SECRET } from '../../../services/host/src/testing/sign-token.ts';
import { openTestHost, type TestHost, type TestHostOptions } from '../../../services/host/src/testing/test-host.ts';

export type ServedHost = Awaited<ReturnType<typeof openServedHost>>;

/** A host whose processes the command can reach, until `finished`. */
export async function openServedHost(options: TestHostOptions, finished: (end: () => Promise<void> | void) => void = onTestFinished) {
  const host: TestHost = await openTestHost([], options);
  finished(() => host.close());
  const origins: string[] = [];
  for (const { app } of host.processes) origins.push(await serveApp(app, finished));
  return { ...host, origins, services: origins.map((origin) => servicesEnd(origin, SECRET)) };
}

export function temporaryFolder(finished: (end: () => void) => void = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'desk-backup-'));
  finished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const common = { gateway: null, parts: { data: true, manifest: false, users: false }, say: () => {}, signal: new AbortController().signal };

export const backUp = ({ services }: Pick<ServedHost, 'services'>, folder: string, more: Partial<BackupPlan> = {}) =>
  runBackup({ ...common, folder, services, scopes: ['masters', 'finance', 'wms'], ...more });

export const restorePlan = ({ services }: Pick<ServedHost, 'services'>, folder: string, more: Partial<RestorePlan> = {}): RestorePlan => ({
  ...common,
  folder,
  services,
  replace: false,
  ...more,
});
