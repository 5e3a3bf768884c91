import { isDeepStrictEqual } from 'util';
import { Apps, Contestant, Pair } from './apps';
import { Assembly } from './assembly';
import { Timing } from './timing';

/** Both apps with so many NodePools. They run when something of them is asked for, and once: several figures come from one run. */
export class Contest {
  private _assemblies?: Pair<Assembly>;
  private _timings?: Pair<Timing[]>;

  constructor(private readonly apps: Apps, private readonly nodePools: number, private readonly runs: number) {}

  public get assemblies(): Pair<Assembly> {
    return this._assemblies ??= this.warmUp();
  }

  public get timings(): Pair<Timing[]> {
    return this._timings ??= this.race();
  }

  /** The first runs find cold files, so that their times do not count. */
  private warmUp(): Pair<Assembly> {
    const assemblyOf = (app: Contestant) => this.apps.synthesize(app, this.nodePools, ({ folder }) => new Assembly(folder));
    const assemblies = { ours: assemblyOf('ours'), peer: assemblyOf('peer') };
    const { ours, peer } = assemblies;
    if (Object.keys(ours.nodePools).length !== this.nodePools || !isDeepStrictEqual(ours.nodePools, peer.nodePools)) {
      throw new Error('the apps do not deploy the same NodePools, so that comparing them says nothing: make the two in bench/apps agree');
    }
    return assemblies;
  }

  /** In turn, so that a machine that becomes slower does so for both. */
  private race(): Pair<Timing[]> {
    this._assemblies ??= this.warmUp();
    const timings: Pair<Timing[]> = { ours: [], peer: [] };
    for (let run = 0; run < this.runs; run++) {
      for (const app of ['ours', 'peer'] as const) {
        timings[app].push(this.apps.synthesize(app, this.nodePools, ({ timing }) => timing));
      }
    }
    return timings;
  }
}
