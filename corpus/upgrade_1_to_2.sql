-- From layout 1 to 2: what is new stays empty until a document is read again.
ALTER TABLE documents ADD COLUMN framework TEXT;
ALTER TABLE documents ADD COLUMN updated TEXT;
ALTER TABLE documents ADD COLUMN faults TEXT NOT NULL DEFAULT '[]';
ALTER TABLE documents ADD COLUMN text_sha256 TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN listing TEXT NOT NULL DEFAULT '{}';
ALTER TABLE paragraphs ADD COLUMN boxes TEXT NOT NULL DEFAULT '[]';
ALTER TABLE paragraphs ADD COLUMN repeats TEXT NOT NULL DEFAULT '[]';
CREATE TABLE ingest_reports (
    name TEXT NOT NULL,
    sha256 TEXT,
    time TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    folder TEXT NOT NULL,
    details TEXT NOT NULL,
    PRIMARY KEY (name, outcome)
) WITHOUT ROWID;
INSERT INTO ingest_reports
    SELECT name, sha256, day || 'T00:00:00', 'set aside', reason, '', '{}' FROM set_aside;
DROP TABLE set_aside;
CREATE TABLE earlier_versions (
    sha256 TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    replaced_by TEXT NOT NULL,
    day TEXT NOT NULL
) WITHOUT ROWID;
