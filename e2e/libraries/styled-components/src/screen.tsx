import { Page, PageHeader } from '@business-m/ui';
import { useState } from 'react';
import styled, { createGlobalStyle, keyframes } from 'styled-components';

const turn = keyframes`to { rotate: 360deg }`;
const Total = styled.output<{ $isPaid: boolean }>`
  color: ${({ $isPaid }) => ($isPaid ? 'rgb(0, 128, 0)' : 'rgb(200, 0, 0)')};
  animation: ${turn} 1s paused;
`;
const Everywhere = createGlobalStyle`
  button { letter-spacing: 3px }
  body { background: rgb(255, 0, 255) }
`;

export default function Screen() {
  const [isPaid, setPaid] = useState(false);
  return (
    <Page>
      <PageHeader title="styled-components" />
      <Everywhere />
      <button type="button" onClick={() => setPaid(true)}>
        Pay
      </button>
      <Total $isPaid={isPaid}>{isPaid ? 'paid' : 'open'}</Total>
    </Page>
  );
}
