import { parseArgs } from 'node:util';
import { PublishRefusal } from './publish-refusal.ts';
import { publishRelease } from './publish-release.ts';

const USAGE = 'Usage: node manifest/publish/main.ts --dist <folder of the build> --to <folder of the CDN>';

try {
  const { dist, to } = parseArgs({ options: { dist: { type: 'string' }, to: { type: 'string' } } }).values;
  if (!dist || !to) throw new PublishRefusal(USAGE);
  console.log((await publishRelease({ dist, to })).id);
} catch (error) {
  const expected =
    error instanceof PublishRefusal || (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
  console.error(expected ? (error as Error).message : error);
  process.exitCode = 1;
}
