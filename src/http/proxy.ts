type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that the environment names for an origin (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, in either case); undefined
 * where there is none or `NO_PROXY` leaves the host out. Throws a TypeError, without the text, for one that is not a URL.
 */
export function proxyFor(origin: string, environment: Environment): URL | undefined {
  const { protocol, hostname, port } = new URL(origin);
  const variable = (name: string): string | undefined =>
    [environment[name], environment[name.toUpperCase()]].find((value) => value !== undefined && value !== '');
  // Where a program runs for a web server, HTTP_PROXY may come from a request's "Proxy" header: CGI sets REQUEST_METHOD.
  const http = environment['REQUEST_METHOD'] === undefined ? variable('http_proxy') : environment['http_proxy'];
  const text = (protocol === 'https:' ? variable('https_proxy') : http) ?? variable('all_proxy');
  if (text === undefined || text === '' || isLeftOut({ hostname, port }, variable('no_proxy') ?? '')) return undefined;
  const url = text.includes('://') ? text : `http://${text}`;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new TypeError('a proxy environment variable is not an http or https URL');
  }
  return new URL(url);
}

/** `example.com` and `.example.com` leave out the host and all below it; `host:port` that port; `*` everything. */
function isLeftOut({ hostname, port }: Pick<URL, 'hostname' | 'port'>, list: string): boolean {
  const host = hostname.toLowerCase();
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      const [, name = '', ofPort = port] = /^(\[.*\]|[^:]*|.*)(?::(\d+))?$/.exec(entry) ?? [];
      const bare = name.replace(/^\*?\./, '');
      return entry === '*' || (ofPort === port && (host === bare || host === `[${bare}]` || host.endsWith(`.${bare}`)));
    });
}

/** The header with the user name and password of a proxy's URL. */
export function proxyHeaders(proxy: URL): Readonly<Record<string, string>> {
  if (proxy.username === '' && proxy.password === '') return {};
  const user = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}` };
}
