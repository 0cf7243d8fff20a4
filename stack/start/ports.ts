import { Refusal } from '../process/failures.ts';
import { findPortProblem, freePorts, isOwnAddress } from '../process/free-port.ts';
import { type DeskMode, type DeskPorts, type DomainName, listPorts, type PortName, portVariables, samePort } from './settings.ts';

/** A port for each process of the mode: the given one, or a free one. @throws Refusal when a given port is not to be had. */
export async function takePorts(mode: DeskMode, given: DeskPorts, host?: string): Promise<Record<PortName, number>> {
  if (host && !(await isOwnAddress(host))) throw new Refusal(`HOST is “${host}”, which is no address of this machine.`);
  await checkPorts(given, host);
  const missing = listPorts(mode).filter((name) => given[name] === undefined);
  const free = await freePorts(missing.length);
  return { ...given, ...Object.fromEntries(missing.map((name, index) => [name, free[index]])) } as Record<PortName, number>;
}

/** The port of a domain that has moved out of the monolith: whether there is one is known only when the database runs. */
export async function takeMovedPort(name: DomainName, given: number | undefined, taken: Record<string, number>): Promise<number> {
  if (given === undefined) return (await freePorts(1))[0] ?? 0;
  const twin = Object.entries(taken).find(([, port]) => port === given)?.[0] as PortName | undefined;
  if (twin) throw samePort(twin, name, given);
  await checkPorts({ [name]: given });
  return given;
}

async function checkPorts(ports: DeskPorts, host?: string): Promise<void> {
  const problems = await Promise.all(
    (Object.entries(ports) as [PortName, number][]).map(async ([name, port]) => {
      const problem = await findPortProblem(port, host);
      return problem && `Port ${port} ${problem}: set ${portVariables[name]} to another one, or stop what uses it.`;
    }),
  );
  const found = problems.filter((problem) => problem !== null);
  if (found.length > 0) throw new Refusal(found.join('\n'));
}
