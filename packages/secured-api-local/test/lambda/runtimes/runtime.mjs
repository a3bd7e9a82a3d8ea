// A runtime of Lambda in a few lines: takes events by the runtime API and does what each asks for.
const base = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
const post = (path, body) => fetch(`${base}/${path}`, { method: 'POST', body });

if (process.argv.includes('--broken')) {
  await post('init/error', '{"errorType":"Broken","errorMessage":"cannot start"}');
  process.exit(1);
}
let calls = 0;
for (;;) {
  const next = await fetch(`${base}/invocation/next`);
  const id = next.headers.get('lambda-runtime-aws-request-id');
  const { does, ...event } = await next.json();
  const headers = Object.fromEntries(next.headers);
  calls += 1;
  if (does === 'exit') process.exit(3);
  if (does === 'hang') await new Promise((resolve) => setTimeout(resolve, 600_000));
  if (does === 'print') console.log(`printed ${event.text}`);
  if (does === 'answer wrongly') {
    const refused = await post('invocation/other/response', '"wrong"');
    await post(`invocation/${id}/response`, JSON.stringify({ status: refused.status }));
  } else if (does === 'fail') {
    await post(`invocation/${id}/error`, '{"errorType":"Refused","errorMessage":"as asked"}');
  } else if (does === 'fail as if answered') {
    await post(`invocation/${id}/error`, '{"ok":true,"payload":"1","errorType":"Refused"}');
  } else if (does === 'be no JSON') {
    await post(`invocation/${id}/response`, '{');
  } else {
    const { env, argv } = process;
    const answer = { event, calls, headers, env, arguments: argv.slice(2), folder: process.cwd() };
    await post(`invocation/${id}/response`, JSON.stringify(answer));
  }
}
