import { pino } from 'pino';
import { CannotStart } from './cannot-start.ts';
import { readEnvironment } from './environment.ts';
import { startServer } from './server.ts';

try {
  const environment = readEnvironment(process.env);
  const log = pino({ level: environment.LOG_LEVEL, base: { process: 'services' } });
  const server = await startServer(environment, log);
  log.info({ port: server.port }, 'services are listening');
  const stop = (signal: string) => {
    log.info({ signal }, 'stopping');
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop(signal));
} catch (error) {
  if (error instanceof CannotStart) process.stderr.write(`services: ${error.message}\n`);
  else console.error('services:', error);
  process.exit(1);
}
