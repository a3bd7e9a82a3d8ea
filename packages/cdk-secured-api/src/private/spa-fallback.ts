/**
 * The code of a CloudFront function: a path without an extension is a page of the app.
 *
 * A file that is missing stays missing, and what other machines ask for below `/.well-known/` is
 * theirs.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
 */
export const SPA_FALLBACK = `function handler(event) {
  var request = event.request;
  var name = request.uri.substring(request.uri.lastIndexOf('/') + 1);
  if (name.indexOf('.') < 0 && request.uri.indexOf('/.well-known/') !== 0) {
    request.uri = '/index.html';
  }
  return request;
}
`;
