import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../stack/workspace.ts';
import { type Outcome, type Progress, readEvents, summarizeEvents } from './events.ts';
import { type LimitName, limits } from './limits.ts';
import { describeMs, describeProgress } from './words.ts';

const KILL_AFTER_MS = 10_000;
const SAY_EVERY_MS = 30_000;
/** By which a person or a machine ends a run. */
export const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const leash = new URL('../../stack/process/leash.ts', import.meta.url).href;

export type Step = {
  name: string;
  /** Arguments of Node: the program, then its own arguments. */
  args: readonly string[];
  limit: LimitName;
  /** Whether it says what it does (`events.ts`); one that does not only passes or fails, and counts no test. */
  reports: boolean;
  /** Projects that must run at least one test: a run that leaves one out proves nothing about it. */
  projects?: readonly string[];
};

/** How the process of a step came to its end. */
export type StepEnd = { code: number | null; signal: NodeJS.Signals | null; limitReached: boolean; error?: string };

export type StepSettings = {
  env: NodeJS.ProcessEnv;
  /** Takes the events of the run. */
  folder: string;
  say: (line: string) => void;
  /** Another limit than the one of the table, for a test of this file. */
  limitMs?: number;
  /** Between SIGTERM and SIGKILL; ten seconds when absent. */
  killAfterMs?: number;
};

/** Runs a step in a process group of its own, says every half minute where it has got to, and ends it at its limit. */
export async function runStep(
  step: Step,
  { env, folder, say, limitMs = limits[step.limit], killAfterMs = KILL_AFTER_MS }: StepSettings,
): Promise<Outcome> {
  const file = join(folder, `${step.name.replaceAll(/\W+/g, '-')}.jsonl`);
  rmSync(file, { force: true });
  const startMs = Date.now();
  const child = spawn(process.execPath, ['--import', leash, ...step.args], {
    cwd: root,
    env: { ...env, DESK_TEST_EVENTS: file },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) sayLines(stream, say);
  const signalGroup = (signal: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch {
      // The group is gone.
    }
  };
  const forward = (signal: NodeJS.Signals) => signalGroup(signal);
  for (const signal of endSignals) process.on(signal, forward);
  let limitReached: Progress | null = null;
  const timers = [
    setTimeout(() => {
      limitReached = summarizeEvents(readEvents(file));
      signalGroup('SIGTERM');
      timers.push(setTimeout(() => signalGroup('SIGKILL'), killAfterMs));
    }, limitMs),
    setInterval(() => {
      say(`${describeMs(Date.now() - startMs)} ${step.name}: ${describeProgress(summarizeEvents(readEvents(file)), Date.now() - startMs)}`);
    }, SAY_EVERY_MS),
  ];
  const end = await new Promise<Omit<StepEnd, 'limitReached'>>((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error: error.message }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  for (const timer of timers) clearTimeout(timer);
  for (const signal of endSignals) process.off(signal, forward);
  // What the step started belongs to it: nothing of it outlives the step.
  signalGroup('SIGKILL');
  const progress = limitReached ?? summarizeEvents(readEvents(file));
  return { ...judgeStep(step, progress, { ...end, limitReached: limitReached !== null }, limitMs), ms: Date.now() - startMs };
}

/** What a step amounts to; a step that did not come to its own end has failed, and says what was running. */
export function judgeStep(step: Step, progress: Progress, end: StepEnd, limitMs: number): Omit<Outcome, 'ms'> {
  const { passed, failed, failures, fileMs } = progress;
  const outcome = { step: step.name, passed, failed, failures, fileMs };
  const broken = (problem: string) => ({ ...outcome, failed: failed + 1, problem });
  if (end.limitReached)
    return broken(
      `it reached its limit of ${describeMs(limitMs)} (${step.limit} in tools/test/limits.ts); ${describeWhereabouts(progress)}`,
    );
  if (end.error !== undefined) return broken(`it could not be started: ${end.error}`);
  const how = end.signal ? `signal ${end.signal}` : `exit code ${end.code}`;
  if (!step.reports) return end.code === 0 ? outcome : broken(`it ended with ${how}`);
  if (!progress.done) return broken(`it ended early, with ${how}; ${describeWhereabouts(progress)}`);
  if (passed + failed === 0) return broken('it ran no test at all');
  const missing = (step.projects ?? []).filter((project) => !progress.byProject.get(project));
  if (missing.length > 0) return broken(`it ran no test of the project ${missing.join(' and ')}`);
  return end.code !== 0 && failed === 0 ? broken(`it ended with ${how}`) : outcome;
}

function describeWhereabouts({ running, lastEnded, passed, failed }: Progress): string {
  const now =
    running.length > 0 ? `running: ${running.slice(-4).join('; ')}` : `no test was running, the last one was ${lastEnded ?? 'none'}`;
  return `${passed + failed} tests had ended; ${now}`;
}

function sayLines(stream: NodeJS.ReadableStream | null, say: (line: string) => void): void {
  let rest = '';
  stream?.setEncoding('utf8');
  stream?.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) say(line);
  });
  stream?.on('end', () => rest && say(rest));
}
