// @ts-check
// Lets `import` find the packages of a function's layers, which Node looks for by `require` alone.
// Plain JavaScript, as the bootstrap that loads it.

/** @type {readonly string[]} */
let parents = [];

/** @param {readonly string[]} urls URLs of files beside the folders of packages, in their order */
export function initialize(urls) {
  parents = urls;
}

/** @param {unknown} error */
function isMissing(error) {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
}

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, nextResolve) {
  try {
    return await nextResolve(specifier, context);
  } catch (missing) {
    if (!isMissing(missing) || !/^[@\w]/.test(specifier) || URL.canParse(specifier)) throw missing;
    for (const parentURL of parents) {
      try {
        return await nextResolve(specifier, { ...context, parentURL });
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    }
    throw missing;
  }
}
