import {
  drainOf,
  type HaproxyConfiguration,
  type HaproxyListener,
  renderHaproxyConfiguration,
} from '../../../lib/kubernetes/proxy/haproxy-configuration';

const SQL: HaproxyListener = {
  name: 'sql',
  port: 4566,
  proxyProtocol: false,
  certificates: [],
  target: { namespace: 'riverbed', service: 'frontend', port: 4567 },
  healthCheck: 'tcp',
  connectionLimit: 1000,
};
const CONFIGURATION: HaproxyConfiguration = {
  listeners: [SQL],
  readiness: { port: 8081, path: '/readyz' },
  metricsPort: 9090,
  drainSeconds: 150,
};

describe('a listener', () => {
  test('leads to the pods of its target, which DNS knows', () => {
    expect(listener()).toContain('server-template pod- 1-20 frontend.riverbed.svc.cluster.local:4567');
    expect(section('defaults tcp')).toContain(
      'default-server resolvers cluster resolve-prefer ipv4 init-addr none tcp-ut 90s',
    );
  });

  test('takes what clients say as it is', () => {
    expect(listener()).toContain('bind :4566');
  });

  test('expects the header that names the client if the load balancer sends it', () => {
    expect(listener({ proxyProtocol: true })).toContain('bind :4566 accept-proxy');
  });

  test('ends TLS with its certificates, behind the header', () => {
    const certificates = ['/etc/byoc/tls/a/tls.pem', '/etc/byoc/tls/b/tls.pem'];
    expect(listener({ certificates, proxyProtocol: true })).toContain(
      'bind :4566 accept-proxy ssl crt /etc/byoc/tls/a/tls.pem crt /etc/byoc/tls/b/tls.pem',
    );
    expect(section('global')).toContain('ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets');
  });

  test('lets clients above the limit in to turn them away, so that none is left waiting', () => {
    const lines = listener({ connectionLimit: 5000 });
    expect(lines).toContain('tcp-request connection reject if { fe_conn gt 5000 }');
    expect(numberIn(lines, 'maxconn')).toBeGreaterThan(5000);
  });

  test('asks PostgreSQL whether it answers, and connects to anything else', () => {
    expect(listener({ healthCheck: 'postgresql' })).toContain('option pgsql-check user byoc-health');
    expect(listener().filter((line) => line.startsWith('option'))).toEqual([]);
  });

  test('never cuts the connections of a server that fails its checks or leaves DNS', () => {
    expect(renderHaproxyConfiguration(CONFIGURATION)).not.toContain('on-marked-down');
  });

  test('lets a query take a day, and a client that says nothing ten seconds', () => {
    const lines = section('defaults tcp');
    expect(lines).toContain('timeout tunnel 24h');
    expect(lines).toContain('timeout client 10s');
  });

  test.each(['clitcpka-idle', 'srvtcpka-idle'])(
    'is known to every load balancer while it is idle (%s)',
    (directive) => {
      const seconds = numberIn(section('defaults tcp'), directive);
      // Azure forgets a connection after four minutes, unless asked to wait.
      expect(seconds).toBeLessThan(240);
    },
  );
});

test('long queries live on, dead peers are noticed, and clients are spread over the servers', () => {
  const text = renderHaproxyConfiguration(CONFIGURATION);
  for (const directive of [
    'balance leastconn',
    'retries 2',
    'option redispatch',
    'option clitcpka',
    'option srvtcpka',
    'clitcpka-cnt',
    'timeout client-fin',
    'timeout server-fin',
    'timeout tunnel 24h',
    'accepted_payload_size',
  ]) {
    expect([directive, text.includes(directive)]).toEqual([directive, true]);
  }
});

test('the process has room for every listener’s clients and for those who watch it', () => {
  const second = { ...SQL, name: 'kafka', port: 9092, connectionLimit: 300 };
  const lines = section('global', { listeners: [SQL, second] });
  const sections = ['listen sql from tcp', 'listen kafka from tcp'].map((head) =>
    numberIn(section(head, { listeners: [SQL, second] }), 'maxconn'),
  );
  expect(numberIn(lines, 'maxconn')).toBeGreaterThan(sections.reduce((sum, each) => sum + each, 0));
});

describe('the end', () => {
  test('is announced 30 s before new connections are refused, and both parts are the drain time', () => {
    expect(drainOf(150)).toEqual({ graceSeconds: 30, hardStopSeconds: 120 });
    expect(section('global')).toEqual(expect.arrayContaining(['grace 30s', 'hard-stop-after 120s']));
  });

  test.each([
    [60, 30, 30],
    [20, 10, 10],
    [5, 2, 3],
  ])('divides %d s into %d s and %d s', (drainSeconds, graceSeconds, hardStopSeconds) => {
    expect(drainOf(drainSeconds)).toEqual({ graceSeconds, hardStopSeconds });
  });

  test('comes also where there is no drain time: to HAProxy, no time means for ever', () => {
    expect(section('global', { drainSeconds: 0 })).toEqual(expect.arrayContaining(['grace 0s', 'hard-stop-after 1s']));
  });

  test('shows in readiness and not in liveness', () => {
    const lines = section('frontend pod.health from http', { readiness: { port: 8082, path: '/ready' } });
    expect(lines.slice(0, 3)).toEqual(['bind :8082', 'monitor-uri /ready', 'monitor fail if { stopping }']);
    expect(lines[3]).toMatch(/^http-request return status 200 .* if { path \/livez }$/);
  });
});

test('metrics are on a port of their own', () => {
  expect(section('frontend pod.metrics from http', { metricsPort: 9091 })).toEqual([
    'bind :9091',
    'http-request use-service prometheus-exporter if { path /metrics }',
    'http-request return status 404',
  ]);
});

describe('names', () => {
  test('are asked of the cluster’s DNS', () => {
    expect(section('resolvers cluster')[0]).toBe('parse-resolv-conf');
  });

  test('are asked of given servers instead', () => {
    const lines = section('resolvers cluster', { nameservers: ['127.0.0.1:5353', '127.0.0.1:5354'] });
    expect(lines.slice(0, 2)).toEqual(['nameserver dns-0 127.0.0.1:5353', 'nameserver dns-1 127.0.0.1:5354']);
    expect(lines).not.toContain('parse-resolv-conf');
  });

  test('that were known stay known while DNS is away', () => {
    expect(section('resolvers cluster')).toEqual(
      expect.arrayContaining(['hold timeout 3600s', 'hold refused 3600s', 'hold other 3600s']),
    );
  });
});

describe('renewed certificates', () => {
  const renewal = { program: '/usr/local/etc/haproxy/certificates.lua', socket: '/run/byoc/haproxy.sock' };

  test('are handed over by a program, through a socket that is HAProxy’s alone', () => {
    expect(section('global', { renewal })).toEqual(
      expect.arrayContaining([
        'stats socket unix@/run/byoc/haproxy.sock mode 600 level admin',
        'lua-load /usr/local/etc/haproxy/certificates.lua',
      ]),
    );
  });

  test('what only later versions know is said to those alone', () => {
    const lines = section('global', { renewal });
    const at = lines.indexOf('tune.lua.bool-sample-conversion normal');
    expect(lines.slice(at - 1, at + 2)).toEqual(['.if version_atleast(3.1)', lines[at], '.endif']);
  });

  test('do not matter where there is no TLS: there is no socket and no program', () => {
    expect(section('global').filter((line) => /socket|lua/.test(line))).toEqual([]);
  });
});

function listener(changes: Partial<HaproxyListener> = {}): string[] {
  return section('listen sql from tcp', { listeners: [{ ...SQL, ...changes }] });
}

/** Lines of one section. */
function section(head: string, changes: Partial<HaproxyConfiguration> = {}): string[] {
  const lines = renderHaproxyConfiguration({ ...CONFIGURATION, ...changes }).split('\n');
  const start = lines.indexOf(head);
  if (start < 0) throw new Error(`there is no section '${head}'`);
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('  '));
  return lines.slice(start + 1, end).map((line) => line.trim());
}

function numberIn(lines: readonly string[], directive: string): number {
  const line = lines.find((each) => each.startsWith(`${directive} `));
  return Number.parseInt(line?.slice(directive.length) ?? 'none', 10);
}
