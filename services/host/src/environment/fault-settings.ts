import { type FaultPoint, faultPoints } from '@business-m/protocols';
import { type Mistakes, read, type Variables } from './variables.ts';

/** Where this process kills itself, with which probability each time, by which seed. */
export interface FaultSettings {
  probabilities: ReadonlyMap<FaultPoint, number>;
  seed: number;
}

/** `M_FAULT_POINTS`: `receiver.committed:0.02,outbox.committed:0.01;seed=7`. Refused in production. */
export function readFaultPoints(variables: Variables, mistakes: Mistakes): FaultSettings | null {
  const text = read(variables, 'M_FAULT_POINTS');
  if (text === undefined) return null;
  if (variables.NODE_ENV === 'production') {
    mistakes.add('M_FAULT_POINTS is set: in production no process kills itself');
    return null;
  }
  const [points = '', seed = 'seed=1', ...rest] = text.split(';').map((part) => part.trim());
  const number = /^seed=(\d{1,9})$/.exec(seed)?.[1];
  const probabilities = new Map<FaultPoint, number>();
  let readable = number !== undefined && rest.length === 0;
  for (const each of points.split(',')) {
    const [, name, chance] = /^\s*([a-z.]+):(\d(?:\.\d+)?)\s*$/.exec(each) ?? [];
    const point = faultPoints.find((known) => known === name);
    if (point === undefined || Number(chance) > 1) readable = false;
    else probabilities.set(point, Number(chance));
  }
  if (!readable) mistakes.add(`M_FAULT_POINTS has the form “${faultPoints[0]}:0.02;seed=7”, with points out of ${faultPoints.join(', ')}`);
  return readable ? { probabilities, seed: Number(number) } : null;
}
