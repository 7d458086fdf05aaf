import { AppError } from '#common/errors';

/** A decoder object inside a codec's WebAssembly memory; views of its buffers die with it. */
interface WasmDecoder {
  getEncodedBuffer(length: number): Uint8Array;
  getDecodedBuffer(): Uint8Array | Uint8ClampedArray;
  decode(): void;
  /** Of the codecs with resolution levels: halves the size `level` times, with all quality layers where it is 0. */
  decodeSubResolution?(level: number, layers: number): void;
  delete(): void;
}

/** What a codec module compiled by Emscripten is given, and adds its exports to: each module needs its own. */
interface CodecOptions {
  print(text: string): void;
  printErr(text: string): void;
  /** The last of the views of all its memory that the module sets, at its start and whenever that has grown. */
  HEAPF64: Float64Array;
}

/** Instantiates a codec module; each call gives a memory of its own. */
export type CodecFactory<Name extends string> = (
  options: CodecOptions,
) => Promise<Readonly<Record<Name, new () => WasmDecoder>>>;

/** What is wished for, and what must come of it. */
export interface WasmRequest {
  /** How often the size is halved; only for codecs with resolution levels. */
  readonly level?: number;
  /** In bytes; anything else is a failure. */
  readonly length?: number;
}

/** Decoding in more memory than this is refused, whatever the codestream says. */
const memoryBudget = 2 ** 30;
/** A codec that has grown beyond this is not kept. */
const keptMemory = 2 ** 28;

/** A codec that is instantiated at its first use and replaced after any failure inside it. */
export class WasmCodec<Name extends string> {
  readonly #load: CodecFactory<Name>;
  readonly #decoderName: Name;
  #instance: Promise<Instance> | null = null;

  constructor(load: CodecFactory<Name>, decoderName: Name) {
    this.#load = load;
    this.#decoderName = decoderName;
  }

  /**
   * Decodes one codestream, whose size the caller has already found acceptable.
   *
   * @throws AppError `codec-failed`, or `image-too-large` where more than 1 GiB of memory would be needed; after
   * either the next call gets a fresh instance.
   */
  async decode(codestream: Uint8Array, request: WasmRequest = {}): Promise<Uint8Array> {
    const { Decoder, memory } = await (this.#instance ??= this.#instantiate());
    try {
      const samples = decodeWith(new Decoder(), codestream, request.level ?? 0);
      if (samples.length !== (request.length ?? samples.length) || memory.size > memoryBudget)
        throw new RangeError('Not all was decoded.');
      if (memory.size > keptMemory) this.#instance = null;
      return samples;
    } catch (cause) {
      this.#instance = null;
      if (memory.size > memoryBudget)
        throw new AppError('image-too-large', 'The compressed image needs too much memory.', { cause });
      throw new AppError('codec-failed', 'The compressed image is damaged.', { cause });
    }
  }

  /** Instantiates the module ahead of its first codestream. */
  async warmUp(): Promise<void> {
    await (this.#instance ??= this.#instantiate());
  }

  async #instantiate(): Promise<Instance> {
    const memory = new WatchedMemory();
    const codec = await this.#load(memory);
    return { Decoder: codec[this.#decoderName], memory };
  }
}

interface Instance {
  readonly Decoder: new () => WasmDecoder;
  readonly memory: WatchedMemory;
}

/** A module's options that learn of each growth of its memory, and let none succeed beyond the budget. */
class WatchedMemory implements CodecOptions {
  /** In bytes; the last growth that was refused included. */
  size = 0;
  readonly print = (): void => undefined;
  readonly printErr = (): void => undefined;

  set HEAPF64(view: Float64Array) {
    this.size = view.byteLength;
    // The module takes this for a failed growth: the allocation that asked for it fails. Its other views are set
    // by then; with one of a memory outgrown it would not find its way out again.
    if (view.byteLength > memoryBudget) throw new RangeError('The codec needs too much memory.');
  }
}

function decodeWith(decoder: WasmDecoder, codestream: Uint8Array, level: number): Uint8Array {
  decoder.getEncodedBuffer(codestream.length).set(codestream);
  if (level === 0) decoder.decode();
  else decoder.decodeSubResolution!(level, 0);
  const { buffer, byteOffset, length } = decoder.getDecodedBuffer();
  const samples = new Uint8Array(buffer, byteOffset, length);
  // Some codecs hand over a copy of their own; the others a view of their memory, which is never so small.
  const own = buffer.byteLength === length ? samples : samples.slice();
  decoder.delete();
  return own;
}
