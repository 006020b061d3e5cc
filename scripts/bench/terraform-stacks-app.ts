const [cloud = '', ...args] = process.argv.slice(2);

/** The bundled app for a cloud, into the folder that each run has for itself. The apps of both are called alike. */
const { main } = require(`../../cdktf-app/${cloud}`) as typeof import('../../cdktf-app/gcp');
main([...args, '--out', process.env.CDK_OUTDIR ?? 'terraform']);
