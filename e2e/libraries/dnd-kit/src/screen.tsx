import { Page, PageHeader } from '@business-m/ui';
import { closestCenter, DndContext, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import { arrayMove, SortableContext, sortableKeyboardCoordinates, useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { useState } from 'react';

function Item({ id }: { id: string }) {
  const { attributes, listeners, setNodeRef, transform } = useSortable({ id });
  return (
    <div ref={setNodeRef} style={{ transform: CSS.Transform.toString(transform), height: 40 }} {...attributes} {...listeners}>
      {id}
    </div>
  );
}

export default function Screen() {
  const [items, setItems] = useState(['first', 'second', 'third']);
  const sensors = useSensors(useSensor(PointerSensor), useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }));
  return (
    <Page>
      <PageHeader title="dnd-kit" />
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={({ active, over }) =>
          over && setItems((before) => arrayMove(before, before.indexOf(String(active.id)), before.indexOf(String(over.id))))
        }
      >
        <SortableContext items={items}>
          {items.map((id) => (
            <Item key={id} id={id} />
          ))}
        </SortableContext>
      </DndContext>
      <output aria-label="Order">{items.join(', ')}</output>
    </Page>
  );
}
