import { ControlPlane } from './control-plane';

/** What the API server says of an object that is tried. */
export interface Verdict {
  readonly status: number;
  /** What it has against the object. */
  readonly message?: string;
}

/** Of an object that is not there yet. */
export const ACCEPTED: Verdict = { status: 201, message: undefined };

/** How an object is tried, other than usual. */
export interface DryRunOptions {
  /** Whether fields of others are taken over. */
  readonly force?: boolean;
  /** Whether it is only tried, which it is unless told otherwise. */
  readonly dryRun?: boolean;
}

/** A control plane for the tests of a file, and objects tried on it. */
export class DryRuns {
  /** Starts before the tests of a `describe` and stops after them. */
  public static inTests(): DryRuns {
    const dryRuns = new DryRuns();
    beforeAll(async () => {
      const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
      dryRuns.started = await ControlPlane.start({ clusterName: 'blue', region: 'eu-central-1', credentials });
    }, 900_000);
    afterAll(async () => dryRuns.started?.stop());
    return dryRuns;
  }

  private started?: ControlPlane;

  private constructor() {}

  public get controlPlane(): ControlPlane {
    return this.started!;
  }

  /** Server-side apply, as the provisioner does it: unknown fields are refused. */
  public async apply(collection: string, object: any, { force = false, dryRun = true }: DryRunOptions = {}): Promise<Verdict> {
    const query = new URLSearchParams({ fieldManager: 'test', fieldValidation: 'Strict', force: String(force), ...dryRun && { dryRun: 'All' } });
    const { status, body } = await this.controlPlane.request<any>('PATCH', `${collection}/${object.metadata.name}?${query}`, object, 'application/apply-patch+yaml');
    return { status, message: body.kind === 'Status' ? body.message : undefined };
  }
}
