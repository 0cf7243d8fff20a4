import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Button, type DeskTheme, DeskUi, Page, PageHeader, ToastRegion } from '../src/index.ts';
import { Actions } from './actions.tsx';
import { Feedback } from './feedback.tsx';
import { Fields } from './fields.tsx';
import { Grids } from './grids.tsx';

function Gallery() {
  const [theme, setTheme] = useState<DeskTheme>(new URLSearchParams(location.search).get('theme') === 'dark' ? 'dark' : 'light');
  return (
    <DeskUi theme={theme}>
      <ToastRegion>
        <Page>
          <PageHeader
            back={{ href: '#', label: 'Design system' }}
            title="Gallery"
            subtitle="Everything the desk is made of, in both themes."
            actions={
              <Button icon={theme === 'light' ? 'moon' : 'sun'} onPress={() => setTheme(theme === 'light' ? 'dark' : 'light')}>
                {theme === 'light' ? 'Dark' : 'Light'}
              </Button>
            }
          />
          <Grids />
          <Fields />
          <Actions />
          <Feedback />
        </Page>
      </ToastRegion>
    </DeskUi>
  );
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<Gallery />);
