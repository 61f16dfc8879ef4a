// Print the events of a calendar as JSON, as ical.js reads them (Thunderbird's parser): node read_events.mjs FILE
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));

const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    starts_at: instant(event.startDate),
    ends_at: instant(event.endDate),
    summary: event.summary,
    location: event.location,
    status: component.getFirstPropertyValue("status"),
  };
});
console.log(JSON.stringify(events));

// An instant in UTC, or a day by itself.
function instant(time) {
  return time.isDate ? time.toString() : time.convertToZone(ICAL.Timezone.utcTimezone).toString();
}
