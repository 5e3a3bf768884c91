import { HttpRouteMatch } from '../http-route-match';

/** What the Gateway API calls a match. */
export function renderHttpMatch({ path, headers, queryParameters, method }: HttpRouteMatch): object {
  return { path: path?._render(), headers: renderPairs(headers), queryParams: renderPairs(queryParameters), method };
}

/** Names and values in a list. */
export function renderPairs(pairs: { readonly [name: string]: string } | undefined): object[] | undefined {
  return pairs && Object.keys(pairs).length > 0 ? Object.entries(pairs).map(([name, value]) => ({ name, value })) : undefined;
}
