import { mount } from 'svelte';
import App from './App.svelte';
import { createApi } from './api.ts';
import { FrameDeliveries, listenForFramePort } from './frame-deliveries.ts';
import { surfaceOf } from './viewport/surface.svelte.ts';
import './styles.css';

const target = document.getElementById('app');
if (target === null) throw new TypeError('The page has no place for the app.');
const deliveries = new FrameDeliveries();
listenForFramePort(deliveries);
mount(App, { target, props: { api: createApi(window.bridge, deliveries), surfaceOf } });
