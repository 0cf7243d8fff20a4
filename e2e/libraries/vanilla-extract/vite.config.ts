import { vanillaExtractPlugin } from '@vanilla-extract/vite-plugin';
import { mergeConfig } from 'vite';
import { remoteConfig } from '../../vite.config.base.ts';
import { declaration, exposes } from './remote.ts';

const desk = remoteConfig({ root: import.meta.dirname, scope: 'vanilla-extract', declaration, exposes });

export default mergeConfig(desk, { plugins: [vanillaExtractPlugin()] });
