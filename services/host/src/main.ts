import { pino } from 'pino';
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
  process.stderr.write(`services: ${error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof Error && error.cause !== undefined) console.error(error);
  process.exit(1);
}
