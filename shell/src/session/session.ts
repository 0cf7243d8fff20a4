import { sessionSchema } from '@business-m/metadata';
import { type ApiClient, ApiError, type User } from '@business-m/sdk';
import { createStore } from '../store.ts';

export type SessionState =
  | { status: 'asking' }
  | { status: 'signed-out' }
  | { status: 'signed-in'; user: User }
  /** Signed in when the page was drawn, but the server no longer knows the session: the work on the screen stays. */
  | { status: 'expired'; user: User }
  /** The gateway does not answer. */
  | { status: 'unverified'; detail: string };

export interface SessionOptions {
  api: ApiClient;
  /** Undefined when the page does not say. */
  user: User | null | undefined;
  /** Forgets what the user has typed and not saved. */
  forget: (user: User) => Promise<void>;
  /** Reloads the page, so that nothing of the former user stays in memory. */
  startOver: () => void;
}

export function createSession({ api, user, forget, startOver }: SessionOptions) {
  const { getState, set: become, subscribe } = createStore<SessionState>(user === undefined ? { status: 'asking' } : settled(user));

  /** Calls that wait until their user is signed in again. */
  const waiting: ((isBack: boolean) => void)[] = [];
  const release = (isBack: boolean) => {
    for (const go of waiting.splice(0)) go(isBack);
  };

  return {
    getState,
    subscribe,
    async ask(): Promise<void> {
      try {
        const { data } = await api.get('/api/gateway/session', { schema: sessionSchema, timeoutMs: 8_000 });
        become(settled(data.user));
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        become({ status: 'unverified', detail: error.problem.detail });
      }
    },
    /** Throws `ApiError` when refused. */
    async signIn(email: string, password: string): Promise<void> {
      const state = getState();
      const before = state.status === 'expired' ? state.user : null;
      const { user } = (await api.post('/api/gateway/session', { email, password }, { schema: sessionSchema })).data;
      const isOther = before !== null && before.id !== user?.id;
      if (isOther) startOver();
      else become(settled(user));
      release(!isOther);
    },
    async signOut(): Promise<void> {
      await api.delete('/api/gateway/session', { ifMatch: '*' });
      const state = getState();
      if ('user' in state) await forget(state.user);
      startOver();
    },
    /** The server no longer knows the user. Answers once somebody has signed in again: true when it is the same user. */
    async expire(): Promise<boolean> {
      const state = getState();
      if (state.status === 'signed-in') become({ status: 'expired', user: state.user });
      else if (state.status === 'unverified') become({ status: 'signed-out' });
      return getState().status === 'expired' && new Promise((resolve) => waiting.push(resolve));
    },
  };
}

export type Session = ReturnType<typeof createSession>;

function settled(user: User | null): SessionState {
  return user ? { status: 'signed-in', user } : { status: 'signed-out' };
}
