import type { Document } from '@business-m/metadata';
import { useDeskLocation } from '@business-m/sdk';
import type { TestDeskProps } from '@business-m/sdk/testing';
import { screen } from '@testing-library/react';
import { http } from 'msw/http';
import { onTestFinished, vi } from 'vitest';
import { type MockDocumentsOptions, mockDocuments } from '../../testing/mock-documents.ts';
import { type RenderedScreen, renderScreen } from '../../testing/render.tsx';
import { shelf, shelves, specimen, specimens } from '../../testing/specimen.ts';
import { DocTypeForm, type DocTypeFormProps } from '../doctype-form.tsx';

/** The form of a specimen, over a mocked service that keeps what it is sent. */
export function open(
  id: string | null,
  { change, ...options }: Partial<MockDocumentsOptions> & { change?: (doc: Document) => Document } = {},
  props: Partial<DocTypeFormProps> = {},
  on: Omit<TestDeskProps, 'children'> = {},
) {
  // Its days are within a year of it, whenever the tests run.
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-02T10:00:00Z') });
  onTestFinished(() => void vi.useRealTimers());
  const mock = mockDocuments({ ...specimenStores(specimens), ...options });
  const stored = mock.documents('specimen');
  for (const doc of change && id !== null ? [stored.get(id)] : []) if (doc) stored.set(doc.id, change?.(doc) ?? doc);
  const form = <DocTypeForm doctype="specimen" basePath="/lab/specimens" id={id} {...props} />;
  const desk = renderScreen(form, mock.handlers, { at: `/lab/specimens/${id ?? 'new'}`, ...on });
  return {
    ...desk,
    stored: () => stored,
    /** Answers a write in the mock's place; undefined: the mock answers. */
    on: (method: 'POST' | 'PUT', answer: (request: Request) => undefined | Promise<never>) =>
      desk.use(http[method === 'POST' ? 'post' : 'put']('/api/resource/*', ({ request }) => answer(request))),
  };
}

export function specimenStores(documents: readonly Record<string, unknown>[], meta = specimen): Pick<MockDocumentsOptions, 'docTypes'> {
  return {
    docTypes: [
      { meta, documents },
      { meta: shelf, documents: shelves },
    ],
  };
}

export const field = (label: string) => screen.findByLabelText<HTMLInputElement>(new RegExp(`^${label}`));
export const writes = ({ calls }: RenderedScreen) => calls.filter((call) => !call.startsWith('GET'));
export const last = (documents: Map<string, Document>) => [...documents.values()].at(-1) as Document;
export const press = (name: string) => screen.findByRole('button', { name });

/** As the desk draws it: each document's form anew, at its own address. */
export function Specimens() {
  const id = useDeskLocation().pathname.split('/').at(-1) ?? '';
  return <DocTypeForm key={id} doctype="specimen" basePath="/lab/specimens" id={id === 'new' ? null : id} />;
}
