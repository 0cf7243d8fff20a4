import type { NatsOptions } from '@business-m/adapters';
import { isTimeZone, whyNoCurrency } from '@business-m/doctype';
import { scopes } from '@business-m/domains';
import { readNatsVariables } from '@business-m/nats';
import { z } from 'zod';
import { readDatabases } from './database-settings.ts';
import { readFaultPoints } from './fault-settings.ts';
import { type Mistakes, read, refuseMistakes, type Variables } from './variables.ts';

const PORT = 'is a port number from 0 to 65535';
const DOMAINS = `is a list of domains out of ${scopes.join(', ')}, with commas between them`;

const noZone = {
  error: ({ input }: { input: unknown }) => `is “${input}”, which is no time zone: give its IANA name, such as Europe/Oslo`,
};

const processSchema = z.object({
  SERVICES_PORT: z.coerce.number(PORT).int(PORT).min(0, PORT).max(65_535, PORT).default(8082),
  /** Containers set 0.0.0.0. */
  HOST: z.string().min(1).default('127.0.0.1'),
  DESK_DATA: z.string().min(1).default('.data'),
  SERVICE_SECRET: z
    .string('is missing: the secret shared with the gateway, at least 32 characters')
    .min(32, 'is too short: the secret shared with the gateway has at least 32 characters'),
  /** The tenant whose data this process holds; tokens of others are refused. */
  DESK_TENANT: z.string().min(1).max(64).default('demo'),
  /** The company's, which decides what today is. All processes of a desk are told the same. */
  DESK_TIME_ZONE: z.string().trim().default('UTC').refine(isTimeZone, noZone),
  /** The zone that the company had before, where it has moved and its documents say so. */
  DESK_TIME_ZONE_BEFORE: z.string().trim().refine(isTimeZone, noZone).optional(),
  /** The company's name, as its reports say it. */
  DESK_COMPANY: z
    .string()
    .trim()
    .regex(/^\P{C}{1,120}$/u, 'is a name of 1 to 120 characters in one line')
    .optional(),
  /** The currency of all amounts. */
  DESK_CURRENCY: z
    .string()
    .trim()
    .toUpperCase()
    .superRefine((code, context) => {
      const why = whyNoCurrency(code);
      if (why) context.addIssue({ code: 'custom', message: `is “${code}”, which ${why}` });
    })
    .optional(),
  DESK_SEED: z.enum(['', 'demo'], 'is “demo” or not set').default(''),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'is a log level such as “info”').default('info'),
});

/** What the demo company is called and reckons in, where the variables say nothing else. */
const demoCompany = { DESK_COMPANY: 'Halden Trading', DESK_CURRENCY: 'NOK' };

const placementSchema = z.object({
  DESK_DATA: processSchema.shape.DESK_DATA,
  LOG_LEVEL: processSchema.shape.LOG_LEVEL,
  M_MODE: z.enum(['indie', 'enterprise'], 'is “indie” or “enterprise”').default('indie'),
  M_DOMAINS: z
    .string()
    .default(scopes.join(','))
    .transform((text) => text.split(',').map((scope) => scope.trim()))
    .pipe(z.array(z.enum(scopes, DOMAINS)).min(1, DOMAINS))
    // Always in the order in which they need each other, however they were written down.
    .transform((given) => scopes.filter((scope) => given.includes(scope))),
});

/** Which domains, and where their data is: all that a migration needs to know. */
export type Placement = ReturnType<typeof place>;
export type Environment = ReturnType<typeof readEnvironment>;

/** Reads the variables of a services process; throws `CannotStart` with one sentence for each that is missing or wrong. */
export function readEnvironment(variables: Variables) {
  const mistakes = new Set<string>();
  const values = parse(processSchema, variables, mistakes);
  const placement = place(variables, mistakes);
  const nats = readNats(variables, mistakes);
  if (placement.mode === 'enterprise' && read(variables, 'NATS_URL') === undefined) {
    mistakes.add('NATS_URL is missing: in enterprise mode the domains reach each other over NATS');
  }
  const faultPoints = readFaultPoints(variables, mistakes);
  refuseMistakes(mistakes);
  return { ...(values.DESK_SEED === 'demo' ? demoCompany : {}), ...values, ...placement, nats, faultPoints };
}

/** The part of `readEnvironment` that `npm run migrate` needs; it has no use for secrets, ports and messages. */
export function readPlacement(variables: Variables): Placement {
  const mistakes = new Set<string>();
  const placement = place(variables, mistakes);
  refuseMistakes(mistakes);
  return placement;
}

function place(variables: Variables, mistakes: Mistakes) {
  const { M_MODE: mode, M_DOMAINS: domains, DESK_DATA, LOG_LEVEL } = parse(placementSchema, variables, mistakes);
  const databases = readDatabases(variables, domains ?? [], DESK_DATA ?? '', mistakes);
  if (mode === 'enterprise') {
    for (const [scope, { database }] of Object.entries(databases)) {
      if (database.engine === 'postgres') continue;
      mistakes.add(
        `DATABASE_URL is missing for the domain ${scope}: in enterprise mode each domain has a PostgreSQL database (${scope.toUpperCase()}_DATABASE_URL gives it one of its own)`,
      );
    }
  }
  return { mode, domains, databases, DESK_DATA, LOG_LEVEL };
}

/** What could be read; whoever goes on with it throws before it is used when something could not. */
function parse<Schema extends z.ZodObject>(schema: Schema, variables: Variables, mistakes: Mistakes): z.infer<Schema> {
  const given = Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => (read(variables, name) === undefined ? [] : [[name, read(variables, name)]])),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) mistakes.add(`${String(issue.path[0])} ${issue.message}`);
  return {} as z.infer<Schema>;
}

/** null without `NATS_URL`. What is wrong goes into `mistakes`. */
function readNats(variables: Variables, mistakes: Mistakes): NatsOptions | null {
  const nats = readNatsVariables(variables, (sentence) => mistakes.add(sentence));
  if (nats === null) return null;
  const prefix = read(variables, 'NATS_PREFIX') ?? 'desk';
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(prefix)) mistakes.add('NATS_PREFIX has 1 to 32 lower-case letters, digits and hyphens');
  return { ...nats.access, name: 'services', prefix, replicas: nats.replicas };
}
