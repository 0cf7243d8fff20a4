import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SOURCE_MAPS } from '@business-m/contract';
import type { GateFleet } from '@business-m/contract/admin';
import { type Command, Option } from 'commander';
import { clientOf, type Desk, describeCommand, type GatewayOptions, gatewayOption } from '../desk.ts';
import { DeskFailure, sentenceOf, usageFailure } from '../desk-failure.ts';
import { describeBytes } from '../output/words.ts';
import type { OnProgress, Published, PublishStep } from '../publish/index.ts';
import { buildRemote, findRemoteFolder } from '../workspace/build-remote.ts';
import { readFederationDeclaration } from '../workspace/federation-declaration.ts';
import { loadPublishing, openReleaseTarget } from '../workspace/release-target.ts';

interface Options extends GatewayOptions {
  to?: string;
  key?: string;
  build: boolean;
  gate: boolean;
  cdn?: string;
  mf?: string;
  sameVersion?: true;
  /** A target, or false: none. */
  maps?: string | false;
}

export function publishCommand(desk: Desk): Command {
  return describeCommand('publish', 'build a remote, check it against the live fleet and put it on the CDN; nobody’s desk changes', [
    ['publish remotes/people', 'onto the CDN of the desk of this machine'],
    ['publish remotes/people --to "s3://desk-releases/remotes?region=eu-central-1" --key ~/.config/desk/keys/people.pem'],
    ['publish remotes/people --to file:/srv/cdn --cdn https://cdn.example.com', 'fetches every byte back as browsers will'],
    ['publish ../people --mf ../people/desk.json', 'a remote of @module-federation/vite, described by a file of its own'],
    [
      'publish https://cdn.test.example.com/people/1.2.0-0123456789ab --to "s3://prod/remotes?region=eu-central-1"',
      'a copy, byte for byte, for an environment with a CDN of its own',
    ],
    ['publish remotes/people/dist --no-build --no-gate', 'a build from elsewhere, in a pipeline that reaches no desk'],
  ])
    .argument('<folder>', 'the remote’s folder, or its name; with --no-build its dist; or the address of a release on another CDN')
    .option('--to <target>', 'file:<folder> or s3://bucket/prefix?region=…&endpoint=… (the CDN folder of this machine’s desk)')
    .addOption(new Option('--key <file>', 'signs the release: a key of desk keys new').env('DESK_SIGNING_KEY'))
    .option('--cdn <url>', 'where browsers will find the target: every byte is fetched from there, too')
    .option('--no-build', 'publish what was built before')
    .option('--no-gate', 'do not ask the live fleet whether the release fits; the release itself is checked all the same')
    .option('--mf <declaration>', 'a build of @module-federation/vite: what it does not say of itself, as JSON (docs/publishing.md)')
    .option('--maps <target>', 'with a release of another CDN: the target where its source maps lie, which no CDN shows')
    .option('--no-maps', 'leave the source maps behind: stacks of this release stay as browsers tell them')
    .option('--same-version', 'allow other bytes under a version that was published: for development only')
    .addOption(gatewayOption())
    .action(async (folder: string, options: Options) => {
      const copied = /^https?:\/\//.test(folder) ? await mkdtemp(join(tmpdir(), 'desk-publish-')) : null;
      try {
        await publish(desk, folder, options, copied);
      } finally {
        if (copied) await rm(copied, { recursive: true, force: true });
      }
    });
}

/** @param copied where a release of another CDN is put meanwhile; null for a remote of this machine. */
async function publish(desk: Desk, folder: string, options: Options, copied: string | null): Promise<void> {
  const { describeModuleFederation, fetchRelease, publishRelease, readSigningKey } = await loadPublishing();
  if (copied) desk.terminal.say(`fetch: ${folder}`);
  const signature = copied && (await fetchRelease(folder, copied));
  if (copied && options.maps) await copySourceMaps(desk, folder, options.maps, copied);
  const dist = copied ?? (await distOf(desk, folder, options));
  const declared = options.mf === undefined ? null : await readFederationDeclaration(desk.path(options.mf), dist);
  const gate = options.gate ? await askFleet(desk, options) : null;
  const key = options.key === undefined ? undefined : await readSigningKey(desk.path(options.key));
  const target = await openReleaseTarget(desk, options.to);
  try {
    const published = await publishRelease({
      dist,
      ...(declared && { described: await describeModuleFederation(dist, declared, desk.terminal.say) }),
      target,
      gate,
      key,
      ...(signature && { signature }),
      ...(copied && { copyOf: folder.replace(/\/+$/, '').split('/').at(-1) ?? '' }),
      baseUrl: options.cdn,
      sourceMaps: options.maps !== false,
      sameVersion: options.sameVersion ? 'allow' : 'refuse',
      progress: describePublishing(desk.terminal.say),
    });
    const next = releaseLine(published, gate, options);
    desk.terminal.answer(options.json, { ...published, target: target.address, next }, () =>
      describe(desk, published, target.address, next),
    );
  } finally {
    await target.close();
  }
}

async function copySourceMaps(desk: Desk, address: string, typed: string, folder: string): Promise<void> {
  const from = await openReleaseTarget(desk, typed);
  try {
    const [scope = '', id = ''] = address.replace(/\/+$/, '').split('/').slice(-2);
    const bytes = await from.read(scope, id, SOURCE_MAPS);
    if (!bytes) throw usageFailure(`${from.address}/${scope}/${id} has no source maps: leave --maps out.`);
    await writeFile(join(folder, SOURCE_MAPS), bytes);
  } finally {
    await from.close();
  }
}

async function distOf(desk: Desk, typed: string, { build }: Options): Promise<string> {
  if (build) {
    const folder = findRemoteFolder(desk.path(typed), typed);
    await buildRemote(folder, desk);
    return join(folder, 'dist');
  }
  const folder = desk.path(typed);
  const dist = ['remote.json', 'mf-manifest.json'].some((made) => existsSync(join(folder, made)))
    ? folder
    : join(existsSync(folder) ? folder : findRemoteFolder(folder, typed), 'dist');
  if (existsSync(dist)) return dist;
  if (existsSync(join(folder, 'remoteEntry.js')))
    throw usageFailure(
      `${typed} is a build without remote.json and mf-manifest.json: build it with remoteConfig, or with "manifest: true" in the options of its federation plugin.`,
    );
  throw usageFailure(`${dist} does not exist: build the remote first, or leave --no-build out.`);
}

async function askFleet(desk: Desk, options: Options): Promise<GateFleet> {
  try {
    return await clientOf(desk, options).gate();
  } catch (error) {
    if (!(error instanceof DeskFailure)) throw error;
    const sentence = `The live fleet could not be asked whether the release fits. ${sentenceOf(error)} --no-gate publishes without asking.`;
    throw new DeskFailure(sentence, { cause: error, code: error.code });
  }
}

/** What to type next, to the letter. */
function releaseLine({ scope, version, id }: Published, gate: GateFleet | null, { gateway, sameVersion }: Options): string {
  const isNew = gate !== null && !gate.releases.some((live) => live.remote.scope === scope);
  const team = isNew ? ' --team "…"' : '';
  return `npx desk release ${scope}@${sameVersion ? id : version}${team} --reason "…"${gateway ? ` --gateway ${gateway}` : ''}`;
}

function describe({ terminal: { paint } }: Desk, published: Published, address: string, next: string): string {
  const { scope, id, created, signedBy, sizes, sourceMaps, blocked, uncompressed } = published;
  const screens = Object.entries(sizes.screenBytes).map(([name, bytes]) => `${name} ${describeBytes(bytes)}`);
  return `${paint.good('✓')} ${paint.strong(`${scope}@${id}`)} ${created ? 'is published' : 'was published already, with the same bytes'}: ${address}
  ${describeBytes(sizes.releaseBytes)} compressed${screens.length > 0 ? `; to show ${screens.join(', ')}` : ''}
  ${signedBy ? `signed with the key ${signedBy}` : 'not signed'}
  ${sourceMaps ? 'with source maps, which only gateways read' : 'without source maps: stacks stay as browsers tell them'}
${describeUncompressed(uncompressed)}${describeBlocked(blocked)}
Nobody gets it yet. Release it:
  ${next}
`;
}

function describeUncompressed(paths: readonly string[]): string {
  if (paths.length === 0) return '';
  const first = paths.slice(0, 3).join(', ');
  const others = paths.length > 3 ? ` and ${paths.length - 3} more` : '';
  return `  browsers get ${first}${others} uncompressed, three to five times as large: let the CDN serve the .br and .gz files that lie beside them\n`;
}

function describeBlocked(blocked: Published['blocked']): string {
  return blocked
    .map(
      ({ environment, needs, consent }) =>
        `  in ${environment} pages do not let it use ${needs.join(', ')}; whoever operates it may consent:\n    ${consent}\n`,
    )
    .join('');
}

const stepWords: Record<PublishStep, string> = {
  inspect: 'inspect: every file against its hash',
  gate: 'gate: does it fit the live fleet',
  upload: 'upload',
  verify: 'verify: every byte read back',
  sign: 'sign',
  register: 'register',
};

/** A line when a step begins, with how many files it is about. */
function describePublishing(say: (line: string) => void): OnProgress {
  const steps = Object.keys(stepWords);
  let last = -1;
  return ({ step, total }) => {
    // The description is written after the other files were read back: that is no new step for the reader.
    if (steps.indexOf(step) <= last) return;
    last = steps.indexOf(step);
    say(total > 0 ? `${stepWords[step]} (${total} files)` : stepWords[step]);
  };
}
