import { type AdminClient as Calls, createAdminClient } from '@business-m/contract/admin';
import { DeskFailure } from '../desk-failure.ts';
import { askGateway, type Question } from './ask-gateway.ts';
import { credentials, gatewayAddress } from './credentials.ts';

export type AdminClient = Calls<Pick<Question, 'timeoutMs'>> & { gateway: string };

/** The admin API of one gateway, as the caller that {@link credentials} knows. */
export function adminClient(typed: string | undefined, env: NodeJS.ProcessEnv): AdminClient {
  const gateway = gatewayAddress(typed, env);
  const calls: Calls<Pick<Question, 'timeoutMs'>> = createAdminClient({
    async exchange({ ifMatch, ...request }, options) {
      const headers = { ...(await credentials(gateway, env)), ...(ifMatch !== undefined && { 'if-match': ifMatch }) };
      return askGateway({ gateway, ...request, ...options, headers });
    },
    unreadable: ({ path }, issue) =>
      new DeskFailure(
        `${gateway} answers ${path} in a way this command does not know (${issue?.path.join('.')}: ${issue?.message}): is it of another version?`,
        { code: 'bad-answer' },
      ),
  });
  return { gateway, ...calls };
}
