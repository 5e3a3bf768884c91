/** What a log line may hold: never bodies, values or tokens. */
interface LogFields {
  readonly phase?: string;
  readonly object?: string;
  readonly count?: number;
  readonly milliseconds?: number;
  readonly attempt?: number;
  readonly reason?: string;
}

/** Writes one structured line. */
export function log(message: string, fields: LogFields = {}): void {
  console.log(JSON.stringify({ message, ...fields }));
}

/** Runs a phase and logs how long it took. */
export async function timed<T>(phase: string, work: () => Promise<T>): Promise<T> {
  const start = Date.now();
  try {
    return await work();
  } finally {
    log('phase ended', { phase, milliseconds: Date.now() - start });
  }
}
