import { Page, PageHeader } from '@business-m/ui';
import { Disclosure, DisclosureButton, DisclosurePanel, Switch } from '@headlessui/react';
import { useState } from 'react';

export default function Screen() {
  const [isOn, setOn] = useState(false);
  return (
    <Page>
      <PageHeader title="headless-ui" />
      <Switch checked={isOn} onChange={setOn}>
        Alarm
      </Switch>
      <Disclosure>
        <DisclosureButton>More</DisclosureButton>
        <DisclosurePanel>Opened by Headless UI</DisclosurePanel>
      </Disclosure>
      <output>{isOn ? 'on' : 'off'}</output>
    </Page>
  );
}
