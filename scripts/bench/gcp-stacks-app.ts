import { main } from '../../cdktf-app/gcp';

/** The bundled app for Google Cloud, into the folder that each run has for itself. */
main([...process.argv.slice(2), '--out', process.env.CDK_OUTDIR ?? 'terraform']);
