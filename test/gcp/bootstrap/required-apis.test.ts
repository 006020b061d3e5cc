import { GcpRequiredApis, OPTIONAL_APIS, REQUIRED_APIS } from '../../../lib/gcp/bootstrap/required-apis';
import { PROJECT, type RenderedStack, render } from '../../support/gcp';

const ALWAYS = [
  'cloudkms',
  'cloudresourcemanager',
  'compute',
  'container',
  'containersecurity',
  'dns',
  'iam',
  'iamcredentials',
  'logging',
  'monitoring',
  'serviceusage',
  'storage',
  'sts',
].map((name) => `${name}.googleapis.com`);

function turnedOn(optional: readonly (keyof typeof OPTIONAL_APIS)[] = []): RenderedStack {
  return render((stack) => {
    new GcpRequiredApis(stack, 'RequiredApis', { project: PROJECT, optional });
  });
}

describe('the APIs of an installation', () => {
  let rendered: RenderedStack;
  beforeAll(() => {
    rendered = turnedOn(['iap.googleapis.com']);
  });

  test('are turned on in its project', () => {
    const all = rendered.resources('google_project_service');
    expect(
      Object.values(all)
        .map(({ service }) => service)
        .sort(),
    ).toEqual([...ALWAYS, 'iap.googleapis.com'].sort());
    for (const { project } of Object.values(all)) expect(project).toBe(PROJECT);
  });

  test('stay on when the bootstrap is removed', () => {
    const kept = Object.values(rendered.field('google_project_service', 'disable_on_destroy'));
    expect(kept).toEqual(Array(ALWAYS.length + 1).fill(false));
  });

  test('are nothing else', () => {
    expect(rendered.types).toEqual(['google_project_service']);
  });
});

test('what no environment asks for stays off', () => {
  expect(Object.values(turnedOn().field('google_project_service', 'service')).sort()).toEqual(ALWAYS);
});

test('each says what it is for', () => {
  expect(Object.keys(REQUIRED_APIS).sort()).toEqual(ALWAYS);
  for (const reason of Object.values({ ...REQUIRED_APIS, ...OPTIONAL_APIS })) expect(reason).toMatch(/^\w.{5,}[^.]$/);
});

test('each can be waited for', () => {
  render((stack) => {
    const { services } = new GcpRequiredApis(stack, 'RequiredApis', { project: PROJECT });
    expect(Object.keys(services).sort()).toEqual(ALWAYS);
    for (const [name, { serviceInput }] of Object.entries(services)) expect(serviceInput).toBe(name);
  });
});
