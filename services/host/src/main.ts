import { pino } from 'pino';
import { readEnvironment } from './environment/read-environment.ts';
import { CannotStart } from './environment/variables.ts';
import { startServer } from './server.ts';

function end(error: unknown): never {
  if (error instanceof CannotStart) process.stderr.write(`services: ${error.message}\n`);
  else console.error('services:', error);
  process.exit(1);
}

try {
  const environment = readEnvironment(process.env);
  const log = pino({ level: environment.LOG_LEVEL, base: { process: 'services' } });
  const server = await startServer(environment, log);
  log.info({ port: server.port, mode: environment.mode, domains: environment.domains }, 'services are listening');
  let stopping = false;
  const stop = (signal: string) => {
    stopping = true;
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
  server.started.then(
    () => stopping || log.info('services are ready'),
    (error: unknown) => {
      if (stopping) return;
      server.stop().then(
        () => end(error),
        () => end(error),
      );
    },
  );
} catch (error) {
  end(error);
}
