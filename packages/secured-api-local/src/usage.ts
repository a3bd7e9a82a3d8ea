/** What `secured-api-local --help` prints. */
export const USAGE = `Usage: secured-api-local start [options]
       secured-api-local dev [options]
       secured-api-local matrix [options]
       secured-api-local types --out FILE [options]
       secured-api-local pull --stack NAME [options]

start boots the stacks that 'cdk synth' wrote on this machine: Cognito user pools with real SRP,
identity pools, HTTP APIs with real SigV4 and the template's own IAM, Node functions.

  --assembly DIR            folder that 'cdk synth' wrote (default: cdk.out)
  --stack NAME              run this stack and what it depends on; may be repeated (default: all)
  --port N                  port of the AWS endpoint, 0 for any (default: first free from 4000)
  --state DIR               keep users, keys and ids in this folder (default: memory only)
  --seed FILE               make the users of this JSON file; who is there already stays
  --web-origin URL          stands in for a web distribution (default: http://localhost:5173)
  --https                   serve hosted logins by https, with a certificate of its own
  --no-throttle             do not enforce the template's throttling
  --without-threat-protection  run user pools without the threat protection that they ask for
  --trailing-slash 404|match  whether /hello/ is GET /hello (default: 404)
  --parameter KEY=VALUE     value of a template parameter; may be repeated
  --endpoint SERVICE=URL    where a service runs that is not modelled; may be repeated; by its
                            origin, what answers for a web server that a route hands requests to
  --function ID=COMMAND     run this function by a command that speaks Lambda's runtime API; may be
                            repeated
  --json                    print one line of JSON on stdout once ready

dev synthesizes the app of this folder and starts it, and does both again when a source changes; users,
ids and addresses stay, and a version that cannot run leaves the one before in place.

  --app COMMAND             synthesizes (default: the app of cdk.json)
  --web COMMAND             serves the web pages; finds the endpoint in SECURED_API_LOCAL_URL
  and the options of start, without --assembly and --json

matrix prints who may call which route, by the template's own policies, and runs nothing.

  --assembly, --stack, --parameter, --without-threat-protection   as above
  --json                    print it as JSON
  --html FILE               write it as a page
  --fail-on LIST            exit with 1 for routes open to 'anyone', or 'unreachable' by all

types writes the routes as TypeScript types for react-cognito-hooks, and the type of what IAM tells a
handler.

  --assembly, --stack, --parameter, --without-threat-protection   as above
  --out FILE                the file, such as src/routes.ts

pull prints the client config of a stack that was deployed to AWS, by your AWS credentials; it needs
@aws-sdk/client-cloudformation to be installed.

  --stack NAME              the stack
  --region REGION           where it is (default: the environment's or the profile's)
  --out FILE                write it to this file

  --help, --version
`;
