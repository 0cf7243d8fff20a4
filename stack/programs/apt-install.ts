import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const APT_MS = 10 * 60_000;

/** Debian starts a server as soon as its package is installed, and makes a database cluster for it; these files say that it shall not. */
const quiet = {
  '/usr/sbin/policy-rc.d': { text: '#!/bin/sh\nexit 101\n', mode: 0o755 },
  '/etc/postgresql-common/createcluster.d/business-m-desk.conf': { text: 'create_main_cluster = false\n', mode: 0o644 },
};

/** Installs packages where that needs no question: as root on Debian. Starts none of the servers in them. Answers whether it could. */
export function aptInstall(packages: readonly string[]): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: APT_MS,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  const install = () => apt('install', '-y', '-q', '--no-install-recommends', ...packages);
  console.log(`Installing ${packages.join(', ')} with apt-get …`);
  const written = Object.entries(quiet).filter(([file]) => !existsSync(file));
  try {
    for (const [file, { text, mode }] of written) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { mode });
    }
    // A fresh image has no package lists; an old one has lists of versions that are gone.
    return install() || (apt('update', '-q') && install());
  } finally {
    for (const [file] of written) rmSync(file, { force: true });
  }
}
