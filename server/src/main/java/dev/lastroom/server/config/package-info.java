/** Settings from flags, environment and file, and the stores that they name. */
@NullMarked
package dev.lastroom.server.config;

import org.jspecify.annotations.NullMarked;
