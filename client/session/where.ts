/** The address line, for the components that move on to another screen. */

import { getContext, setContext } from 'svelte';
import type { Address } from '../browser/address.svelte.ts';

const KEY = Symbol('address');

export const provideAddress = (address: Address): Address => setContext(KEY, address);
export const getAddress = (): Address => getContext<Address>(KEY);
