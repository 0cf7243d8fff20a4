export const exposes = {
  './remotes': './src/fleet/fleet.tsx',
  './remote': './src/remote/remote.tsx',
  './history': './src/history/history.tsx',
  './proposals': './src/proposals/proposals.tsx',
  './promote': './src/promote/promote.tsx',
};

const environments = '/api/gateway/admin/environments';
const fleet = '/api/gateway/admin/fleet';

/** What the desk knows of the platform's screens without loading any of their code. */
export const declaration = {
  title: 'Platform',
  nav: [
    { title: 'Remotes', path: '', icon: 'boxes' },
    { title: 'Proposals', path: 'proposals', icon: 'inbox' },
    { title: 'Promote', path: 'promote', icon: 'arrow-right' },
    { title: 'History', path: 'history', icon: 'list' },
  ],
  routes: [
    { path: '', expose: './remotes', title: 'Remotes', preload: [environments, fleet] },
    { path: 'remotes/:id', expose: './remote', title: 'Remote', preload: [environments, `${fleet}?scope={id}&published=true`] },
    { path: 'proposals', expose: './proposals', title: 'Proposals', preload: [environments] },
    { path: 'promote', expose: './promote', title: 'Promote', preload: [environments] },
    { path: 'history', expose: './history', title: 'History', preload: [environments] },
  ],
  permissions: ['ops'],
};
