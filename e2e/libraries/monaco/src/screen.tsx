import { Page, PageHeader } from '@business-m/ui';
import * as monaco from 'monaco-editor/editor/editor.api';
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
import JsonWorker from 'monaco-editor/language/json/json.worker.js?worker';
import 'monaco-editor/language/json/monaco.contribution';
import { useEffect, useRef, useState } from 'react';

self.MonacoEnvironment = { getWorker: (_, label) => (label === 'json' ? new JsonWorker() : new EditorWorker()) };

export default function Screen() {
  const place = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (!place.current) return;
    const editor = monaco.editor.create(place.current, { value: '{ "a": 1 }', language: 'json', minimap: { enabled: false } });
    const markers = monaco.editor.onDidChangeMarkers(() =>
      setSaid(
        monaco.editor
          .getModelMarkers({})
          .map(({ message }) => message)
          .join(),
      ),
    );
    return () => {
      markers.dispose();
      editor.getModel()?.dispose();
      editor.dispose();
    };
  }, []);
  return (
    <Page>
      <PageHeader title="monaco" />
      <div ref={place} style={{ width: 600, height: 300 }} />
      <output>{said}</output>
    </Page>
  );
}
