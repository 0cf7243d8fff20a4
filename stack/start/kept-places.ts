import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DeskOrigins, originVariables } from './processes.ts';
import { type DeskPorts, type DeskSettings, type PortName, portVariables } from './settings.ts';

export type Places = Pick<DeskSettings, 'movedPorts'> & { ports: DeskPorts; origins: DeskOrigins; manifestFile: string };

/** Keeps the variables that say where this desk is, so that the `desk` command needs no more than the data folder to find it. */
export function keepPlaces(data: string, { ports, movedPorts, origins, manifestFile }: Places): void {
  const all = { ...movedPorts, ...ports };
  const variables = {
    MANIFEST_FILE: manifestFile,
    ...Object.fromEntries(Object.entries(all).map(([name, port]) => [portVariables[name as PortName], String(port)])),
    ...originVariables(origins),
  };
  writeFileSync(join(data, 'places.json'), `${JSON.stringify(variables, null, 2)}\n`);
}
