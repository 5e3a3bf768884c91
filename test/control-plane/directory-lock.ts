import * as fs from 'fs';
import * as path from 'path';
import { setTimeout as sleep } from 'timers/promises';

const OWNER_FILE = 'pid';

/** How long a lock may be without its owner's name before it counts as left behind. */
const NAMELESS_MILLIS = 10_000;

/**
 * A lock between processes: a directory can be made by one of them only.
 */
export class DirectoryLock {
  /**
   * Runs `work` while no other process holds the lock.
   *
   * @param onWait called once when another process holds it
   */
  public static async hold<Result>(directory: string, work: () => Promise<Result>, onWait: (owner: number) => void): Promise<Result> {
    const lock = new DirectoryLock(directory);
    let waited = false;
    while (!lock.take()) {
      const owner = lock.owner();
      if (lock.isStale(owner)) {
        lock.release();
        continue;
      }
      if (!waited && owner !== undefined) {
        onWait(owner);
        waited = true;
      }
      await sleep(250);
    }
    try {
      return await work();
    } finally {
      lock.release();
    }
  }

  private constructor(private readonly directory: string) {}

  private take(): boolean {
    fs.mkdirSync(path.dirname(this.directory), { recursive: true });
    try {
      fs.mkdirSync(this.directory);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
    fs.writeFileSync(path.join(this.directory, OWNER_FILE), String(process.pid));
    return true;
  }

  private owner(): number | undefined {
    try {
      return Number(fs.readFileSync(path.join(this.directory, OWNER_FILE), 'utf8')) || undefined;
    } catch {
      return undefined;
    }
  }

  private isStale(owner: number | undefined): boolean {
    if (owner !== undefined) return !isAlive(owner);
    const made = fs.statSync(this.directory, { throwIfNoEntry: false })?.mtimeMs;
    return made !== undefined && Date.now() - made > NAMELESS_MILLIS;
  }

  /** Renamed first, so that a lock taken by another process meanwhile is never removed half. */
  private release(): void {
    const discarded = `${this.directory}.${process.pid}.${Date.now()}`;
    try {
      fs.renameSync(this.directory, discarded);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      throw error;
    }
    fs.rmSync(discarded, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, under another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
