import '@fontsource-variable/inter/wght.css';
import 'virtual:desk.css';
import './frame/frame.css';
import './pages/pages.css';
import { HOST_API_VERSION } from '@business-m/sdk';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { loadFederated, loadShared } from './runtime/federation.ts';
import { readBoot } from './session/boot.ts';
import { createDeskParts } from './start/desk-parts.ts';
import { DeskRoot } from './start/desk-root.tsx';
import { createDeskQueryClient } from './start/query-client.ts';

const queryClient = createDeskQueryClient();
const parts = createDeskParts({
  boot: readBoot(document),
  provided: { hostApi: HOST_API_VERSION, shared: import.meta.env.DESK_PROVIDED },
  loadModule: loadFederated,
  loadShared,
  queryClient,
  window,
});
void parts.start();

const root = document.getElementById('desk');
if (!root) throw new Error('index.html has no element with the id "desk"');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <DeskRoot parts={parts} />
    </QueryClientProvider>
  </StrictMode>,
);
