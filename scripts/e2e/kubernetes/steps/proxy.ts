import { tmpdir } from 'node:os';
import type { HaproxyConfiguration, HaproxyListener } from '../../../../lib/kubernetes/proxy/haproxy-configuration';
import { attempt, run } from '../../processes';
import type { Scenario } from '../../results';
import { eventually } from '../eventually';
import { EXAMPLE_CLOUDS, exampleConfiguration } from '../proxy/configurations';
import { stopGracefully } from '../proxy/drain';
import { Certificate, useCertificate } from '../proxy/encryption';
import { freezeOne, killOne, leaveDns } from '../proxy/failover';
import { expectAccepted, type Haproxy } from '../proxy/haproxy';
import { fill } from '../proxy/limit';
import { CLIENT, LoadBalancer } from '../proxy/proxy-header';
import { type ProxyCommands, Stage } from '../proxy/stage';

/** Short, so that the run is: the example's is 150 s. */
const DRAIN_SECONDS = 10;
const LOGGED_SECONDS = 2;

/**
 * Runs what the example's proxy is configured with: HAProxy in front of two PostgreSQL servers. A load balancer that
 * adds the PROXY header is played; so is the cluster's DNS.
 */
export async function checkProxy(scenario: Scenario, commands: ProxyCommands): Promise<void> {
  await scenario.check('HAProxy accepts the configuration of every cloud without a warning', async () => {
    for (const cloud of EXAMPLE_CLOUDS) await expectAccepted(commands, exampleConfiguration(cloud));
  });
  let started: Stage | undefined;
  await scenario.step('two PostgreSQL servers answer', async () => {
    started = await Stage.start(commands);
  });
  if (started === undefined) return;
  const stage = started;
  try {
    await checkListener(scenario, stage);
    await checkDrain(scenario, stage);
    await checkEncryption(scenario, stage);
  } finally {
    await stage.end();
  }
  await scenario.check('no process of HAProxy or PostgreSQL is left', async () => {
    const remains = stage.remains();
    if (remains.length > 0) throw new Error(remains.join('; '));
  });
}

async function checkListener(scenario: Scenario, stage: Stage): Promise<void> {
  const configuration = await stage.configuration();
  const { port, connectionLimit } = listenerOf(configuration);
  let running: Haproxy | undefined;
  await scenario.step('HAProxy finds both servers by DNS', async () => {
    running = await stage.proxy(configuration);
  });
  if (running === undefined) return;
  const proxy = running;
  await scenario.check('psql works through it, and its address arrives by PROXY protocol version 2', async () => {
    const loadBalancer = await LoadBalancer.start(port);
    try {
      await psql(stage, loadBalancer.port);
    } finally {
      loadBalancer.end();
    }
    await eventually(`${CLIENT} in the log`, LOGGED_SECONDS, async () =>
      proxy.log.includes(`${CLIENT}:`) ? undefined : proxy.log.slice(-500),
    );
  });
  await scenario.check('psql without the PROXY header is turned away', async () => {
    const { status } = await attempt(stage.commands.psql, queryAt(port), PLACE);
    if (status === 0) throw new Error('it got in');
  });
  await scenario.figures('one server is killed', () => killOne(stage, proxy, port));
  await scenario.figures('one server hangs', () => freezeOne(stage, proxy, port));
  await scenario.check('a server that leaves DNS finishes its queries', () => leaveDns(stage, proxy, port));
  await scenario.figures('more connections than the limit', () => fill(proxy, port, connectionLimit));
  await proxy.end();
  await scenario.check('psql works without the header where the load balancer adds none', async () => {
    const direct = await stage.configuration({ cloud: 'gcp' });
    const other = await stage.proxy(direct);
    await psql(stage, listenerOf(direct).port);
    await other.end();
  });
}

async function checkDrain(scenario: Scenario, stage: Stage): Promise<void> {
  await scenario.figures(`the stop signal drains for ${DRAIN_SECONDS} s`, async () => {
    const configuration = await stage.configuration({ drainSeconds: DRAIN_SECONDS });
    return stopGracefully(await stage.proxy(configuration), listenerOf(configuration).port, DRAIN_SECONDS);
  });
}

async function checkEncryption(scenario: Scenario, stage: Stage): Promise<void> {
  await scenario.figures('TLS ends at the proxy', async () => {
    const certificate = await Certificate.make();
    const configuration = certificate.usedBy(await stage.configuration({ protocol: 'tls' }));
    await expectAccepted(stage.commands, configuration);
    const proxy = await stage.proxy(configuration);
    const seen = await useCertificate(listenerOf(configuration).port, certificate);
    await proxy.end();
    return seen;
  });
}

const PLACE = { cwd: tmpdir(), env: { ...process.env, PGCONNECT_TIMEOUT: '3' } };

function queryAt(port: number): string[] {
  return ['--host', '127.0.0.1', '--port', `${port}`, '--username', 'postgres', '-Atc', 'select 6 * 7', 'postgres'];
}

async function psql({ commands }: Stage, port: number): Promise<void> {
  const { stdout } = await run(commands.psql, queryAt(port), PLACE);
  if (stdout.trim() !== '42') throw new Error(`6 * 7 is ${stdout}`);
}

function listenerOf({ listeners: [listener] }: HaproxyConfiguration): HaproxyListener {
  if (listener === undefined) throw new Error('the example has no listener of the proxy');
  return listener;
}
