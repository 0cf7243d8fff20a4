import { Page, PageHeader } from '@business-m/ui';
import { EditorContent, useEditor, useEditorState } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';

export default function Screen() {
  const editor = useEditor({ extensions: [StarterKit], content: '<p>Terms</p>', editorProps: { attributes: { 'aria-label': 'Terms' } } });
  const html = useEditorState({ editor, selector: ({ editor }) => editor.getHTML() });
  return (
    <Page>
      <PageHeader title="tiptap" />
      <button type="button" onClick={() => editor.chain().focus().selectAll().toggleBold().run()}>
        Bold
      </button>
      <EditorContent editor={editor} />
      <output>{html}</output>
    </Page>
  );
}
