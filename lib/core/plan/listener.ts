import { z } from 'zod';
import { name, port, strict, text, whole } from '../schema';

/** A TCP port that can be reached from outside the cluster. */
export const listenerSchema = strict({
  name: name(20).describe('Name of the listener; its outputs are named after it.'),
  component: z
    .enum(['agent', 'proxy', 'ingress'])
    .describe('What answers: agent, proxy (TCP) or ingress (Istio gateway).'),
  port: port().describe('TCP port that clients connect to.'),
  containerPort: port()
    .optional()
    .describe(
      'TCP port of the component that answers.\n\n@default - the port of the agent; `port`; for ingress and a port below 1024, 8000 more',
    ),
  target: strict({
    namespace: name(63).describe('Namespace of the product service.'),
    service: name(63).describe('Name of the product service.'),
    port: port().describe('TCP port of the product service.'),
  })
    .meta({ title: 'ListenerTarget' })
    .optional()
    .describe('The product service behind proxy or ingress; not for the agent.\n\n@default - none, for the agent'),
  exposure: z
    .enum(['internal', 'external'])
    .default('internal')
    .describe(
      '`internal`: inside the network and its peers. `external`: on the internet, only where the environment sets `publicIngress`.',
    ),
  protocol: z
    .enum(['tcp', 'tls', 'https', 'passthrough'])
    .optional()
    .describe(
      'What clients speak. `tcp`: handed on as it is (proxy). `tls`: TLS ends here, what is inside is handed on (proxy, ingress). `https`: TLS ends here, HTTP is routed (ingress). `passthrough`: TLS is routed by its server name and ends in the product (ingress).\n\n@default - https for ingress, else tcp',
    ),
  host: name(40)
    .optional()
    .describe(
      "First label of the listener's host name below the environment's domain. An internal listener whose label an external one has too gets `-private` appended.\n\n@default - the service of `target`",
    ),
  healthCheck: z
    .enum(['tcp', 'postgresql'])
    .default('tcp')
    .describe(
      'How the proxy finds out whether the product answers: `tcp` connects only; `postgresql` also waits for the answer to a login as `byoc-health`, so that a server that hangs is noticed. The user need not exist, but must not be refused (docs/proxy.md).',
    ),
  readinessPort: port()
    .optional()
    .describe(
      "TCP port on which the component says over HTTP whether it is ready.\n\n@default - 8081; for ingress 15021, which is Istio's",
    ),
  readinessPath: text(/^\/[\w./-]*$/, 'be an absolute path', 'write it like /readyz')
    .optional()
    .describe('HTTP path of the readiness check.\n\n@default - /readyz; for ingress /healthz/ready'),
  metricsPort: port().default(9090).describe('TCP port on which the component serves Prometheus metrics.'),
  drainSeconds: whole(0, 3600, 'seconds')
    .default(150)
    .describe('How long open connections may go on after a pod is told to stop, in seconds.'),
  connectionLimit: whole(1, 1_000_000, 'connections').default(1000).describe('Most connections at once on one pod.'),
}).meta({ title: 'Listener' });

export type Listener = z.output<typeof listenerSchema>;
export type Component = Listener['component'];
export type Exposure = Listener['exposure'];
