import { type ReleaseSetEvent, type Resolution, releaseSetEventSchema, resolutionSchema } from '@business-m/contract';
import { type ApiClient, ApiError } from '@business-m/sdk';

const TIMEOUT_MS = 10_000;

export async function fetchResolution(api: ApiClient, signal?: AbortSignal): Promise<Resolution> {
  const { data } = await api.get('/api/gateway/remotes', { timeoutMs: TIMEOUT_MS, ...(signal ? { signal } : {}) });
  const fault = faultIn(data, resolutionSchema);
  if (isShaped(data, resolutionSchema)) return data;
  throw new ApiError({
    type: 'about:blank',
    title: 'Unreadable list of screens',
    status: 0,
    code: 'bad-answer',
    detail: `The server's list of screens cannot be read (${fault || 'document'}).`,
  });
}

/** Null when this build cannot read the event, which may come from a newer gateway or from a tab with another build. */
export function readReleaseSetEvent(said: unknown): ReleaseSetEvent | null {
  return isShaped(said, releaseSetEventSchema) && said.releaseSet !== '' ? said : null;
}

/** The parts of a zod schema that are looked at here. */
interface Schema {
  _zod: {
    def: {
      type: string;
      shape?: Readonly<Record<string, Schema>>;
      element?: Schema;
      checks?: readonly { _zod: { def: object } }[] | undefined;
    };
    /** Of a literal. */
    values?: ReadonlySet<unknown> | undefined;
    output?: unknown;
  };
}

const isShaped = <S extends Schema>(value: unknown, schema: S): value is S['_zod']['output'] => faultIn(value, schema) === null;

/** The path of the first part that lacks the shape of its schema, or null. Made for a remote when it is loaded: each takes 0.2 ms. */
function faultIn(value: unknown, { _zod: { def } }: Schema, path = ''): string | null {
  const { shape, element, checks = [] } = def;
  if (element) {
    if (!Array.isArray(value) || checks.some(({ _zod }) => value.length > Number(Reflect.get(_zod.def, 'maximum')))) return path;
    return element._zod.def.shape ? firstFault(value, (each, index) => faultIn(each, element, `${path}.${index}`)) : null;
  }
  if (typeof value !== 'object' || value === null || !shape) return path;
  const fields = Object.entries(shape);
  if (!fields.every(([name, field]) => isOfType(Reflect.get(value, name), field))) return path;
  const lists = fields.filter(([, field]) => field._zod.def.element);
  return firstFault(lists, ([name, list]) => faultIn(Reflect.get(value, name), list, path === '' ? name : `${path}.${name}`));
}

function isOfType(value: unknown, { _zod: { def, values } }: Schema): boolean {
  if (def.type === 'optional') return true;
  if (values) return values.has(value);
  const expected = def.element || def.shape ? 'object' : def.type === 'number' ? 'number' : 'string';
  return typeof value === expected && value !== null;
}

function firstFault<T>(parts: readonly T[], find: (part: T, index: number) => string | null): string | null {
  for (const [index, part] of parts.entries()) {
    const fault = find(part, index);
    if (fault !== null) return fault;
  }
  return null;
}
