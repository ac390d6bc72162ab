const quantizationAtEnd = /(?:^|[-._/\\])((?:UD-)?(?:I?Q\d\w*|TQ\d_\d|MXFP4\w*|BF16|F(?:P)?16|F(?:P)?32))(?:-\d{5}-of-\d{5})?\.gguf$/i;

/** The quantization that the name of a GGUF file states, such as `Q4_K_M`, in upper case. */
export function quantizationOf(file: string): string | undefined {
  return quantizationAtEnd.exec(file)?.[1]?.toUpperCase();
}
