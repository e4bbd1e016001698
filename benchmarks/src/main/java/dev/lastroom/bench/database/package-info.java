/** The databases that the contenders book in, and the check that nothing went wrong there. */
@NullMarked
package dev.lastroom.bench.database;

import org.jspecify.annotations.NullMarked;
