/** The inside of the Lambda function, as a whole process: calls the bundled handler as the provider framework does, until it says that all is done. */
import * as fs from 'fs';

const [, , bundle, eventFile] = process.argv;

async function main(): Promise<void> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { handler } = require(bundle);
  const context = { getRemainingTimeInMillis: () => 600_000 };
  const event = JSON.parse(fs.readFileSync(eventFile, 'utf8'));
  const accepted = await handler(event, context);
  let isComplete = false;
  while (!isComplete) {
    isComplete = (await handler({ ...event, ...accepted }, context)).IsComplete;
  }
}

// Connections that are kept for a next event keep no process alive in Lambda either.
main().then(() => process.exit(0), (error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
