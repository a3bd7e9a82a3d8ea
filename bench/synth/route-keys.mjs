/** So many routes of a usual API: collections and their items. */
export function routeKeys(count) {
  return Array.from({ length: count }, (_, index) => {
    const collection = `/c${Math.floor(index / 5)}`;
    return [
      `GET ${collection}`,
      `POST ${collection}`,
      `GET ${collection}/{id}`,
      `PUT ${collection}/{id}`,
      `DELETE ${collection}/{id}`,
    ][index % 5];
  });
}
