"""What the system is asked to do at which times: units, agents, cron lines, a calendar. Pure text.

`model` says what a reminder is, `times` when breaks fall; `systemd`, `launchd`, `cron` and `ics`
each write all of it in one form, and all but the calendar read it back. Knows neither where the
files lie nor how they are installed.
"""
