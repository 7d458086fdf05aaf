/** The data dictionary that dcmjs carries; the package ships no typings. */
declare module 'dcmjs/dictionary' {
  export const dictionary: Readonly<
    Record<string, { readonly vr: string; readonly name: string } | undefined>
  >;
}
