import { parseArgs } from 'node:util';
import { PublishRefusal } from './publish-refusal.ts';
import { publishRelease } from './publish-release.ts';
import { readSigningKey } from './sign/signing-key.ts';
import { openTarget } from './target/open-target.ts';

const USAGE =
  'Usage: node cli/publish/main.ts --dist <folder of the build> --to <folder | file:… | s3://bucket/prefix> [--sign <key file>]';

// What `npm start` uses. It asks no fleet, and takes other bytes under one version: builds keep their version in development.
try {
  const options = { dist: { type: 'string' }, to: { type: 'string' }, sign: { type: 'string' } } as const;
  const { dist, to, sign } = parseArgs({ options }).values;
  if (!dist || !to) throw new PublishRefusal('usage', USAGE);
  const target = await openTarget(to);
  const key = sign ? await readSigningKey(sign) : undefined;
  console.log((await publishRelease({ dist, target, key, sameVersion: 'allow' })).id);
  await target.close();
} catch (error) {
  const expected =
    error instanceof PublishRefusal || (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
  console.error(expected ? (error as Error).message : error);
  process.exitCode = 1;
}
