import type { Message, MessageList, MessageState } from '@business-m/metadata';
import { HttpResponse, type RequestHandler } from 'msw';
import { http } from 'msw/http';

export interface MockMessages {
  /** For msw: `/api/<scope>/messages` and its retries. */
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
}

const SENT_AT = '2026-02-10T09:15:00.000Z';
const isDead = ({ state }: Message) => state === 'refused' || state === 'dead';

/** A domain's outbox in memory, as docs/http-api.md has its routes. */
export function mockMessages({ scope, onRetry = () => null }: MockMessagesOptions): MockMessages {
  const messages = new Map<number, Message>();
  const countOf = (state: MessageState) => [...messages.values()].filter((message) => message.state === state).length;
  const problem = (status: number, code: string, detail: string) =>
    HttpResponse.json({ type: 'about:blank', title: code, status, code, detail }, { status });

  const handlers = [
    http.get(`/api/${scope}/messages`, ({ request }) => {
      const wanted = new URL(request.url).searchParams;
      const matching = [...messages.values()]
        .filter(({ state, key }) => (wanted.get('state') ?? state) === state && (wanted.get('key') ?? key) === key)
        .toSorted((a, b) => b.id - a.id);
      const from = Number(wanted.get('cursor') ?? 0);
      const to = from + Number(wanted.get('limit') ?? 50);
      const page: MessageList = {
        items: matching.slice(from, to).map((message) => ({ ...message, retryable: isDead(message) })),
        next: to < matching.length ? String(to) : null,
        counts: { pending: countOf('pending'), dispatched: countOf('dispatched'), refused: countOf('refused'), dead: countOf('dead') },
      };
      return HttpResponse.json(page);
    }),
    http.post(`/api/${scope}/messages/:id/retry`, ({ params }) => {
      const message = messages.get(Number(params.id));
      if (!message) return problem(404, 'not-found', 'There is no such message.');
      if (!isDead(message)) return problem(409, 'not-a-dead-letter', 'Only what was refused or given up can be tried again.');
      const refusal = onRetry(message);
      if (refusal !== null) return problem(409, 'not-retryable', refusal);
      const again: Message = {
        ...message,
        state: 'pending',
        settled_at: null,
        last_error: null,
        next_attempt_at: SENT_AT,
        retryable: false,
      };
      messages.set(message.id, again);
      return HttpResponse.json(again);
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
        ...about,
      };
      messages.set(message.id, message);
      return message;
    },
  };
}
