import type { Resolution } from '@business-m/contract';
import type { HydratedState } from '../hydrated-state.ts';
import { awsV1 } from './aws-v1.ts';
import { frameworkM } from './framework-m.ts';
import { importmap } from './importmap.ts';
import { moduleFederation } from './module-federation.ts';

const formats = { 'framework-m': frameworkM, 'aws-v1': awsV1, importmap, mf: moduleFederation };

/** Spellings of a resolution that other platforms read. */
export type ExportFormat = keyof typeof formats;
export const exportFormats = Object.keys(formats) as ExportFormat[];

/** A resolution in another platform's format; `state` is the one it was resolved from. */
export function exportResolution(format: ExportFormat, resolution: Resolution, state: HydratedState): object {
  return formats[format](resolution, state);
}
