// Print the events of a folder of calendars as a reader has them, as JSON: node read_feeds.mjs ical.js|node-ical FOLDER
// For each file, in the order of their names: a list of events, or a text that says why the reader refuses it.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const [library, folder] = process.argv.slice(2);
const read = { "ical.js": readByIcalJs, "node-ical": readByNodeIcal }[library];
console.warn = () => {}; // node-ical's remarks about times that no clock shows

const readings = readdirSync(folder).sort().map((name) => {
  try {
    return read(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(join(folder, name))));
  } catch (refusal) {
    return String(refusal);
  }
});
process.stdout.write(JSON.stringify(readings));

function readByIcalJs(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid ?? "",
      starts_at: instant(event.startDate),
      ends_at: instant(event.endDate),
      summary: event.summary ?? "",
      location: event.location ?? "",
      status: component.getFirstPropertyValue("status") ?? "",
      description: event.description ?? "",
    };
  });
}

// An instant in UTC, or a day by itself.
function instant(time) {
  if (time.isDate) return time.toString();
  if (time.zone === ICAL.Timezone.localTimezone) return `${time} floating`;
  return time.convertToZone(ICAL.Timezone.utcTimezone).toString();
}

function readByNodeIcal(text) {
  const events = Object.values(nodeIcal.sync.parseICS(text)).filter((component) => component.type === "VEVENT");
  return events.map((event) => ({
    uid: event.uid ?? "",
    starts_at: moment(event.start),
    ends_at: moment(event.end),
    summary: said(event.summary),
    location: said(event.location),
    status: event.status ?? "",
    description: said(event.description),
  }));
}

// node-ical gives a day as midnight on the machine's clock, which is UTC here.
function moment(date) {
  const text = date.toISOString().replace(".000Z", "Z");
  if (date.dateOnly) return text.slice(0, 10);
  return date.tz ? text : `${text} floating`;
}

// A property with parameters comes as an object.
function said(value) {
  return (typeof value === "object" ? value.val : value) ?? "";
}
