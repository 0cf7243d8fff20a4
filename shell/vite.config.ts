import { defineConfig } from 'vite';
import { shellConfig } from '../vite.config.base.ts';

export default defineConfig(({ mode }) => shellConfig(import.meta.dirname, mode));
