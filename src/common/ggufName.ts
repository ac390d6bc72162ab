const quantisationAtEnd = /(?:^|[-._/\\])((?:UD-)?(?:I?Q\d\w*|TQ\d_\d|MXFP4\w*|BF16|F(?:P)?16|F(?:P)?32))\.gguf$/i;

/** The quantisation that the name of a GGUF file states, such as `Q4_K_M`, in upper case. */
export function quantisationOf(file: string): string | undefined {
  return quantisationAtEnd.exec(file)?.[1]?.toUpperCase();
}
