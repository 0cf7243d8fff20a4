import { useNotify, useUnsavedGuard, useUser } from '@business-m/sdk';
import {
  Button,
  Card,
  Checkbox,
  DataGrid,
  EmptyState,
  Field,
  type GridColumn,
  Page,
  PageHeader,
  Section,
  TextInput,
  View,
  XStack,
} from '@business-m/ui';
import { type FormEvent, useState } from 'react';
import { addTask, type Task, tasksLeft, toggleTask } from './tasks.ts';

/** The front page: a form and a list kept in this tab alone. Replace it by what your users come for. */
export default function Home() {
  const user = useUser();
  const notify = useNotify();
  const [tasks, setTasks] = useState<readonly Task[]>([]);
  const [title, setTitle] = useState('');
  const [error, setError] = useState<string | null>(null);
  useUnsavedGuard(title !== '');

  function submit(event: FormEvent) {
    event.preventDefault();
    const result = addTask(tasks, title);
    if ('refused' in result) return setError(result.refused);
    setTasks(result.tasks);
    setTitle('');
    setError(null);
    notify({ kind: 'success', title: 'Task added' });
  }

  const columns: GridColumn<Task>[] = [
    {
      id: 'done',
      header: 'Done',
      width: 64,
      stack: 'mark',
      render: (task) => (
        <Checkbox aria-label={`${task.title}: done`} value={task.done} onChange={() => setTasks(toggleTask(tasks, task.id))} />
      ),
    },
    { id: 'title', header: 'Task', grow: true, stack: 'lead', render: (task) => task.title },
  ];
  return (
    <Page width="form">
      <PageHeader title="Template" subtitle={`Hello ${user.name}: ${tasksLeft(tasks)}`} />
      <Card>
        <form onSubmit={submit} noValidate>
          <XStack gap="$3" alignItems="flex-start">
            <View flex={1}>
              <Field label="New task" error={error} required>
                {(aria) => <TextInput {...aria} value={title} onChange={setTitle} maxLength={80} />}
              </Field>
            </View>
            <View paddingTop="$5.5">
              <Button type="submit" variant="primary" icon="plus">
                Add
              </Button>
            </View>
          </XStack>
        </form>
      </Card>
      <Section title="Tasks">
        <Card padding="none">
          <DataGrid
            label="Tasks"
            columns={columns}
            rows={tasks}
            rowKey={(task) => task.id}
            rowTone={(task) => (task.done ? 'muted' : 'default')}
            empty={<EmptyState icon="check" title="Nothing to do yet" detail="What you add above stands here." />}
          />
        </Card>
      </Section>
    </Page>
  );
}
