import type { z } from 'zod/mini';
import {
  ADMIN_PATH,
  type AdminEndpoint,
  type AdminEndpointName,
  type AnswerOf,
  adminEndpoints,
  type ParamsOf,
  type QueryOf,
  type RequestOf,
} from './endpoints.ts';
import { writeQuery } from './query.ts';

/** What a call needs: the parameters of its path and query, the revision that was seen, the body. */
export type AdminInput<Name extends AdminEndpointName> = ParamsOf<Name> &
  QueryOf<Name> &
  ((typeof adminEndpoints)[Name] extends { precondition: string } ? { seen: number } : unknown) &
  ([RequestOf<Name>] extends [never] ? unknown : { body: RequestOf<Name> });

/** A call as it goes out. */
export interface AdminRequest {
  method: AdminEndpoint['method'];
  path: string;
  ifMatch?: string;
  body?: unknown;
}

/** A method for each endpoint of the admin API. */
export type AdminClient<Options> = {
  [Name in AdminEndpointName]: (
    ...args: Partial<AdminInput<Name>> extends AdminInput<Name>
      ? [input?: AdminInput<Name>, options?: Options]
      : [input: AdminInput<Name>, options?: Options]
  ) => Promise<AnswerOf<Name>>;
};

interface Transport<Options> {
  /** Sends a call and answers the JSON of a success; whatever else comes of it, it throws. */
  exchange(request: AdminRequest, options: Options | undefined): Promise<unknown>;
  /** What is thrown for an answer that is not as the table says. */
  unreadable(request: AdminRequest, issue: z.core.$ZodIssue | undefined): Error;
}

/** A client of the admin API over any transport. Every answer is checked against the table. */
export function createAdminClient<Options>({ exchange, unreadable }: Transport<Options>): AdminClient<Options> {
  const methods = Object.entries(adminEndpoints).map(([name, { answer }]) => [
    name,
    async (input: Input = {}, options?: Options) => {
      const request = requestOf(adminEndpoints[name as AdminEndpointName], input);
      const parsed = answer.safeParse(await exchange(request, options));
      if (parsed.success) return parsed.data;
      throw unreadable(request, parsed.error.issues[0]);
    },
  ]);
  return Object.fromEntries(methods) as AdminClient<Options>;
}

type Input = Readonly<Record<string, unknown>>;

function requestOf({ method, path, query }: AdminEndpoint, input: Input): AdminRequest {
  const filled = path.replaceAll(/:([a-z]+)/g, (_, name: string) => encodeURIComponent(String(input[name])));
  return {
    method,
    path: `${ADMIN_PATH}${filled}${writeQuery(query, input)}`,
    ...(input.seen !== undefined && { ifMatch: `"${input.seen}"` }),
    ...(input.body !== undefined && { body: input.body }),
  };
}
