import('../main.tsx');

export {};
