import { ResourceEvent } from './deployment';
import { Listing } from './played-cluster';

/** Lines in aligned columns. */
export function aligned(rows: string[][], indent = '  '): string[] {
  const widths = rows.reduce<number[]>((widest, row) => row.map((cell, column) => Math.max(widest[column] ?? 0, cell.length)), []);
  return rows.map((row) => (indent + row.map((cell, column) => cell.padEnd(widths[column])).join('  ')).trimEnd());
}

/** Objects as `kubectl get` shows them. */
export function listed(listings: readonly Listing[]): string[] {
  return listings.flatMap(({ kind, columns, rows }) => [`  ${kind}`, ...aligned([columns, ...rows], '    ')]);
}

/** One event of a deployment. */
export function eventLine({ action, type, path, milliseconds, failure, note }: ResourceEvent): string {
  const outcome = failure ? 'FAILED' : action === 'retain' ? 'retained' : `${action}d`;
  return `  ${outcome.padEnd(8)} ${seconds(milliseconds).padStart(7)}  ${type}  ${path}${note ? ` (${note})` : ''}${failure ? `\n           ${failure}` : ''}`;
}

/** A line of the handler's log, for people. */
export function logLine(line: string): string {
  try {
    const { message, phase, object, count, milliseconds, reason } = JSON.parse(line);
    const details = [phase, object, count !== undefined && `${count} objects`, milliseconds !== undefined && seconds(milliseconds), reason].filter(Boolean);
    return `             ${message}${details.length > 0 ? `: ${details.join(', ')}` : ''}`;
  } catch {
    return `             ${line}`;
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
