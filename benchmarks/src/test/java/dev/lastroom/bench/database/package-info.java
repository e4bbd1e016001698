/** Tests. */
@NullMarked
package dev.lastroom.bench.database;

import org.jspecify.annotations.NullMarked;
