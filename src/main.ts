import { type App, startApp } from './app.js';
import { loadConfig } from './config.js';
import { describeError } from './telemetry/logger.js';

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const app = await startApp(config);
  if (app.sandbox) greet(app);
  stopOnSignals(app);
}

function greet(app: App): void {
  const url = app.url.replace('127.0.0.1', 'localhost');
  process.stdout.write(
    [
      '',
      `  Shop      ${url}/`,
      `  GraphQL   ${url}/graphql   (open it in a browser for the playground)`,
      `  Upstream  the sandbox at ${app.sandbox?.url}: no account, no real money`,
      '  Try       { subscriber(slug: "fast-speed", username: "jeetenaug4") { customerName currentPlan } }',
      '',
      '',
    ].join('\n'),
  );
}

/** The first signal lets what is under way finish, the second leaves at once; nothing is lost either way. */
function stopOnSignals(app: App): void {
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      app.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

/** A fault nobody foresaw ends the process, as it must; its words may quote a secret, so only its kind and place are told. */
process.on('uncaughtException', (error: unknown) => {
  process.stderr.write(`${JSON.stringify({ ...describeError(error), msg: 'the process ends' })}\n`);
  process.exit(1);
});

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : 'unknown error';
  process.stderr.write(`hashcnet-graphql does not start: ${message}\n`);
  process.exit(1);
});
