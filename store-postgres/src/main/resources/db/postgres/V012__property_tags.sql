ALTER TABLE property ADD tags text NOT NULL DEFAULT ''; -- each with a space on either side
