"""A runtime of Lambda by Python's own library: loads index.handler of the task root."""
import json
import os
import sys
from urllib.request import Request, urlopen

sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
from index import handler  # noqa: E402

base = f"http://{os.environ['AWS_LAMBDA_RUNTIME_API']}/2018-06-01/runtime/invocation"
while True:
    with urlopen(f"{base}/next") as answer:
        request_id = answer.headers["Lambda-Runtime-Aws-Request-Id"]
        event = json.load(answer)
    try:
        kind, body = "response", handler(event, None)
    except Exception as error:
        kind, body = "error", {"errorType": type(error).__name__, "errorMessage": str(error)}
    urlopen(Request(f"{base}/{request_id}/{kind}", json.dumps(body).encode(), method="POST")).close()
