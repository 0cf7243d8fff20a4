/** Exposed module → its source. Few and coarse: each is a separate download. */
export const exposes = {
  './home': './src/home/home.tsx',
  './notes': './src/notes/notes.tsx',
};

/** What the desk draws before it loads any code: the remote's name, its navigation, and which module draws which path. */
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
  // A user needs one of these roles; empty: every user.
  permissions: [],
};
