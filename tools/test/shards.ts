import { tmpdir } from 'node:os';
import type { Step } from './run-step.ts';
import { browserStep, chaosStep, containersStep, otherBrowserStep, vitestStep } from './steps.ts';

export interface Shard {
  name: string;
  steps: readonly Step[];
  env?: NodeJS.ProcessEnv;
}

/** The longest first and last, so that halves of the matrix take about the same time. */
export function listShards(seed: string): Shard[] {
  const whole = { DESK_TEST_WHOLE: '1', DESK_TEST_SEED: seed };
  return [
    { name: 'vitest-isolated', steps: [vitestStep('vitest, isolated', ['--isolate'])], env: { ...whole, DESK_TEST_HISTORIES: '100' } },
    { name: 'browser-indie', steps: [browserStep('browser, indie', ['indie', 'indie-rest'])], env: whole },
    { name: 'browser-enterprise', steps: [browserStep('browser, enterprise', ['enterprise', 'enterprise-rest'])], env: whole },
    {
      name: 'vitest-shuffled',
      steps: [vitestStep('vitest, shuffled', ['--sequence.shuffle.files', '--sequence.shuffle.tests', `--sequence.seed=${seed}`])],
      env: { DESK_TEST_SEED: seed },
    },
    { name: 'chaos', steps: [chaosStep(60)] },
    // Root file systems of images are made there, which takes devices.
    { name: 'containers', steps: [containersStep], env: { TMPDIR: tmpdir() } },
    // Libraries of other people, each built, published and served; then docs/libraries.md.
    { name: 'libraries', steps: [browserStep('browser, libraries', ['libraries', 'libraries-page'])], env: whole },
    { name: 'firefox', steps: [otherBrowserStep('firefox')] },
    { name: 'webkit', steps: [otherBrowserStep('webkit')] },
  ];
}
