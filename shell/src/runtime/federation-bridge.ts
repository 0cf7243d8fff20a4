/** What `remoteEntry.js` of Module Federation's runtime exports. */
interface Container {
  init(shareScope: ShareScope, initScope?: unknown[]): void | Promise<void>;
  get(expose: string): Promise<() => unknown>;
}

/** Package → version → how to get it, as Module Federation's runtime reads it. */
type ShareScope = Record<string, Record<string, Shared>>;
interface Shared {
  version: string;
  scope: string[];
  from: string;
  loaded: true;
  lib: () => unknown;
  get: () => Promise<() => unknown>;
  useIn: string[];
  deps: string[];
  shareConfig: { singleton: boolean; requiredVersion: string };
}

/** Loads a module of a Module Federation remote with the shell’s shared packages. `requirements.ts` has checked the ranges. */
export async function loadModuleFederation({ entryUrl }: { entryUrl: string }, expose: string): Promise<unknown> {
  const container = await startContainer(entryUrl);
  const factory = await container.get(expose);
  return defaultOf(factory());
}

const started = new Map<string, Promise<Container>>();

/** Once for each URL, because some runtimes fail on a second start; again after a failure. */
function startContainer(entryUrl: string): Promise<Container> {
  const known = started.get(entryUrl);
  if (known) return known;
  const starting = start(entryUrl);
  started.set(entryUrl, starting);
  starting.catch(() => started.delete(entryUrl));
  return starting;
}

async function start(entryUrl: string): Promise<Container> {
  const [entry, { instances }] = await Promise.all([import(/* @vite-ignore */ entryUrl), import('virtual:shared-instances')]);
  if (!isContainer(entry)) throw new Error(`${entryUrl} is no entry of Module Federation: it exports no init and get`);
  await entry.init(shareScope(instances), []);
  return entry;
}

function shareScope(instances: Readonly<Record<string, unknown>>): ShareScope {
  return Object.fromEntries(
    Object.entries(instances).map(([specifier, instance]) => {
      const version = versionOf(specifier);
      const shared: Shared = {
        version,
        scope: ['default'],
        from: 'desk',
        loaded: true,
        lib: () => instance,
        get: async () => () => instance,
        useIn: [],
        deps: [],
        shareConfig: { singleton: true, requiredVersion: '*' },
      };
      return [specifier, { [version]: shared }];
    }),
  );
}

/** `react/jsx-runtime` is of the version of `react`. */
function versionOf(specifier: string): string {
  const provided = import.meta.env.DESK_PROVIDED;
  const name = Object.keys(provided).find((it) => specifier === it || specifier.startsWith(`${it}/`));
  return (name && provided[name]) || '0.0.0';
}

function isContainer(entry: unknown): entry is Container {
  return typeof entry === 'object' && entry !== null && 'init' in entry && 'get' in entry;
}

function defaultOf(module: unknown): unknown {
  return typeof module === 'object' && module !== null && 'default' in module ? module.default : module;
}
