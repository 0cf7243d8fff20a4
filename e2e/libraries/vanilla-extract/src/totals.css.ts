import { createVar, globalStyle, style } from '@vanilla-extract/css';

const tone = createVar();
const total = style({ color: tone });

export const open = style([total, { vars: { [tone]: 'rgb(200, 0, 0)' } }]);
export const paid = style([total, { vars: { [tone]: 'rgb(0, 128, 0)' } }]);
export const wide = style({ letterSpacing: 3 });
globalStyle('body', { background: 'rgb(255, 0, 255)' });
