/** The text forms in which JDBC stores keep events, refusals and what these are about. Each only ever gains fields. */
@NullMarked
package dev.lastroom.store.jdbc.stored;

import org.jspecify.annotations.NullMarked;
