// The inside of a Lambda function: runs in a process of its own and calls the handler as the service's runtime does.
import * as path from 'path';

interface Invocation {
  readonly id: number;
  readonly event: unknown;
  readonly timeout: number;
}

const [, , folder, handlerName] = process.argv;
const separator = handlerName.lastIndexOf('.');
// eslint-disable-next-line @typescript-eslint/no-require-imports
const handler = require(path.join(folder, handlerName.slice(0, separator)))[handlerName.slice(separator + 1)];

process.on('message', async ({ id, event, timeout }: Invocation) => {
  const end = Date.now() + timeout;
  try {
    process.send!({ id, payload: await handler(event, { getRemainingTimeInMillis: () => end - Date.now() }) });
  } catch (error) {
    const { name, message, stack } = error as Error;
    process.send!({ id, error: { errorType: name, errorMessage: message, trace: stack?.split('\n') ?? [] } });
  }
});
