import { importsOf, loadedBy, sourcesOf } from '../support/modules';

const PROVIDER = '@cdktf/provider-azurerm/';

/** Modules of the provider that our files name: `lib/provider`, `lib/virtual-network`. */
function namedModules(): string[] {
  const sources = sourcesOf('lib');
  return loadedBy('lib/azure/index.ts', sources).files.flatMap((file) =>
    importsOf(sources[file] ?? '').flatMap(({ specifier, typeOnly }) =>
      specifier.startsWith(PROVIDER) && !typeOnly ? [specifier.slice(PROVIDER.length)] : [],
    ),
  );
}

test('of the provider, only the modules that are named are loaded when it runs, and never its root', () => {
  jest.isolateModules(() => {
    const library = require('../../lib/azure') as Record<string, unknown>;
    expect(Object.keys(library)).toContain('AzureDataPlaneStack');
    const files = Object.keys(require.cache).flatMap((file) => file.split(`/node_modules/${PROVIDER}`)[1] ?? []);
    expect(files).not.toContain('lib/index.js');
    const modules = new Set(files.map((file) => file.split('/').slice(0, 2).join('/')));
    expect([...modules].sort()).toEqual([...new Set(namedModules())].sort());
    expect(modules.size).toBeGreaterThan(20);
  });
});
