/** The databases that the contenders book in, and the check that they are correct afterwards. */
@NullMarked
package dev.lastroom.bench.database;

import org.jspecify.annotations.NullMarked;
