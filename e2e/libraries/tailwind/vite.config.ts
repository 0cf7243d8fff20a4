import tailwindcss from '@tailwindcss/vite';
import { mergeConfig } from 'vite';
import { remoteConfig } from '../../vite.config.base.ts';
import { declaration, exposes } from './remote.ts';

const desk = remoteConfig({ root: import.meta.dirname, scope: 'tailwind', declaration, exposes });

export default mergeConfig(desk, { plugins: [tailwindcss()] });
