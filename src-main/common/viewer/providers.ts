import type { ProviderChoice } from '../contract/ipc.ts';

/** Names of the execution providers as people know them. */
export const providerNames: Readonly<Record<ProviderChoice, string>> = {
  auto: 'automatic',
  cpu: 'CPU',
  cuda: 'CUDA',
  dml: 'DirectML',
  webgpu: 'WebGPU',
  coreml: 'Core ML',
};
