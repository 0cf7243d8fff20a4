import { Circle } from 'lucide-react';
import * as iconSet from './icon-set.ts';

export type IconName = keyof typeof iconSet;

export interface IconProps {
  /** A name that is not in the set (a remote built later may know more) draws a neutral mark. */
  name: IconName | (string & {});
  /** Pixels. */
  size?: number;
}

/** Decoration beside words, hidden from assistive technology: what it says must also stand in text or a label. */
export function Icon({ name, size = 16 }: IconProps) {
  // biome-ignore lint/performance/noDynamicNamespaceImportAccess: the whole set ships with the shell
  const Mark = Object.hasOwn(iconSet, name) ? iconSet[name as IconName] : Circle;
  return <Mark size={size} strokeWidth={1.75} aria-hidden className="desk-icon" />;
}
