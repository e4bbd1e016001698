/** The text forms in which JDBC stores keep events, refusals and their subjects. A form only ever gains fields. */
@NullMarked
package dev.lastroom.store.jdbc.stored;

import org.jspecify.annotations.NullMarked;
