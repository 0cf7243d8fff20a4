import type { OnProgress, PublishStep } from '../publish/index.ts';

const words: Record<PublishStep, string> = {
  inspect: 'inspect: every file against its hash',
  gate: 'gate: does it fit the live fleet',
  upload: 'upload',
  verify: 'verify: every byte read back',
  sign: 'sign',
  register: 'register',
};

/** A line when a step begins, with how many files it is about. */
export function describePublishing(say: (line: string) => void): OnProgress {
  const steps = Object.keys(words);
  let last = -1;
  return ({ step, total }) => {
    // The description is written after the other files were read back: that is no new step to whoever watches.
    if (steps.indexOf(step) <= last) return;
    last = steps.indexOf(step);
    say(total > 0 ? `${words[step]} (${total} files)` : words[step]);
  };
}
