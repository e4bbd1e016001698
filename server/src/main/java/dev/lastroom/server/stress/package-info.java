/** The concurrency suite: races whose results are counted. */
@NullMarked
package dev.lastroom.server.stress;

import org.jspecify.annotations.NullMarked;
