import { remoteConfig } from '../../vite.config.base.ts';
import { declaration, exposes } from './remote.ts';

export default remoteConfig({ root: import.meta.dirname, scope: 'people', declaration, exposes });
