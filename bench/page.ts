import { Line, readableLine } from './report';

/** The cells of a row of a table: `figure`, what is done, here, baseline, ratio, and what else there may be. */
const ROW = /^\| `([\w-]+)` \|([^|]*)\|[^|]*\|[^|]*\|[^|]*\|(.*)$/;

/** The names of the figures that a page has rows for. */
export function figuresIn(page: string): string[] {
  return page.split('\n').flatMap((line) => ROW.exec(line)?.[1] ?? []);
}

/** A page with the figures in the rows that have their names. What was not measured stays as it was. */
export function withFigures(page: string, figures: readonly Line[]): string {
  const rows = figuresIn(page);
  const missing = figures.filter(({ name }) => !rows.includes(name));
  if (missing.length > 0) { throw new Error(`the page has no row for ${missing.map(({ name }) => name).join(', ')}: add one, with \`name\` in its first cell`); }
  const byName = new Map(figures.map((figure) => [figure.name, figure]));
  return page.split('\n').map((line) => {
    const [, name, subject, rest] = ROW.exec(line) ?? [];
    const figure = byName.get(name);
    return figure ? `| \`${name}\` |${subject}| ${readableLine(figure).join(' | ')} |${rest}` : line;
  }).join('\n');
}
