const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** A date as `strftime` of C and Python writes it, with the signs that chat templates use; others stay as they are. */
export function formatTime(time: Date, format: string): string {
  return format.replace(/%[YymdebBaAHMSp%]/g, (sign) => parts[sign]?.(time) ?? sign);
}

const parts: Readonly<Record<string, (time: Date) => string>> = {
  '%Y': (time) => String(time.getFullYear()),
  '%y': (time) => twoDigits(time.getFullYear() % 100),
  '%m': (time) => twoDigits(time.getMonth() + 1),
  '%d': (time) => twoDigits(time.getDate()),
  '%e': (time) => String(time.getDate()).padStart(2),
  '%b': (time) => months[time.getMonth()]?.slice(0, 3) ?? '',
  '%B': (time) => months[time.getMonth()] ?? '',
  '%a': (time) => days[time.getDay()]?.slice(0, 3) ?? '',
  '%A': (time) => days[time.getDay()] ?? '',
  '%H': (time) => twoDigits(time.getHours()),
  '%M': (time) => twoDigits(time.getMinutes()),
  '%S': (time) => twoDigits(time.getSeconds()),
  '%p': (time) => (time.getHours() < 12 ? 'AM' : 'PM'),
  '%%': () => '%',
};

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
