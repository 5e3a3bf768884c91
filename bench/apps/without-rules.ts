/** The same as in `with-rules.ts`, without the rules. */
import { App } from 'cdk8s';
import { addJudgedObjects } from './judged-objects';

const app = new App({ outdir: process.env.CDK_OUTDIR });
// The rules are the only validation that typed objects add to an app.
app.node.addValidation = () => undefined;
addJudgedObjects(app, Number(process.argv[2]));
app.synth();
