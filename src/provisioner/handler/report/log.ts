import { AsyncLocalStorage } from 'async_hooks';

/** What a log line may hold: never bodies, values or tokens. */
interface LogFields {
  readonly chart?: string;
  /** What CloudFormation asks for. */
  readonly event?: string;
  readonly phase?: string;
  /** `Kind namespace/name`, or the request that is about it. */
  readonly object?: string;
  readonly count?: number;
  readonly milliseconds?: number;
  readonly attempt?: number;
  readonly attempts?: number;
  readonly reason?: string;
}

/** What all lines of some work have in common. */
const common = new AsyncLocalStorage<LogFields>();

/** Writes one structured line. */
export function log(message: string, fields: LogFields = {}): void {
  console.log(JSON.stringify({ message, ...common.getStore(), ...fields }));
}

/** Does work whose log lines have some fields in common. */
export function logging<T>(fields: LogFields, work: () => T): T {
  return common.run({ ...common.getStore(), ...fields }, work);
}

/** Runs a phase and logs how long it took. */
export async function timed<T>(phase: string, work: () => Promise<T>): Promise<T> {
  const start = Date.now();
  try {
    return await logging({ phase }, work);
  } finally {
    log('phase ended', { phase, milliseconds: Date.now() - start });
  }
}
