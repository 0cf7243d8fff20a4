import { expect, test } from 'vitest';
import { addTask, tasksLeft, toggleTask } from './tasks.ts';

test('a task is added in front, without the spaces around it, and only once while it is open', () => {
  const first = addTask([], ' Call the bank ');
  if (!('tasks' in first)) throw new Error(first.refused);
  expect(first.tasks).toMatchObject([{ title: 'Call the bank', done: false }]);
  expect(addTask(first.tasks, 'Call the bank')).toEqual({ refused: 'That is on the list already.' });
  expect(addTask(first.tasks, '  ')).toEqual({ refused: 'Say what is to be done.' });
  const done = toggleTask(first.tasks, first.tasks[0]?.id ?? '');
  expect(addTask(done, 'Call the bank')).toMatchObject({ tasks: [{ done: false }, { done: true }] });
});

test.each([
  [[], 'nothing is left to do'],
  [[{ id: '1', title: 'a', done: true }], 'nothing is left to do'],
  [[{ id: '1', title: 'a', done: false }], 'one task is left'],
  [[1, 2].map((id) => ({ id: String(id), title: 'a', done: false })), '2 tasks are left'],
])('%j is: %s', (tasks, words) => {
  expect(tasksLeft(tasks)).toBe(words);
});
