import { writeFileSync } from 'node:fs';
import { recordDocTypes } from './recorded-doctypes.ts';

for (const [file, docTypes] of Object.entries(await recordDocTypes())) {
  writeFileSync(file, `${JSON.stringify(docTypes, null, 2)}\n`);
  console.log(`${file}: ${Object.keys(docTypes).join(', ')}`);
}
