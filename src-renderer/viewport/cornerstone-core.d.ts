/** The part of cornerstone-core 2.6.1 that is used; the package ships no types. */
declare module 'cornerstone-core' {
  export interface VoiLut {
    /** Compared instead of the entries. */
    readonly id: string;
  }

  export interface CachedLut {
    lutArray: Uint8ClampedArray;
    windowCenter: number;
    windowWidth: number;
    invert: boolean;
    modalityLUT: undefined;
    voiLUT: VoiLut;
  }

  export interface Image {
    readonly imageId: string;
    readonly minPixelValue: number;
    readonly maxPixelValue: number;
    readonly slope: 1;
    readonly intercept: 0;
    readonly windowCenter: number;
    readonly windowWidth: number;
    readonly invert: false;
    readonly color: boolean;
    readonly rgba: false;
    readonly rows: number;
    readonly columns: number;
    readonly height: number;
    readonly width: number;
    /** Their ratio stretches the picture along the longer side of its pixels. */
    readonly rowPixelSpacing: number;
    readonly columnPixelSpacing: number;
    readonly sizeInBytes: number;
    getPixelData(): ArrayLike<number>;
    cachedLut?: CachedLut | undefined;
  }

  export interface Viewport {
    readonly scale: number;
    readonly translation: { readonly x: number; readonly y: number };
    readonly voi: { readonly windowCenter: number; readonly windowWidth: number };
    readonly voiLUT: VoiLut;
    readonly invert: boolean;
    readonly pixelReplication: boolean;
    readonly rotation: number;
    readonly hflip: boolean;
    readonly vflip: boolean;
  }

  interface Cornerstone {
    /** Takes the element's `canvas.cornerstone-canvas` if it has one. */
    enable(element: HTMLElement): void;
    disable(element: HTMLElement): void;
    /** Draws with the next animation frame, as does `setViewport`. */
    displayImage(element: HTMLElement, image: Image, viewport: Viewport): void;
    setViewport(element: HTMLElement, viewport: Viewport): void;
  }

  const cornerstone: Cornerstone;
  export default cornerstone;
}
