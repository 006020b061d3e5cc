const [ours = '', provider = ''] = process.argv.slice(2);
const MODULE = new RegExp(`/${provider}/lib/([\\w-]+)/index\\.js$`);

/** Prints, as JSON, which modules of a provider, the second argument, our part for its cloud loads, the first one. */
require(ours);
const names = Object.keys(require.cache).flatMap((file) => MODULE.exec(file.replaceAll('\\', '/'))?.[1] ?? []);
console.log(JSON.stringify(names.map((name) => `${provider}/lib/${name}`)));
