import { importsOf, loadedBy, sourcesOf } from './support/modules';

const SOURCES = sourcesOf('lib');

describe.each([
  ['gcp', '@cdktf/provider-google/', 'GcpDataPlaneStack'],
  ['azure', '@cdktf/provider-azurerm/', 'AzureDataPlaneStack'],
])('%s', (cloud, provider, stack) => {
  /** Modules of the provider that our files name: `lib/provider`, `lib/compute-network`. */
  function namedModules(): string[] {
    return loadedBy(`lib/${cloud}/index.ts`, SOURCES).files.flatMap((file) =>
      importsOf(SOURCES[file] ?? '').flatMap(({ specifier, typeOnly }) =>
        specifier.startsWith(provider) && !typeOnly ? [specifier.slice(provider.length)] : [],
      ),
    );
  }

  test('of the provider, only the modules that are named are loaded when it runs, and never its root', () => {
    jest.isolateModules(() => {
      const library = require(`../lib/${cloud}`) as Record<string, unknown>;
      expect(Object.keys(library)).toContain(stack);
      const files = Object.keys(require.cache).flatMap((file) => file.split(`/node_modules/${provider}`)[1] ?? []);
      expect(files).not.toContain('lib/index.js');
      const modules = new Set(files.map((file) => file.split('/').slice(0, 2).join('/')));
      expect([...modules].sort()).toEqual([...new Set(namedModules())].sort());
      expect(modules.size).toBeGreaterThan(20);
    });
  });
});
