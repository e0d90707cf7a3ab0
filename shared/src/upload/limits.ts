/**
 * What may be uploaded 上传限制 (security.md R24). An item allows less where its materials say so (`maxMegabytes`, `formats`).
 */
export const UPLOAD_LIMITS = {
  /** The most that a material or a field of a form may allow. */
  megabytes: 20,
  /** A field of a form names no limit of its own. */
  megabytesInForm: 10,
  /** Pixels of a picture, and of what a page of a PDF is drawn as; a larger one is refused before it is decoded. */
  pixels: 24_000_000,
  /** Longest edge of what is kept, in pixels: an A4 sheet at 250 dots an inch. */
  keptEdge: 2_900,
  /** Longest edge of the small picture beside it. */
  thumbEdge: 240,
  /** Pages of a PDF. */
  pages: 20,
  /** Files for one material. */
  perMaterial: 6,
  /** Bytes of a part; the last one is shorter. In base64 and JSON it stays below what a request may carry (R11), and at 5 kB a second within its 30 s (R23). */
  partBytes: 96 * 1024,
  /** Begun or checked and not handed in yet, by one person for one subject; what was refused does not count. */
  waiting: 60,
  /** What was begun is sent within this time. */
  receivingHours: 24,
  /** What is in no case is kept this long to be used again 以前传过的. */
  unusedDays: 90,
} as const

export const MEGABYTE = 1024 * 1024

/** How many parts a file has. */
export const countParts = (sizeBytes: number): number => Math.ceil(sizeBytes / UPLOAD_LIMITS.partBytes)

/** Bytes of one part of a file. */
export const partSize = ({ sizeBytes, no }: { sizeBytes: number; no: number }): number =>
  Math.min(UPLOAD_LIMITS.partBytes, sizeBytes - no * UPLOAD_LIMITS.partBytes)
