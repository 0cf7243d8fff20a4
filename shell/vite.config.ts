import { shellConfig } from '../vite.config.base.ts';

export default shellConfig(import.meta.dirname);
