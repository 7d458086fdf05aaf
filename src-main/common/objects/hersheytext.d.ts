/** The stroke fonts that A. V. Hershey drew for the U.S. National Bureau of Standards (1967). */
declare module 'hersheytext/hersheytext.min.json' {
  interface Glyph {
    /** A path of `M` and `L` commands in absolute coordinates, y downwards. */
    readonly d: string;
    /** Half the advance. */
    readonly o: number;
  }
  interface Font {
    readonly name: string;
    /** From `!` on, in the order of ASCII. */
    readonly chars: readonly Glyph[];
  }
  const fonts: { readonly futural: Font };
  export default fonts;
}
