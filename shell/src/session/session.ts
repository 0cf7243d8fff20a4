import { type ApiClient, ApiError, type User } from '@business-m/sdk';

export type SessionState =
  | { status: 'asking' }
  | { status: 'signed-out' }
  | { status: 'signed-in'; user: User }
  /** Was signed in when the page was drawn, and the server has since said no: the work on the screen stays. */
  | { status: 'expired'; user: User }
  /** Nobody can be asked. The desk draws what it can. */
  | { status: 'unverified'; detail: string };

export interface Session {
  getState(): SessionState;
  subscribe(listener: () => void): () => void;
  /** Asks the server who is there. */
  ask(): Promise<void>;
  /** Throws `ApiError` when refused. */
  signIn(email: string, password: string): Promise<void>;
  signOut(): Promise<void>;
  /** The server no longer knows the user. */
  expire(): void;
}

export interface SessionOptions {
  api: ApiClient;
  /** As the page says; undefined: it does not. */
  user: User | null | undefined;
  /** Leaves nothing of the former user in memory: loads the page anew. */
  startOver: () => void;
}

/** Who is at the desk. */
export function createSession({ api, user, startOver }: SessionOptions): Session {
  const listeners = new Set<() => void>();
  let state: SessionState = user === undefined ? { status: 'asking' } : settled(user);

  function become(next: SessionState) {
    state = next;
    for (const listener of listeners) listener();
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async ask() {
      try {
        const { data } = await api.get<{ user: User | null }>('/api/gateway/session', { timeoutMs: 8_000 });
        become(settled(data.user));
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        become({ status: 'unverified', detail: error.problem.detail });
      }
    },
    async signIn(email, password) {
      const before = state.status === 'expired' ? state.user : null;
      const { data } = await api.post<{ user: User }>('/api/gateway/session', { email, password });
      // Somebody else's screens and data must not stay in this page.
      if (before && before.id !== data.user.id) startOver();
      else become({ status: 'signed-in', user: data.user });
    },
    async signOut() {
      await api.delete('/api/gateway/session', { ifMatch: '*' });
      startOver();
    },
    expire() {
      if (state.status === 'signed-in') become({ status: 'expired', user: state.user });
      else if (state.status === 'unverified') become({ status: 'signed-out' });
    },
  };
}

function settled(user: User | null): SessionState {
  return user ? { status: 'signed-in', user } : { status: 'signed-out' };
}
