/**
 * So many NodePools with their NodeClasses in an app of cdk8s alone, whose synthesis checks the rules.
 *
 * In such an app they cost more than in a cluster: objects are rendered for the rules alone, and again for each chart.
 */
import { App } from 'cdk8s';
import { addJudgedObjects } from './judged-objects';

const app = new App({ outdir: process.env.CDK_OUTDIR });
addJudgedObjects(app, Number(process.argv[2]));
app.synth();
