import { HttpResponse } from 'msw';
import type { MockContext } from './mock-apply.ts';
import type { MockPlatform } from './mock-platform.ts';

/** A refusal as the gateway writes it. */
export function problem(status: number, code: string, detail: string, more: object = {}): Response {
  return HttpResponse.json({ type: 'about:blank', title: 'Refused', status, code, detail, ...more }, { status });
}

export function contextOf({ me, environments }: Omit<MockPlatform, 'handlers'>): MockContext {
  return { author: me.name, at: new Date().toISOString(), document: (name) => environments.get(name)?.head().document };
}
