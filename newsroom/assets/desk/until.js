// «in 2 h 10 min» below a day and a time that are being chosen, by the clock of the site.

const DAY = 24 * 60;

// The desk's forms write 30.11.2026, English ones 2026-11-30; the site's zone has no summer time.
function chosen(day, time, zone) {
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(day);
  const [year, month, date] = dotted ? [dotted[3], dotted[2], dotted[1]] : day.split("-");
  const hour = /^(\d{1,2}):(\d{2})/.exec(time);
  if (!date || !hour) return NaN;
  const pad = (part) => String(part).padStart(2, "0");
  return Date.parse(`${year}-${pad(month)}-${pad(date)}T${pad(hour[1])}:${hour[2]}:00${zone}`);
}

function said(minutes, words) {
  const fill = (text, ...numbers) => numbers.reduce((told, number) => told.replace("{}", number), text);
  if (minutes < 0) return words.past;
  const [days, hours, rest] = [Math.floor(minutes / DAY), Math.floor((minutes % DAY) / 60), minutes % 60];
  if (days) return fill(words.days, days, hours);
  if (hours) return fill(words.hours, hours, rest);
  return fill(words.minutes, rest);
}

for (const told of document.querySelectorAll("[data-until]")) {
  const [day, time] = ["_0", "_1"].map((part) => document.getElementById(`id_${told.dataset.until}${part}`));
  if (!day || !time) continue;
  const opened = Date.parse(told.dataset.now);
  const zone = /(Z|[+-]\d{2}:\d{2})$/.exec(told.dataset.now)[1];
  const tell = () => {
    const now = opened + performance.now();
    const moment = chosen(day.value.trim(), time.value.trim(), zone);
    told.textContent = Number.isNaN(moment) ? "" : said(Math.floor((moment - now) / 60000), told.dataset);
  };
  // The calendar beside a field writes into it without an event.
  setInterval(tell, 1000);
  for (const field of [day, time]) field.addEventListener("input", tell);
  tell();
}
