export interface Task {
  id: string;
  title: string;
  done: boolean;
}

/** The list with one more in front, or why not. */
export function addTask(tasks: readonly Task[], typed: string): { tasks: Task[] } | { refused: string } {
  const title = typed.trim();
  if (title === '') return { refused: 'Say what is to be done.' };
  if (tasks.some((task) => task.title === title && !task.done)) return { refused: 'That is on the list already.' };
  return { tasks: [{ id: crypto.getRandomValues(new Uint32Array(2)).join('-'), title, done: false }, ...tasks] };
}

export const toggleTask = (tasks: readonly Task[], id: string): Task[] =>
  tasks.map((task) => (task.id === id ? { ...task, done: !task.done } : task));

export function tasksLeft(tasks: readonly Task[]): string {
  const left = tasks.filter((task) => !task.done).length;
  if (left === 0) return 'nothing is left to do';
  return left === 1 ? 'one task is left' : `${left} tasks are left`;
}
