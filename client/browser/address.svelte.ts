/**
 * The address line as state: which screen is shown follows from it alone, and every screen has an address of its own.
 * A personal key in the fragment is taken out before anything else reads the address.
 */

import { routeOf, type Route } from '../routes.ts';

export class Address {
  #route: Route = $state.raw({ page: 'home' });

  constructor() {
    this.#read();
    addEventListener('popstate', () => this.#read());
    document.addEventListener('click', (event) => this.#follow(event));
  }

  get route(): Route {
    return this.#route;
  }

  go(path: string): void {
    history.pushState(null, '', path);
    this.#read();
    scrollTo(0, 0);
  }

  /** Without a step to go back to. */
  replace(path: string): void {
    history.replaceState(null, '', path);
    this.#read();
  }

  #read(): void {
    this.#route = routeOf(location.pathname, location.hash);
    // Nothing that is said or copied from now on carries the key.
    if (location.hash !== '' && this.#route.page === 'board') history.replaceState(null, '', location.pathname);
  }

  /** Links inside the app change the address without a new page. */
  #follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || link.target !== '' || link.hasAttribute('download')) return;
    if (link.origin !== location.origin || link.pathname.startsWith('/api/')) return;
    if (link.pathname === location.pathname && link.hash !== '') return;
    event.preventDefault();
    this.go(link.pathname + link.hash);
  }
}
