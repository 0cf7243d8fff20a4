import { z } from 'zod';
import { CannotStart } from './cannot-start.ts';

const PORT = 'is a port number from 0 to 65535';

const environmentSchema = z.object({
  SERVICES_PORT: z.coerce.number(PORT).int(PORT).min(0, PORT).max(65_535, PORT).default(8082),
  /** Containers set 0.0.0.0. */
  HOST: z.string().min(1).default('127.0.0.1'),
  DESK_DATA: z.string().min(1).default('.data'),
  SERVICE_SECRET: z
    .string('is missing: the secret shared with the gateway, at least 32 characters')
    .min(32, 'is too short: the secret shared with the gateway has at least 32 characters'),
  /** The tenant whose data this process holds; tokens of others are refused. */
  DESK_TENANT: z.string().min(1).max(64).default('demo'),
  DESK_SEED: z.enum(['', 'demo'], 'is “demo” or not set').default(''),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'is a log level such as “info”').default('info'),
});
export type Environment = z.infer<typeof environmentSchema>;

/** Reads the variables of this process; throws `CannotStart` with one sentence for each that is missing or wrong. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const parsed = environmentSchema.safeParse(variables);
  if (parsed.success) return parsed.data;
  throw new CannotStart(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`).join('\n'));
}
