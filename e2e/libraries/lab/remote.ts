/** Exposed module → its source. */
export const exposes = { './libraries': './src/libraries.tsx' };

export const declaration = {
  title: 'Lab',
  nav: [{ title: 'Libraries', path: 'libraries' }],
  routes: [{ path: 'libraries', expose: './libraries', title: 'Libraries' }],
  permissions: [],
};
