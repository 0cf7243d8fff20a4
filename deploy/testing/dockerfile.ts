export type Instruction = { name: string; args: string };
export type Stage = { name: string; from: string; instructions: Instruction[] };

/** Reads a Dockerfile into its stages; enough of the format for the one we have (no heredocs, no escapes but line ends). */
export function readStages(text: string): Stage[] {
  const lines = text
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n');
  const stages: Stage[] = [];
  for (const line of lines) {
    const [, name = '', args = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    if (name === 'FROM') {
      const [, from = '', stage = ''] = /^(\S+) AS (\S+)$/.exec(args) ?? [];
      stages.push({ name: stage, from, instructions: [] });
    } else stages.at(-1)?.instructions.push({ name, args });
  }
  return stages;
}

/** The instructions of a stage and of the stages it is built on, oldest first. */
export function inheritedInstructions(stages: readonly Stage[], name: string): Instruction[] {
  const stage = stages.find((each) => each.name === name);
  return stage ? [...inheritedInstructions(stages, stage.from), ...stage.instructions] : [];
}

/** What a COPY takes, from which stage (null: from the build context), and where it puts it. */
export function readCopy({ args }: Instruction): { stage: string | null; sources: string[]; to: string } {
  const words = args.split(/\s+/);
  const stage = words.find((word) => word.startsWith('--from='))?.slice('--from='.length) ?? null;
  const paths = words.filter((word) => !word.startsWith('--'));
  return { stage, sources: paths.slice(0, -1), to: paths.at(-1) ?? '' };
}
