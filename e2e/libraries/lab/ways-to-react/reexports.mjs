export { useEffect as useLater, useState } from 'react';
export * from 'react-dom';
