import { type DocTypeMeta, docTypeMetaSchema } from '@business-m/metadata';
import recorded from './doctypes.json' with { type: 'json' };

/** As the services answered when `npm run mocks` was last run. */
const read = (docType: keyof typeof recorded): DocTypeMeta => docTypeMetaSchema.parse(recorded[docType]);

export const item = read('item');
export const uom = read('uom');
export const warehouse = read('warehouse');
export const stockEntry = read('stock-entry');
