import { Session } from 'node:inspector';
import { writeFileSync } from 'node:fs';
import { afterAll } from 'vitest';
const s = new Session(); s.connect(); s.post('Profiler.enable'); s.post('Profiler.setSamplingInterval',{interval:500}); s.post('Profiler.start');
afterAll(() => { s.post('Profiler.stop', (e, r) => { writeFileSync('/tmp/prof/worker-'+process.pid+'-'+Date.now()+'.cpuprofile', JSON.stringify(r.profile)); }); });
