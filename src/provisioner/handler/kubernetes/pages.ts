import { ApiError } from './api-error';
import { NotYet } from '../report/failure';

/** Objects in an answer, so that few of them are in memory at a time: metadata only, and whole ones. */
export const PAGE = { metadata: '250', whole: '100' };

/** Objects of a list, as many as were asked for. Without any they come as null. */
export interface Page<T> {
  readonly items: T[] | null;
  readonly metadata: { readonly continue?: string };
}

/**
 * Looks at each object of a list, page by page. Where it takes so long that the server has forgotten the state that it began
 * with, a later invocation begins anew: the rest would be of another time.
 *
 * @param what What is listed, as people read it.
 * @param read Reads the page that its parameters ask for; nothing, where nothing is served.
 */
export async function forEachItem<T>(what: string, read: (parameters: { readonly continue?: string }) => Promise<Page<T> | undefined>,
  visit: (item: T) => void): Promise<void> {

  let next: string | undefined;
  do {
    const page: Page<T> | undefined = await read(next ? { continue: next } : {}).catch((error) => {
      throw error instanceof ApiError && error.isAboutAge ? new NotYet(`the list of ${what} took too long`) : error;
    });
    for (const item of page?.items ?? []) { visit(item); }
    next = page?.metadata.continue;
  } while (next);
}
