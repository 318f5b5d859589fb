-- A history as the program of format 3 left it. Never to be edited.
BEGIN TRANSACTION;
CREATE TABLE acknowledgements (
        what TEXT NOT NULL,
        version TEXT NOT NULL,
        at TEXT NOT NULL
    );
CREATE TABLE changes (
        id TEXT PRIMARY KEY NOT NULL,
        at TEXT NOT NULL,
        session_id TEXT NOT NULL REFERENCES sessions (id),
        action TEXT NOT NULL,
        what TEXT NOT NULL
    );
INSERT INTO "changes" VALUES('01a1f8d3-ea00-77d1-ab16-5427e2bb7ac7','2026-11-20T12:00:00.000Z','01a1f8d3-ea00-7675-bbd8-f129a59210fe','begun','{}');
INSERT INTO "changes" VALUES('01a1f8d4-fb70-7fe9-9907-7d1416d05188','2026-11-20T12:01:10.000Z','01a1f8d3-ea00-7675-bbd8-f129a59210fe','edited','{"note": ""}');
INSERT INTO "changes" VALUES('01a1f8d4-fb70-76ab-9a8f-0a0993a2444a','2026-11-20T12:01:10.000Z','01a1f8d3-ea00-7675-bbd8-f129a59210fe','work replaced','{"work_no": 1, "step_no": 2, "set_no": 1, "round_no": 1, "exercise_id": "wall-calf-stretch", "exercise_title": "Wall calf stretch", "kind": "stretch", "muscles": "[\"gastrocnemius\", \"soléus\"]", "technique": "stretch-standing", "side": "left", "planned_s": 30.0, "done_s": 30.0, "planned_reps": null, "done_reps": null, "load": "", "status": "done", "why": "", "pain": null, "at": "2026-11-20T12:00:00.000Z"}');
INSERT INTO "changes" VALUES('01a1f8d5-70a0-7498-8331-a0d5b072ab11','2026-11-20T12:01:40.000Z','01a1f8d5-70a0-739f-a497-303c7977bd60','begun','{}');
INSERT INTO "changes" VALUES('01a1f8d8-2fc0-79cd-8ca5-1f19955dd993','2026-11-20T12:04:40.000Z','01a1f8d5-70a0-739f-a497-303c7977bd60','deleted','{"deleted_at": null}');
INSERT INTO "changes" VALUES('01a1f8d8-56d0-76a3-962a-d0b71bfc0ef6','2026-11-20T12:04:50.000Z','01a1f8d5-70a0-739f-a497-303c7977bd60','undone','{"deleted_at": "2026-11-20T12:04:40.000Z"}');
CREATE TABLE clearances (
        id TEXT PRIMARY KEY NOT NULL,
        flag_id TEXT NOT NULL REFERENCES flags (id),
        at TEXT NOT NULL,
        door TEXT NOT NULL CHECK (door IN ('clinician', 'mistake', 'passed')),
        said TEXT NOT NULL,
        day TEXT NOT NULL,
        closes INTEGER NOT NULL CHECK (closes IN (0, 1))
    );
CREATE TABLE day_answers (
        id TEXT PRIMARY KEY NOT NULL,
        local_day TEXT NOT NULL,
        at TEXT NOT NULL,
        answer TEXT NOT NULL
    );
CREATE TABLE flags (
        id TEXT PRIMARY KEY NOT NULL,
        flag TEXT NOT NULL,
        opened_at TEXT NOT NULL,
        origin TEXT NOT NULL CHECK (origin IN ('screen', 'day', 'cramp', 'hurt'))
    );
CREATE TABLE gaps (
        session_id TEXT NOT NULL REFERENCES sessions (id),
        work_no INTEGER NOT NULL,
        reason TEXT NOT NULL,
        at TEXT NOT NULL,
        seconds REAL NOT NULL
    );
CREATE TABLE operations (
        no INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT UNIQUE NOT NULL,
        at TEXT NOT NULL,
        kind TEXT NOT NULL,
        source TEXT NOT NULL,
        target TEXT
    );
INSERT INTO "operations" VALUES(1,'01a1f8d4-d460-7dca-ac32-62159336fcb0','2026-11-20T12:01:00.000Z','log','',NULL);
INSERT INTO "operations" VALUES(2,'01a1f8d4-fb70-7970-8784-9354026940af','2026-11-20T12:01:10.000Z','edit','',NULL);
INSERT INTO "operations" VALUES(3,'01a1f8d5-2280-7a9d-9fd9-2720b815a7b8','2026-11-20T12:01:20.000Z','rest','',NULL);
INSERT INTO "operations" VALUES(4,'01a1f8d6-5b00-7309-8044-c1475d2b0ddf','2026-11-20T12:02:40.000Z','log','',NULL);
INSERT INTO "operations" VALUES(6,'01a1f8d8-08b0-75eb-8c2a-5d57bf63ebb0','2026-11-20T12:04:30.000Z','purge','',NULL);
INSERT INTO "operations" VALUES(7,'01a1f8d8-2fc0-72bd-b84d-16ecc7eb24e4','2026-11-20T12:04:40.000Z','delete','',NULL);
INSERT INTO "operations" VALUES(8,'01a1f8d8-56d0-73a9-8bfd-fbda6d8af572','2026-11-20T12:04:50.000Z','undo','','01a1f8d8-2fc0-72bd-b84d-16ecc7eb24e4');
CREATE TABLE rests (
        id TEXT PRIMARY KEY NOT NULL,
        from_day TEXT NOT NULL,
        until_day TEXT NOT NULL,
        reason TEXT NOT NULL CHECK (reason IN ('rest', 'flare', 'travel', 'ill')),
        at TEXT NOT NULL,
        deleted_at TEXT
    );
INSERT INTO "rests" VALUES('01a1f8d5-2280-7ad9-8319-03b3338a4e6d','2026-11-21','2026-11-22','travel','2026-11-20T12:01:20.000Z',NULL);
CREATE TABLE screenings (
        id TEXT PRIMARY KEY NOT NULL,
        at TEXT NOT NULL,
        local_day TEXT NOT NULL,
        version TEXT NOT NULL,
        conditions TEXT NOT NULL,
        flags TEXT NOT NULL
    );
CREATE TABLE sessions (
        id TEXT PRIMARY KEY NOT NULL,
        status TEXT NOT NULL
            CHECK (status IN ('running', 'completed', 'stopped', 'interrupted')),
        origin TEXT NOT NULL CHECK (origin IN ('guided', 'logged')),
        routine_id TEXT NOT NULL,
        routine_title TEXT NOT NULL,
        routine_hash TEXT NOT NULL,
        started_at TEXT NOT NULL,
        ended_at TEXT,
        utc_offset_s INTEGER NOT NULL,
        local_day TEXT NOT NULL,
        planned_s REAL NOT NULL,
        planned_left_s REAL NOT NULL,
        planned_right_s REAL NOT NULL,
        planned_both_s REAL NOT NULL,
        lasted_s REAL,
        options TEXT NOT NULL,
        day_answer TEXT NOT NULL,
        tightness INTEGER CHECK (tightness BETWEEN 0 AND 10),
        pain_before INTEGER CHECK (pain_before BETWEEN 0 AND 10),
        pain_worst INTEGER CHECK (pain_worst BETWEEN 0 AND 10),
        pain_after INTEGER CHECK (pain_after BETWEEN 0 AND 10),
        pain_next_morning INTEGER CHECK (pain_next_morning BETWEEN 0 AND 10),
        note TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        app_version TEXT NOT NULL,
        deleted_at TEXT
    );
INSERT INTO "sessions" VALUES('01a1f8d3-ea00-7675-bbd8-f129a59210fe','completed','logged','daily','Daily calf care','ab12','2026-11-20T12:00:00.000Z','2026-11-20T12:01:00.000Z',3600,'2026-11-20',730.0,180.0,180.0,140.0,60.0,'{"mute": true}','usual',NULL,NULL,NULL,NULL,NULL,'stiff','2026-11-20T12:01:10.000Z','0.1.0',NULL);
INSERT INTO "sessions" VALUES('01a1f8d5-70a0-739f-a497-303c7977bd60','completed','logged','daily','Daily calf care','ab12','2026-11-20T12:01:40.000Z','2026-11-20T12:02:40.000Z',3600,'2026-11-20',730.0,180.0,180.0,140.0,60.0,'{"mute": true}','usual',NULL,NULL,NULL,NULL,NULL,'','2026-11-20T12:04:50.000Z','0.1.0',NULL);
CREATE TABLE tombstones (
        id TEXT PRIMARY KEY NOT NULL,
        at TEXT NOT NULL
    );
INSERT INTO "tombstones" VALUES('01a1f8d6-f740-7b23-8172-473db10ec83d','2026-11-20T12:04:30.000Z');
CREATE TABLE touched (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        operation_id TEXT NOT NULL REFERENCES operations (id),
        kind TEXT NOT NULL CHECK (kind IN ('sessions', 'work', 'rests')),
        row_id TEXT NOT NULL,
        work_no INTEGER NOT NULL,
        before TEXT,
        after TEXT
    );
INSERT INTO "touched" VALUES(1,'01a1f8d4-d460-7dca-ac32-62159336fcb0','sessions','01a1f8d3-ea00-7675-bbd8-f129a59210fe',0,NULL,'{}');
INSERT INTO "touched" VALUES(2,'01a1f8d4-fb70-7970-8784-9354026940af','sessions','01a1f8d3-ea00-7675-bbd8-f129a59210fe',0,'{"note": ""}','{"note": "stiff"}');
INSERT INTO "touched" VALUES(3,'01a1f8d4-fb70-7970-8784-9354026940af','work','01a1f8d3-ea00-7675-bbd8-f129a59210fe',1,'{"done_s": 30.0, "status": "done"}','{"done_s": 20.0, "status": "part"}');
INSERT INTO "touched" VALUES(4,'01a1f8d5-2280-7a9d-9fd9-2720b815a7b8','rests','01a1f8d5-2280-7ad9-8319-03b3338a4e6d',0,NULL,'{}');
INSERT INTO "touched" VALUES(5,'01a1f8d6-5b00-7309-8044-c1475d2b0ddf','sessions','01a1f8d5-70a0-739f-a497-303c7977bd60',0,NULL,'{}');
INSERT INTO "touched" VALUES(7,'01a1f8d8-2fc0-72bd-b84d-16ecc7eb24e4','sessions','01a1f8d5-70a0-739f-a497-303c7977bd60',0,'{"deleted_at": null}','{"deleted_at": "2026-11-20T12:04:40.000Z"}');
CREATE TABLE work (
        session_id TEXT NOT NULL REFERENCES sessions (id),
        work_no INTEGER NOT NULL,
        step_no INTEGER NOT NULL,
        set_no INTEGER NOT NULL,
        round_no INTEGER NOT NULL,
        exercise_id TEXT NOT NULL,
        exercise_title TEXT NOT NULL,
        kind TEXT NOT NULL,
        muscles TEXT NOT NULL,
        technique TEXT NOT NULL,
        side TEXT NOT NULL,
        planned_s REAL NOT NULL,
        done_s REAL NOT NULL,
        planned_reps INTEGER,
        done_reps INTEGER,
        load TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('done', 'part', 'skipped')),
        why TEXT NOT NULL,
        pain INTEGER CHECK (pain BETWEEN 0 AND 10),
        at TEXT NOT NULL,
        PRIMARY KEY (session_id, work_no)
    ) WITHOUT ROWID
    ;
INSERT INTO "work" VALUES('01a1f8d3-ea00-7675-bbd8-f129a59210fe',1,2,1,1,'wall-calf-stretch','Wall calf stretch','stretch','["gastrocnemius", "soléus"]','stretch-standing','left',30.0,20.0,NULL,NULL,'','part','',NULL,'2026-11-20T12:00:00.000Z');
INSERT INTO "work" VALUES('01a1f8d3-ea00-7675-bbd8-f129a59210fe',2,2,1,1,'wall-calf-stretch','Wall calf stretch','stretch','["gastrocnemius", "soléus"]','stretch-standing','right',30.0,30.0,NULL,NULL,'','done','',NULL,'2026-11-20T12:00:00.000Z');
INSERT INTO "work" VALUES('01a1f8d5-70a0-739f-a497-303c7977bd60',1,2,1,1,'wall-calf-stretch','Wall calf stretch','stretch','["gastrocnemius", "soléus"]','stretch-standing','left',30.0,30.0,NULL,NULL,'','done','',NULL,'2026-11-20T12:00:00.000Z');
CREATE INDEX sessions_by_start ON sessions (started_at, id);
CREATE INDEX sessions_by_day ON sessions (local_day, started_at, id);
CREATE INDEX sessions_by_code ON sessions (substr(id, -12, 4), id);
CREATE INDEX sessions_running ON sessions (started_at, id) WHERE status = 'running';
CREATE INDEX work_by_exercise ON work (exercise_id, status, session_id);
CREATE INDEX gaps_by_session ON gaps (session_id);
CREATE INDEX changes_by_session ON changes (session_id);
CREATE INDEX clearances_by_flag ON clearances (flag_id);
CREATE INDEX day_answers_by_day ON day_answers (local_day, at);
CREATE INDEX operations_by_target ON operations (target) WHERE target IS NOT NULL;
CREATE INDEX touched_by_operation ON touched (operation_id);
CREATE INDEX touched_by_row ON touched (row_id);
CREATE INDEX rests_by_day ON rests (until_day, from_day);
CREATE TRIGGER changes_are_never_edited BEFORE UPDATE ON changes
    BEGIN SELECT RAISE(ABORT, 'changes are never edited'); END;
CREATE TRIGGER changes_are_never_replaced BEFORE INSERT ON changes
    WHEN EXISTS (SELECT 1 FROM changes WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'changes are never replaced'); END;
CREATE TRIGGER screenings_are_never_edited BEFORE UPDATE ON screenings BEGIN SELECT RAISE(ABORT, 'screenings are append-only'); END;
CREATE TRIGGER screenings_are_never_removed BEFORE DELETE ON screenings BEGIN SELECT RAISE(ABORT, 'screenings are append-only'); END;
CREATE TRIGGER screenings_are_never_replaced BEFORE INSERT ON screenings WHEN EXISTS (SELECT 1 FROM screenings WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'screenings are append-only'); END;
CREATE TRIGGER flags_are_never_edited BEFORE UPDATE ON flags BEGIN SELECT RAISE(ABORT, 'flags are append-only'); END;
CREATE TRIGGER flags_are_never_removed BEFORE DELETE ON flags BEGIN SELECT RAISE(ABORT, 'flags are append-only'); END;
CREATE TRIGGER flags_are_never_replaced BEFORE INSERT ON flags WHEN EXISTS (SELECT 1 FROM flags WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'flags are append-only'); END;
CREATE TRIGGER clearances_are_never_edited BEFORE UPDATE ON clearances BEGIN SELECT RAISE(ABORT, 'clearances are append-only'); END;
CREATE TRIGGER clearances_are_never_removed BEFORE DELETE ON clearances BEGIN SELECT RAISE(ABORT, 'clearances are append-only'); END;
CREATE TRIGGER clearances_are_never_replaced BEFORE INSERT ON clearances WHEN EXISTS (SELECT 1 FROM clearances WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'clearances are append-only'); END;
CREATE TRIGGER day_answers_are_never_edited BEFORE UPDATE ON day_answers BEGIN SELECT RAISE(ABORT, 'day_answers are append-only'); END;
CREATE TRIGGER day_answers_are_never_removed BEFORE DELETE ON day_answers BEGIN SELECT RAISE(ABORT, 'day_answers are append-only'); END;
CREATE TRIGGER day_answers_are_never_replaced BEFORE INSERT ON day_answers WHEN EXISTS (SELECT 1 FROM day_answers WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'day_answers are append-only'); END;
CREATE TRIGGER operations_are_never_edited BEFORE UPDATE ON operations BEGIN SELECT RAISE(ABORT, 'operations are append-only'); END;
CREATE TRIGGER operations_are_never_removed BEFORE DELETE ON operations WHEN NOT (NOT EXISTS (SELECT 1 FROM touched WHERE operation_id = coalesce(OLD.target, OLD.id))) BEGIN SELECT RAISE(ABORT, 'operations are append-only'); END;
CREATE TRIGGER operations_are_never_replaced BEFORE INSERT ON operations WHEN EXISTS (SELECT 1 FROM operations WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'operations are append-only'); END;
CREATE TRIGGER touched_are_never_edited BEFORE UPDATE ON touched BEGIN SELECT RAISE(ABORT, 'touched are append-only'); END;
CREATE TRIGGER touched_are_never_removed BEFORE DELETE ON touched WHEN NOT (EXISTS (SELECT 1 FROM tombstones WHERE id = OLD.row_id)) BEGIN SELECT RAISE(ABORT, 'touched are append-only'); END;
CREATE TRIGGER touched_are_never_replaced BEFORE INSERT ON touched WHEN EXISTS (SELECT 1 FROM touched WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'touched are append-only'); END;
CREATE TRIGGER tombstones_are_never_edited BEFORE UPDATE ON tombstones BEGIN SELECT RAISE(ABORT, 'tombstones are append-only'); END;
CREATE TRIGGER tombstones_are_never_removed BEFORE DELETE ON tombstones BEGIN SELECT RAISE(ABORT, 'tombstones are append-only'); END;
CREATE TRIGGER tombstones_are_never_replaced BEFORE INSERT ON tombstones WHEN EXISTS (SELECT 1 FROM tombstones WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'tombstones are append-only'); END;
CREATE TRIGGER changes_are_never_removed BEFORE DELETE ON changes
    WHEN NOT EXISTS (SELECT 1 FROM tombstones WHERE id = OLD.session_id)
    BEGIN SELECT RAISE(ABORT, 'changes are never removed'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('operations',8);
INSERT INTO "sqlite_sequence" VALUES('touched',7);
COMMIT;
PRAGMA user_version = 3;
