import { findPortProblem } from '../process/free-port.ts';
import { type DeskSettings, portVariables, Refusal } from './settings.ts';

/** Refuses to start when a port is not to be had, before anything is built or written. */
export async function checkPorts(ports: DeskSettings['ports']): Promise<void> {
  const problems = await Promise.all(
    (Object.keys(portVariables) as (keyof typeof portVariables)[]).map(async (name) => {
      const problem = await findPortProblem(ports[name]);
      return problem && `Port ${ports[name]} ${problem}: set ${portVariables[name]} to another one, or stop what uses it.`;
    }),
  );
  const found = problems.filter((problem) => problem !== null);
  if (found.length > 0) throw new Refusal(found.join('\n'));
}
