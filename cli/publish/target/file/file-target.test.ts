import { readdir, readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@business-m/manifest/testing';
import { expect, onTestFinished, test } from 'vitest';
import { PublishRefusal } from '../../publish-refusal.ts';
import { targetContract } from '../contract/release-target-contract.ts';
import { openTarget } from '../open-target.ts';

targetContract('file', async () => {
  const folder = await temporaryFolder(onTestFinished);
  return {
    open: () => openTarget(`file:${folder}`),
    served: (path) => readFile(join(folder, path), 'utf8').catch(() => null),
    async age(ms) {
      const then = new Date(Date.now() - ms);
      for (const name of await readdir(join(folder, 'shop'))) await utimes(join(folder, 'shop', name), then, then);
    },
  };
});

test.each(['', 'ftp://x/y', 'http://cdn.test', 'file://other-machine/x'])('refuses "%s" as a target', async (address) => {
  await expect(openTarget(address)).rejects.toBeInstanceOf(PublishRefusal);
});
