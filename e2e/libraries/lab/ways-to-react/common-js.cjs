const React = require('react');
const { createRoot } = require('react-dom/client');
const { flushSync } = require('react-dom');

function Inner({ text }) {
  const [count, setCount] = React.useState(0);
  React.useEffect(() => setCount(1), []);
  return React.createElement('b', null, `${text} ${count}`);
}
exports.Inner = Inner;

/** Draws into an element by a root of its own; answers how to take it away. */
exports.mount = function mount(element, text) {
  const place = element.appendChild(document.createElement('span'));
  const root = createRoot(place);
  queueMicrotask(() => flushSync(() => root.render(React.createElement(Inner, { text }))));
  return () =>
    queueMicrotask(() => {
      root.unmount();
      place.remove();
    });
};
