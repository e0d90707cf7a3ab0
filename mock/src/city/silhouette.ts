/** A drawn figure in place of a photo: nobody's face. The ground differs from person to person, so that mix-ups show. */
export function silhouette(seed: string): string {
  const hue = [...seed].reduce((sum, character) => (sum * 31 + character.codePointAt(0)!) % 360, 7)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="240" height="300" viewBox="0 0 240 300"><rect width="240" height="300" fill="hsl(${hue} 24% 88%)"/><circle cx="120" cy="112" r="58" fill="hsl(${hue} 16% 58%)"/><path d="M16 300c6-74 46-112 104-112s98 38 104 112z" fill="hsl(${hue} 16% 58%)"/></svg>`
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}
