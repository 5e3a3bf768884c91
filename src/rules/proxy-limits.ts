/** Characters of the URL, and of each host. */
export const MAXIMUM_PROXY_TEXT = 255;
export const MAXIMUM_PROXY_EXCEPTIONS = 50;
/** What nodes must reach without the proxy: themselves, instance metadata, names within the VPC and the cluster's endpoint. */
export const PROXY_EXCEPTIONS = ['localhost', '127.0.0.1', '169.254.169.254', '.internal', '.eks.amazonaws.com'];

/** Whether a text is a URL of a proxy; IPv6 addresses need brackets. */
export function isProxyUrl(text: string): boolean {
  return text.length <= MAXIMUM_PROXY_TEXT && /^https?:\/\/[^/]/.test(text) && URL.canParse(text);
}
