import type { CallContext } from '@business-m/protocols';

/** What the handlers of this process find in the Hono context. */
export interface HttpEnv {
  Variables: { requestId: string; call: CallContext };
}
