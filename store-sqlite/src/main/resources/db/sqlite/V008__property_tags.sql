ALTER TABLE property ADD COLUMN tags TEXT NOT NULL DEFAULT ''; -- each with a space on either side
