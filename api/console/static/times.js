// Moments as people read them: how long is left, ticking; local time of day.
import { serverNow } from "./call.js";

export function left(milliseconds) {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000);
  const [days, hours, minutes] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
  const close = String(seconds % 60).padStart(2, "0");
  const told = days ? `${days} d ${hours} h` : hours ? `${hours} h ${String(minutes).padStart(2, "0")} min` : minutes >= 10 ? `${minutes} min` : `${minutes}:${close} min`;
  return milliseconds < 0 ? `${told} late` : told;
}

export const clock = (moment) => new Date(moment).toLocaleString([], { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

// Moments to choose from, as [value, text]: so many hours from now, and at nine in so many days.
export function later({ hours, days }) {
  const now = new Date();
  const text = (count, unit) => (count === 1 ? { hour: "in an hour", day: "tomorrow at nine" }[unit] : `in ${count} ${unit}s`);
  const soon = hours.map((count) => [new Date(now.getTime() + count * 3_600_000), text(count, "hour")]);
  const then = days.map((count) => [new Date(now.getFullYear(), now.getMonth(), now.getDate() + count, 9), text(count, "day")]);
  return [...soon, ...then].map(([moment, said]) => [moment.toISOString(), `${said} (${clock(moment)})`]);
}

function tick() {
  const now = serverNow();
  for (const node of document.querySelectorAll("time[data-left]")) {
    const rest = new Date(node.dateTime) - now;
    const text = left(rest);
    if (node.textContent !== text) node.textContent = text;
    node.classList.toggle("late", rest < 0);
  }
  for (const node of document.querySelectorAll("time[data-local]")) {
    node.textContent = clock(node.dateTime);
    delete node.dataset.local;
  }
}
tick();
setInterval(tick, 1000);
