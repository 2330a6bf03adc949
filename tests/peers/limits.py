"""Prints a calendar as icalendar and as vobject read it, as JSON: limits.py FILE.ics"""
import datetime, json, sys
import icalendar, vobject

with open(sys.argv[1], "rb") as file:
    data = file.read()


def plain(what):
    if isinstance(what, (datetime.datetime, datetime.date)):
        return what.isoformat()
    if isinstance(what, datetime.timedelta):
        return int(what.total_seconds())
    return what


def theirs(component):
    at = component.get("DTSTART") or component.get("DUE")
    end = component.get("DTEND")
    done = component.get("COMPLETED")
    return {
        "kind": component.name,
        "uid": str(component["UID"]),
        "summary": str(component["SUMMARY"]),
        "description": str(component["DESCRIPTION"]),
        "on": plain(at.dt),
        "to": plain(end.dt) if end else None,
        "status": str(component["STATUS"]),
        "percent": component.get("PERCENT-COMPLETE"),
        "done": plain(done.dt) if done else None,
        "sequence": component["SEQUENCE"],
        "stamp": plain(component["DTSTAMP"].dt),
        "written": plain(component["LAST-MODIFIED"].dt),
        # from the midnight with which the day begins, in seconds
        "alarms": [[str(alarm["ACTION"]), plain(alarm["TRIGGER"].dt)] for alarm in component.walk("VALARM")],
        "errors": [str(error) for error in component.errors],
    }


def others(component):
    text = lambda name: str(getattr(component, name).value) if hasattr(component, name) else None
    value = lambda name: plain(getattr(component, name).value) if hasattr(component, name) else None
    return {
        "kind": component.name,
        "uid": text("uid"),
        "summary": text("summary"),
        "description": text("description"),
        "on": value("dtstart") or value("due"),
        "to": value("dtend"),
        "status": text("status"),
        "sequence": int(text("sequence")),
        "alarms": [[str(alarm.action.value), plain(alarm.trigger.value)] for alarm in getattr(component, "valarm_list", [])],
    }


calendar = icalendar.Calendar.from_ical(data)
other = vobject.readOne(data.decode())
other.validate(raiseException=True)
print(json.dumps({
    "name": str(calendar["X-WR-CALNAME"]),
    "errors": [str(error) for error in calendar.errors],
    "icalendar": [theirs(it) for it in calendar.subcomponents],
    "vobject": [others(it) for it in other.getChildren() if it.name in ("VEVENT", "VTODO")],
}, ensure_ascii=False))
