import { isObject, sameJson } from '../store/json-values.ts';
import { own } from './draft.ts';

/** The overlay that makes `wanted` over `base`. Values of the document before that still hold stay, even where the base has the same. */
export function overlayFor(wanted: unknown, base: unknown, before: unknown): unknown {
  if (!isObject(wanted)) return wanted;
  const old = isObject(before) ? before : {};
  // Over something that is no object, a patch begins anew.
  const under = isObject(base) ? base : {};
  const overlay: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(old)) {
    if (!Object.hasOwn(wanted, name)) {
      if (Object.hasOwn(under, name)) overlay[name] = null;
      continue;
    }
    const next = overlayFor(wanted[name], own(under, name), value);
    const emptied = isObject(next) && isObject(under[name]) && Object.keys(next).length === 0 && !sameJson(next, value);
    if (!emptied) overlay[name] = next;
  }
  for (const name of new Set([...Object.keys(wanted), ...Object.keys(under)])) {
    if (Object.hasOwn(old, name)) continue;
    if (!Object.hasOwn(wanted, name)) overlay[name] = null;
    else if (!sameJson(wanted[name], own(under, name))) overlay[name] = overlayFor(wanted[name], own(under, name), undefined);
  }
  return overlay;
}
