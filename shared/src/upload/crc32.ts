const TABLE = new Int32Array(256)
for (let n = 0; n < 256; n++) {
  let rest = n
  for (let k = 0; k < 8; k++) rest = (rest >>> 1) ^ (0xedb88320 & -(rest & 1))
  TABLE[n] = rest
}

/** Checksum of a part as eight hexadecimal digits. Source: ISO/IEC 3309, as PNG and zlib have it. */
export function crc32(bytes: Uint8Array): string {
  let crc = -1
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ TABLE[(crc ^ bytes[i]!) & 255]!
  return (~crc >>> 0).toString(16).padStart(8, '0')
}
