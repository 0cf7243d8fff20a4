import { Page, PageHeader } from '@business-m/ui';
import { useState } from 'react';
import Markdown from 'react-markdown';

export default function Screen() {
  const [text, setText] = useState('# Notes');
  return (
    <Page>
      <PageHeader title="react-markdown" />
      <textarea aria-label="Notes" value={text} onChange={({ target }) => setText(target.value)} />
      <article aria-label="Shown">
        <Markdown>{text}</Markdown>
      </article>
    </Page>
  );
}
