import type { TestHost } from './test-host.ts';

const STEP_MS = 60_000;

export type ScenarioClock = ReturnType<typeof createScenarioClock>;

/** The time of a scenario: every process reads it, and only the scenario moves it. */
export function createScenarioClock(day: string) {
  let ms = Date.parse(`${day}T08:00:00Z`);
  return {
    now: () => new Date(ms),
    /** Eight in the morning, UTC, of a day in the scenario's weeks. */
    turnTo(next: string): void {
      ms = Date.parse(`${next}T08:00:00Z`);
    },
    tick(): void {
      ms += STEP_MS;
    },
  };
}

export type StepRunner = ReturnType<typeof createStepRunner>;

/** Does what users do, one step after the other, and writes down what each was answered. */
export function createStepRunner(host: TestHost, clock: ScenarioClock) {
  const transcript: string[] = [];
  /** The answer's body; a step that is refused is part of the scenario. */
  // biome-ignore lint/suspicious/noExplicitAny: a document of any DocType, or a problem
  async function request(method: string, path: string, body?: unknown, headers = {}, roles = ['accounts', 'stock', 'ops']): Promise<any> {
    clock.tick();
    // Otherwise each answer would carry a number of its own.
    const requestId = { 'x-request-id': `step-${transcript.length + 1}` };
    const answer = await host.fetch(method, path, { body, headers: { ...requestId, ...headers }, roles });
    const text = await answer.text();
    transcript.push(`${method} ${path} → ${answer.status} ${answer.headers.get('etag') ?? ''} ${text}`);
    // What a step sends to other domains arrives before the next one, as it would in weeks of real time.
    await host.drain();
    return text === '' ? null : JSON.parse(text);
  }
  return { transcript, request, create: (doctype: string, values: object) => request('POST', `/api/resource/${doctype}`, values) };
}
