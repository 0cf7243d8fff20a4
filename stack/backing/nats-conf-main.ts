// Writes deploy/nats.conf: the users and their rights are the ones of `npm start -- --enterprise`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { containerConfig } from './nats-container.ts';

writeFileSync(join(import.meta.dirname, '../../deploy/nats.conf'), containerConfig());
