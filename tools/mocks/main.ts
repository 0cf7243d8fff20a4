import { writeFileSync } from 'node:fs';
import { recordMocks } from './record.ts';

for (const [file, recording] of Object.entries(await recordMocks())) {
  writeFileSync(file, `${JSON.stringify(recording, null, 2)}\n`);
  console.log(file);
}
