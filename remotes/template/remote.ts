/** Exposed module → its source. Few and coarse: each is a download of its own. */
export const exposes = {
  './home': './src/home/home.tsx',
  './notes': './src/notes/notes.tsx',
};

/** What the desk knows of this remote without loading any of its code. */
export const declaration = {
  title: 'Template',
  nav: [
    { title: 'Overview', path: '', icon: 'home' },
    { title: 'Notes', path: 'notes', icon: 'file' },
  ],
  routes: [
    { path: '', expose: './home', title: 'Template' },
    // Once a service answers, let the desk ask it together with the code: preload: ['/api/template/notes{search}'].
    { path: 'notes', expose: './notes', title: 'Notes' },
  ],
  // Roles of which a user needs one; empty: everybody.
  permissions: [],
};
