import '../../lib/gcp';

const MODULE = /[\\/]@cdktf[\\/]provider-google[\\/]lib[\\/]([\w-]+)[\\/]index\.js$/;

/** Prints, as JSON, which modules of the provider our part for Google Cloud loads. */
const names = Object.keys(require.cache).flatMap((file) => MODULE.exec(file)?.[1] ?? []);
console.log(JSON.stringify(names.map((name) => `@cdktf/provider-google/lib/${name}`)));
