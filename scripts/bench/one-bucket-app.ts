import { App, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';

const app = new App();
new Bucket(new Stack(app, 'OneBucket'), 'Bucket');
app.synth();
