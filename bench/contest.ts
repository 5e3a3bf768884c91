import { isDeepStrictEqual } from 'util';
import { AppName, Apps, Synthesis } from './apps';
import { Assembly } from './assembly';
import { Timing } from './timing';

/** A value for each side. */
export interface Pair<T> {
  readonly ours: T;
  readonly peer: T;
}

/** Two apps with the same NodePools. They run when something of them is asked for, and once: several figures come from one run. */
export class Contest {
  private _assemblies?: Pair<Assembly>;
  private _timings?: Pair<Timing[]>;

  constructor(
    private readonly apps: Apps, private readonly names: Pair<AppName>, private readonly synthesis: Synthesis, private readonly runs: number,
  ) {}

  public get assemblies(): Pair<Assembly> {
    return this._assemblies ??= this.warmUp();
  }

  public get timings(): Pair<Timing[]> {
    return this._timings ??= this.race();
  }

  /** The first runs find cold files, so that their times do not count. */
  private warmUp(): Pair<Assembly> {
    const assemblyOf = (app: AppName) => this.apps.synthesize(app, this.synthesis, ({ folder }) => new Assembly(folder));
    const assemblies = { ours: assemblyOf(this.names.ours), peer: assemblyOf(this.names.peer) };
    const { ours, peer } = assemblies;
    if (Object.keys(ours.nodePools).length !== this.synthesis.nodePools || !isDeepStrictEqual(ours.nodePools, peer.nodePools)) {
      throw new Error(`the apps do not deploy the same NodePools, so that comparing them says nothing: make ${this.names.ours} and ${this.names.peer} in bench/apps agree`);
    }
    return assemblies;
  }

  /** In turn, so that a machine that becomes slower does so for both. */
  private race(): Pair<Timing[]> {
    this._assemblies ??= this.warmUp();
    const timeOf = (app: AppName) => this.apps.synthesize(app, this.synthesis, ({ timing }) => timing);
    const timings: Pair<Timing[]> = { ours: [], peer: [] };
    for (let run = 0; run < this.runs; run++) {
      timings.ours.push(timeOf(this.names.ours));
      timings.peer.push(timeOf(this.names.peer));
    }
    return timings;
  }
}
