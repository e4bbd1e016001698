/**
 * How JDBC stores keep rows, and the text forms in which they keep events, refusals and other values. A form only ever
 * gains fields.
 */
@NullMarked
package dev.lastroom.store.jdbc.stored;

import org.jspecify.annotations.NullMarked;
