/** A playback position the way a player shows it: 0:09, 4:32, 1:02:07. Fractions are cut, never rounded up. */
export function timecode(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const tail = `${hours && minutes < 10 ? `0${minutes}` : minutes}:${rest < 10 ? `0${rest}` : rest}`;
  return hours ? `${hours}:${tail}` : tail;
}
