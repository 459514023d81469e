/** Where the page begins: it puts the root component into the document, and nothing else. */

import { mount } from 'svelte';
import './theme/fonts.css';
import './theme/tokens.css';
import './theme/page.css';
import App from './App.svelte';
import { Address } from './browser/address.svelte.ts';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no element with the id "app"');
mount(App, { target, props: { address: new Address() } });
