import type { Message, MessageList, MessageState, RetriedMessages } from '@business-m/metadata';
import { HttpResponse, type RequestHandler } from 'msw';
import { http } from 'msw/http';

export interface MockMessages {
  /** For msw: `/api/<scope>/messages`, its retries and dismissals. */
  handlers: RequestHandler[];
  /** What was sent; a test may change it behind a screen's back. */
  messages: Map<number, Message>;
  /** Adds a message; what is not said is as of one that waits. */
  send(about: Pick<Message, 'topic' | 'key'> & Partial<Message>): Message;
}

export interface MockMessagesOptions {
  scope: string;
  /** Why a message may not be retried, in a sentence; null when it may. */
  onRetry?(message: Message): string | null;
  /** Why a message is still needed, in a sentence; null when it may be let go. */
  onDismiss?(message: Message): string | null;
}

const SENT_AT = '2026-02-10T09:15:00.000Z';
const isDead = ({ state }: Message) => state === 'refused' || state === 'dead';

/** A domain's outbox in memory, as docs/http-api.md has its routes. */
export function mockMessages({ scope, onRetry = () => null, onDismiss = () => null }: MockMessagesOptions): MockMessages {
  const messages = new Map<number, Message>();
  const countOf = (state: MessageState) => [...messages.values()].filter((message) => message.state === state).length;
  const problem = (status: number, code: string, detail: string) =>
    HttpResponse.json({ type: 'about:blank', title: code, status, code, detail }, { status });

  const retry = (message: Message): string | null => {
    const refusal = onRetry(message);
    const again = { settled_at: null, last_error: null, next_attempt_at: SENT_AT, retried_by: 'ops@example.com', retried_at: SENT_AT };
    if (refusal === null) messages.set(message.id, { ...message, ...again, state: 'pending' });
    return refusal;
  };

  const handlers = [
    http.get(`/api/${scope}/messages`, ({ request }) => {
      const wanted = new URL(request.url).searchParams;
      const matching = [...messages.values()]
        .filter(({ state, key }) => (wanted.get('state') ?? state) === state && (wanted.get('key') ?? key) === key)
        .toSorted((a, b) => b.id - a.id);
      const from = Number(wanted.get('cursor') ?? 0);
      const to = from + Number(wanted.get('limit') ?? 50);
      const page: MessageList = {
        items: matching.slice(from, to).map((message) => ({ ...message, retryable: isDead(message), dismissable: isDead(message) })),
        next: to < matching.length ? String(to) : null,
        counts: { pending: countOf('pending'), dispatched: countOf('dispatched'), refused: countOf('refused'), dead: countOf('dead') },
      };
      return HttpResponse.json(page);
    }),
    http.post(`/api/${scope}/messages/retry`, async ({ request }) => {
      const { state } = (await request.json()) as { state: MessageState };
      const done: RetriedMessages = { retried: 0, refused: [], more: false, last: Math.max(0, ...messages.keys()) };
      for (const message of [...messages.values()].filter((each) => each.state === state)) {
        const refusal = retry(message);
        if (refusal === null) done.retried += 1;
        else done.refused.push({ id: message.id, code: 'not-retryable', message: refusal });
      }
      return HttpResponse.json(done);
    }),
    http.post(`/api/${scope}/messages/:id/retry`, ({ params }) => {
      const message = messages.get(Number(params.id));
      if (!message) return problem(404, 'not-found', 'There is no such message.');
      const refusal = isDead(message) ? retry(message) : 'Only what was refused or given up can be tried again.';
      return refusal === null ? HttpResponse.json(messages.get(message.id)) : problem(409, 'not-retryable', refusal);
    }),
    http.post(`/api/${scope}/messages/:id/dismiss`, async ({ params, request }) => {
      const message = messages.get(Number(params.id));
      if (!message) return problem(404, 'not-found', 'There is no such message.');
      const { reason } = (await request.json()) as { reason: string };
      const refusal = isDead(message) ? onDismiss(message) : 'Only what was refused or given up can be dismissed.';
      if (refusal !== null) return problem(409, 'not-dismissable', refusal);
      const gone = { dismissed_by: 'ops@example.com', dismissed_at: SENT_AT, dismissed_reason: reason };
      messages.set(message.id, { ...message, ...gone, state: 'dismissed' });
      return HttpResponse.json(messages.get(message.id));
    }),
  ];
  return {
    handlers,
    messages,
    send(about) {
      const message: Message = {
        id: messages.size + 1,
        state: 'pending',
        attempts: 0,
        created_at: SENT_AT,
        next_attempt_at: null,
        settled_at: null,
        last_error: null,
        user: 'stock@example.com',
        payload: { voucher: { doctype: 'stock-entry', id: about.key } },
        retryable: false,
        retried_by: null,
        retried_at: null,
        dismissed_by: null,
        dismissed_at: null,
        dismissed_reason: null,
        dismissable: false,
        ...about,
      };
      messages.set(message.id, message);
      return message;
    },
  };
}
