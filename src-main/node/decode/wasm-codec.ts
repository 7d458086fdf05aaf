import { AppError } from '#common/errors';

/** A decoder object inside a codec's WebAssembly memory; views of its buffers die with it. */
interface WasmDecoder {
  getEncodedBuffer(length: number): Uint8Array;
  getDecodedBuffer(): Uint8Array | Uint8ClampedArray;
  decode(): void;
  delete(): void;
}

/** Instantiates a codec module compiled by Emscripten; each call gives a memory of its own. */
export type CodecFactory<Name extends string> = (options: {
  readonly print: () => void;
  readonly printErr: () => void;
}) => Promise<Readonly<Record<Name, new () => WasmDecoder>>>;

/** A codec that is instantiated at its first use and replaced after any failure inside it. */
export class WasmCodec<Name extends string> {
  readonly #load: CodecFactory<Name>;
  readonly #decoderName: Name;
  #decoder: Promise<new () => WasmDecoder> | null = null;

  constructor(load: CodecFactory<Name>, decoderName: Name) {
    this.#load = load;
    this.#decoderName = decoderName;
  }

  /**
   * Decodes one codestream, whose size the caller has already found acceptable, to interleaved samples.
   *
   * @throws AppError `codec-failed`, after which the next call gets a fresh instance.
   */
  async decode(codestream: Uint8Array): Promise<Uint8Array> {
    const Decoder = await (this.#decoder ??= this.#instantiate());
    try {
      return decodeWith(new Decoder(), codestream);
    } catch (thrown) {
      this.#decoder = null;
      throw new AppError('codec-failed', 'The compressed image is damaged.', { cause: thrown });
    }
  }

  async #instantiate(): Promise<new () => WasmDecoder> {
    const silent = (): void => undefined;
    const codec = await this.#load({ print: silent, printErr: silent });
    return codec[this.#decoderName];
  }
}

function decodeWith(decoder: WasmDecoder, codestream: Uint8Array): Uint8Array {
  decoder.getEncodedBuffer(codestream.length).set(codestream);
  decoder.decode();
  const samples = new Uint8Array(decoder.getDecodedBuffer());
  decoder.delete();
  return samples;
}
