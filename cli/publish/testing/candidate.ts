import type { RemoteJson } from '@business-m/contract';
import type { GateFleet } from '@business-m/contract/admin';
import { mountOf } from '@business-m/contract/styles';
import { releaseIdOf } from '@business-m/manifest/release-id';
import { type RemoteDistOptions, remoteDist } from '@business-m/manifest/testing';
import { checkGate } from '../gate/check-gate.ts';
import { type Candidate, inspect } from '../inspect.ts';

/** A build as the gate gets it, in memory; also one that could not be published. */
export async function candidate(options?: RemoteDistOptions): Promise<Candidate> {
  const { remote, texts } = remoteDist(options);
  const description = Buffer.from(JSON.stringify(remote));
  const files = new Map(
    Object.entries({ ...texts, 'remote.json': description.toString() }).map(([path, text]) => [path, Buffer.from(text)]),
  );
  return inspect({ remote, id: releaseIdOf(remote.version, description), description, files, sourceMaps: null });
}

/** A live remote beside the candidate's, `wms`, and the release of the candidate's own scope that is live. */
export function fleet(changes: Partial<GateFleet> = {}, wms: (remote: RemoteJson) => void = () => {}): GateFleet {
  const change = (remote: RemoteJson) => {
    remote.package = '@business-m/remote-wms';
    wms(remote);
  };
  return {
    shell: { hostApi: '1.2.0', shared: { react: '19.3.1', '@business-m/ui': '0.1.0' } },
    releases: [
      { environment: 'prod', id: '2.3.0-0123456789ab', remote: remoteDist({ scope: 'wms', version: '2.3.0', change }).remote },
      { environment: 'prod', id: '0.0.9-0123456789ab', remote: remoteDist({ version: '0.0.9', change: own }).remote },
    ],
    ...changes,
  };
}

/** As the package says that its live release belongs to. */
export function own(remote: RemoteJson): void {
  remote.package = '@business-m/remote-shop';
}

/** What the styles of `shop` end with. */
export const within = `:where(${mountOf('shop')}, ${mountOf('shop')} *)`;
/** Whom a fault of the build itself breaks. */
export const shop = { scope: 'shop' };

/** What the gate says of a build of `shop` against a fleet. */
export async function faults(
  { change, ...options }: RemoteDistOptions = {},
  live = fleet(),
  published?: { id: string; version: string }[],
) {
  const build = await candidate({
    ...options,
    files: { 'items.css': `.shop-items${within} { color: inherit }`, ...options.files },
    change: (remote) => {
      own(remote);
      change?.(remote);
    },
  });
  return checkGate(build, live, published);
}
