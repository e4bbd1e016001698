/** How statements are sent to PostgreSQL, and what its errors mean. */
@NullMarked
package dev.lastroom.store.postgres.sql;

import org.jspecify.annotations.NullMarked;
