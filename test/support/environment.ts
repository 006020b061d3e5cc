// CDK's template validator is a WebAssembly module that costs seconds per process; `npm run check` runs with it.
process.env.CDK_VALIDATION = 'false';
